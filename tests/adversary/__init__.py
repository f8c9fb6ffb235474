"""An adversary: random days of an association's staff, and accidents, against what is promised.

It knows what motxl promises, and nothing of how it is made: commands run as processes, mails
arrive at a real server, and what is right is worked out by a reading of the workbook of its own.
"""
