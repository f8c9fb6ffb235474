"""The job behind Synthèse: from a Programme to source tables, pivot tables, charts, a page.

``grains`` (the rows that are counted, one table per grain), ``bands`` (which pivot table and chart
shows what), ``summary`` (all of it worked out), ``charts``, ``as_json`` and ``page``, all pure;
``writing`` puts it into a workbook.
"""
