"""A workbook read into a Programme: where it stands, and what the other tables say about it."""
