"""A name of 0.1.0, for one version more: see ``motxl.renamed``."""

from motxl.renamed import names_of

__getattr__ = names_of(__name__)
