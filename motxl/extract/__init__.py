"""What leaves the house: whom an entry concerns in words, hidden data.

``words`` (six languages); ``inspect`` looks into any workbook before it is sent.
"""
