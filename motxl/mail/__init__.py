"""Mailing the extracts: what is sent to whom, drafts, SMTP, and the record of it.

``outgoing`` works out who gets what from the manifest and the directory; ``message`` makes e-mails;
``ledger`` remembers; ``eml``, ``imap``, ``outlook`` and ``smtp`` are the ways out.
"""
