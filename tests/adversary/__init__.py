"""An adversary: random days of an association's staff, with accidents, against the promises of mail.

It knows what motxl promises, and nothing of how it is made: commands run as processes, mails arrive
at a real server, and what is right is worked out by a reading of the workbook that is its own.
"""
