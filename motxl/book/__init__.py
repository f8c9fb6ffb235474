"""A workbook as every job sees it: a Book, read into a Programme, edited, saved.

Its floors, lowest first: ``protocol`` (what a Book is), ``reading`` (a workbook's values into a
Programme), ``editing`` (edits in memory, and what is remembered beside the file), then ``file`` and
``live`` side by side, of which neither knows the other.
"""
