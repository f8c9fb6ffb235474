"""What a recipient could find in a workbook that its pages do not show.

One module of ``kinds`` per kind of thing; each looks into any workbook, whoever made it, and says
whether it can be taken out without loss. Nothing here knows of MOT.
"""

from motxl.inspection.descriptions import remove_descriptions
from motxl.inspection.finding import IDENTITY, Finding
from motxl.inspection.looking import inspect, remove

__all__ = ["IDENTITY", "Finding", "inspect", "remove", "remove_descriptions"]
