"""A name of 0.1.0, for one version more: see ``motxl.renamed``."""

from motxl.renamed import stands_for

_NEW = stands_for(__name__)


def __getattr__(name: str) -> object:
    return getattr(_NEW, name)
