"""A workbook in memory: edited, and what is remembered of it beside the file."""
