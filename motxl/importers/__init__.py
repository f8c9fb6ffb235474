"""Importers: the published programme becomes rows of this workbook's tables."""
