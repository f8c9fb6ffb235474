"""Checks of tables (ListObjects)."""
