"""Nothing lost, in figures: the same edit by motxl, openpyxl and wolfxl on others' workbooks.

``places`` says which cell is edited, ``editors`` edit it, ``parts`` compares the zip packages,
``values`` what calamine, openpyxl and LibreOffice read; ``worker`` does all that may crash or hang
in a process of its own; ``measuring`` brings it together and ``page`` writes docs/lossless.md.
"""
