"""The plan of the house, and the imports of the tree held against it.

``graph`` reads which file imports which; ``floors`` is the plan of docs/architecture.md and says
what breaks it; ``picture`` draws the floors and ``page`` writes them into that page.
"""
