"""A file on a disk: read, written atomically, locked, kept. Knows no format."""
