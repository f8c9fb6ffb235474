"""The part of one sheet: its rows and cells, read and edited in its bytes."""
