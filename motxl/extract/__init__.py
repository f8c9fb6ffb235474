"""Extracts: what concerns each member, in its language, and what becomes of it in a file.

Each file is inspected before it counts as made; the manifest says what was made for whom.
"""
