"""A workbook on a disk as a Book: read, edited, saved losslessly."""
