"""``motxl doctor``: which of Python, Excel, LibreOffice, mail and files motxl can use.

``examining`` runs the checks, one module each; ``computer`` is what they ask of the system, so that
what they make of a registry or a folder can be tried on any other system. Nothing is started that
has a window, nothing is written, no secret is fetched.
"""
