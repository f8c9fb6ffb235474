"""A name of 0.1.0, for one version more: see ``motxl.renamed``."""

import sys

from motxl.renamed import function_too

sys.modules[__name__] = function_too(__name__)
