"""What leaves the house: whom an entry concerns in words, accounts of jetons, hidden data.

``words`` (six languages), ``accounts``; ``inspect`` looks into any workbook before it is sent.
"""
