"""What changed between two workbooks, as people read it: on a terminal, as a page, as a sheet."""
