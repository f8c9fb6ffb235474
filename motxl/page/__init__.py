"""The page: motxl as one file that a browser opens, with nothing to install and nothing sent.

``carrying`` brings jobs to Python in the page and results back; ``texts`` is what the page says;
``web`` holds its markup, style and scripts; ``build`` makes one file of it all, from locked parts.
"""
