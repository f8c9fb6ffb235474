"""What sends extracts, or prepares it: ``preview``, ``drafts``, ``send``, ``status``.

Each works at the desk of a folder of extracts (``open_desk``), which says who gets what. Drafts
and sending are cut in two, as a person confirms in between: what is planned is a value, and holds
while the folder is locked.
"""
