"""Surfaces: where a workbook is read into a Programme and edits are applied. Here: a file."""
