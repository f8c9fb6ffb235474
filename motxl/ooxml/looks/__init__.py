"""How cells and their characters look: styles, palette, shared strings, runs."""
