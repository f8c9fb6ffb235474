"""Checks of pivot tables and their caches."""
