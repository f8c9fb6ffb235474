"""Workbooks with placeholders, prepared once and filled many times."""
