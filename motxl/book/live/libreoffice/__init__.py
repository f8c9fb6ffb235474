"""LibreOffice as a live application: an engine of xlwings over UNO, LibreOffice's interface.

``engine`` and ``cells`` have those members of xlwings' interface that ``motxl.book.live`` uses;
``bridge`` puts questions to ``uno_side``, which runs in a Python that has ``uno``.
"""
