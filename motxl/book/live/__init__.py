"""A workbook that is open in Excel or LibreOffice: found, read and edited through xlwings."""
