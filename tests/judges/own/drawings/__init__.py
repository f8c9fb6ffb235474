"""Checks of what floats over the cells: pictures, shapes, charts, notes, controls."""
