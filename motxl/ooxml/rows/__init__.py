"""Rows inserted, deleted and moved, with everything in the workbook that names them.

``rowmap`` says where rows go, ``formulas`` and ``following`` what becomes of references (pure);
``sheetdata``, ``sheetranges``, ``anchors`` and ``calcchain`` rewrite parts; ``shift`` applies it to
a workbook, or refuses before anything is changed.
"""
