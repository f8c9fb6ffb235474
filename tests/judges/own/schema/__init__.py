"""Checks of attributes and children by tables: what the standard's prose says of each."""
