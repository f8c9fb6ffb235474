"""motxl keeps a numbered work programme right in its Excel workbook.

The floors, from the bottom: ``richtext`` and ``programme`` (pure), ``package`` (lossless editing
of any .xlsx), ``workbook`` (this workbook's layout), ``surfaces`` (where it is read and edited),
the jobs (``validate``, ``colour``, ``importers``…) and ``cli``. A floor imports from below only.
"""

__version__ = "0.1.0"
