"""The other end of ``bridge``: answers questions about the workbooks open in LibreOffice.

Runs in a Python that has ``uno``, the system's or LibreOffice's own, which need not see motxl nor
be as new: nothing of motxl is imported, and Python 3.8 is enough. A line of JSON is a question, a
line of JSON the answer. Rows and columns are 1-based, ends included; characters are UTF-16 units.
"""
