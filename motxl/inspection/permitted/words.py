"""What is refused, in words that staff understand; what is quoted is short."""

from __future__ import annotations

from motxl.i18n import N_, _
from motxl.inspection.finding import Finding, quoted
from motxl.ooxml.xml.tree import TreeElement, local_in

KIND = "not-permitted"

_ELEMENTS = {
    "legacyDrawing": N_("comments, or controls of a form: delete them"),
    "legacyDrawingHF": N_("a picture in a header or footer: put it on the sheet"),
    "oleObjects": N_("an embedded file: delete it"),
    "controls": N_("a control of a form: delete it"),
    "graphicFrame": N_("a chart, a diagram or a slicer: put a picture of it in its place"),
    "contentPart": N_("ink: delete it"),
    "pivotCaches": N_("a pivot table: delete it"),
    "externalReferences": N_("a link to another workbook: break it under Data, Edit Links"),
    "customWorkbookViews": N_("a custom view: delete it under View, Custom Views"),
    "customSheetViews": N_("a custom view: delete it under View, Custom Views"),
    "scenarios": N_("a scenario: delete it under Data, What-If Analysis"),
    "protectedRanges": N_("ranges that only some users may edit: delete them under Review"),
    "fileSharing": N_("the name or password of somebody who may change the file"),
    "customProperties": N_("hidden properties of a sheet"),
    "rPh": N_("a hidden reading aid (furigana)"),
    "AlternateContent": N_("something that only some programs show"),
    "filters": N_("a filter that is set: clear it"),
    "customFilters": N_("a filter that is set: clear it"),
    "dynamicFilter": N_("a filter that is set: clear it"),
    "top10": N_("a filter that is set: clear it"),
    "colorFilter": N_("a filter that is set: clear it"),
    "hlinkClick": N_("a link on a picture or shape: remove it"),
    "hlinkHover": N_("a link on a picture or shape: remove it"),
    "smartTags": N_("a smart tag"),
    "cellWatches": N_("cells in the Watch Window: remove them from this window, under Formulas"),
    "absPath": N_("the folder in which the file was saved"),
    "svgBlip": N_("a picture in the SVG format: insert it as PNG"),
    "sparklineGroups": N_("sparklines: delete them"),
    "slicerList": N_("a slicer: delete it"),
    "fld": N_("a field in a text box: replace it by its text"),
}
_ATTRIBUTES = {
    "descr": N_("an alternative text, which nobody sees: clear it"),
    "title": N_("the title of a picture, which nobody sees: clear it"),
    "tooltip": N_("the ScreenTip of a link: remove it"),
    "prompt": N_("a Data Validation input message: clear it"),
    "promptTitle": N_("a Data Validation input message: clear it"),
    "error": N_("a Data Validation error message: clear it"),
    "errorTitle": N_("a Data Validation error message: clear it"),
    "comment": N_("the comment on a table or a name: clear it"),
    "altText": N_("an alternative text, which nobody sees: clear it"),
    "macro": N_("a macro assigned to a shape: remove it"),
    "textlink": N_("a text box linked to a cell: write the text into the box"),
    "userName": N_("the name of a user"),
    "link": N_("a picture that is kept outside the file: insert it into the file"),
    "password": N_("a password: use a protection without a password"),
    "hashValue": N_("a password: use a protection without a password"),
    "saltValue": N_("a password: use a protection without a password"),
    "spinCount": N_("a password: use a protection without a password"),
    "algorithmName": N_("a password: use a protection without a password"),
    "workbookHashValue": N_("a password: use a protection without a password"),
    "workbookSaltValue": N_("a password: use a protection without a password"),
    "workbookSpinCount": N_("a password: use a protection without a password"),
    "workbookAlgorithmName": N_("a password: use a protection without a password"),
    "workbookPassword": N_("a password: use a protection without a password"),
    "state": N_("something that is hidden: show or delete it"),
    "hidden": N_("something that is hidden: show or delete it"),
    "zeroHeight": N_("rows that are hidden: show them"),
    "filterMode": N_("a filter that is set: clear it"),
}
_VALUES = {
    ("cNvPr", "name"): N_(
        "a picture or shape with an unusual name: call it “Image 1” in the Selection Pane"
    ),
    ("sheet", "state"): N_(
        "a hidden sheet: right-click a tab, choose Unhide, then delete the sheet; if it is "
        "not offered there, only the Visual Basic editor can show it"
    ),
    ("definedName", "name"): N_("a defined name: delete it in the Name Manager"),
    ("srcRect", ""): N_("a cropped picture: delete the cropped areas"),
    ("numFmt", "formatCode"): N_("a number format with a text in it: choose another one"),
    ("sheet", "codeName"): N_("a name for macros"),
}
_OF_ITSELF = {"state", "hidden", "zeroHeight", "filterMode"}
"""Attributes whose values tell nobody anything"""
_PARTS = {
    "comments": N_("comments: delete them"),
    "threadedComment": N_("comments: delete them"),
    "person": N_("the names of people who wrote comments"),
    "vmlDrawing": N_("comments, controls, or a picture in a header: delete them"),
    "chart": N_("a chart: put a picture of it in its place"),
    "chartsheet": N_("a chart sheet"),
    "dialogsheet": N_("a dialog sheet"),
    "pivotTable": N_("a pivot table: delete it"),
    "pivotCacheDefinition": N_("a pivot table: delete it"),
    "externalLink": N_("a link to another workbook: break it under Data, Edit Links"),
    "printerSettings": N_("settings of a printer"),
    "thumbnail": N_("a thumbnail of the file"),
    "customXml": N_("custom XML"),
    "vbaProject": N_("macros"),
    "package": N_("an embedded file: delete it"),
    "oleObject": N_("an embedded file: delete it"),
    "control": N_("a control of a form: delete it"),
    "ctrlProp": N_("a control of a form: delete it"),
    "connections": N_("a connection"),
    "queryTable": N_("a query"),
    "webextension": N_("an add-in"),
    "webextensiontaskpanes": N_("an add-in"),
    "classificationlabels": N_("a sensitivity label"),
    "sheetMetadata": N_("formulas or values of a newer Excel: replace them by plain values"),
    "slicer": N_("a slicer: delete it"),
    "slicerCache": N_("a slicer: delete it"),
    "customProperty": N_("hidden properties of a sheet"),
    "diagramData": N_("a diagram (SmartArt)"),
}

_CLAIMS = {
    "shown": N_("a text that no cell shows"),
    "column": N_("the name of a column that its table does not show"),
    "formula": N_("a formula with a text, a name or a function that is not permitted"),
    "literal": N_("a condition with a text that no cell shows"),
    "areas": N_("a name that refers to something other than areas of the sheets"),
    "title-of-part": N_("the name of a sheet that is not there"),
    "identity": N_("a property of the document"),
    "link": N_("a link to a part that is not there"),
}


class Refusal:
    """Findings of each sort."""

    @staticmethod
    def of(place: str, what: str, text: str = "") -> Finding:
        told = _("{what} (“{text}”)").format(what=what, text=quoted(text)) if text else what
        return Finding(KIND, place, told)

    @classmethod
    def remark(cls, part: str) -> Finding:
        return cls.of(part, _("a comment or instruction in XML"))

    @classmethod
    def no_xml(cls, part: str) -> Finding:
        return cls.of(part, _("XML that cannot be read"))

    @classmethod
    def namespace(cls, part: str, prefix: str, uri: str) -> Finding:
        return cls.of(part, _("an unknown namespace"), f"{prefix} {uri}".strip())

    @classmethod
    def element(cls, part: str, element: TreeElement, path: str) -> Finding:
        name = local_in(element.tag)
        inner = " ".join(text for text in element.itertext() if text.strip())
        known = _ELEMENTS.get(name)
        place = f"{part} {path}/{name}" if path else f"{part} {name}"
        if name == "ext" and len(element):
            inner_name = local_in(element[0].tag)
            known = _ELEMENTS.get(inner_name)
        what = _(known) if known else _("the element {name}").format(name=name)
        return cls.of(place, what, inner)

    @classmethod
    def attribute(cls, place: str, name: str, value: str) -> Finding:
        known = _ATTRIBUTES.get(name)
        what = _(known) if known else _("the attribute {name}").format(name=name)
        return cls.of(place, what, value)

    @classmethod
    def value(cls, place: str, name: str, value: str) -> Finding:
        last = place.rpartition("/")[2].partition(" ")[0]
        known = _VALUES.get((last, name)) or _VALUES.get((last, "")) or _ATTRIBUTES.get(name)
        what = _(known) if known else _("a value of {name} that is not expected").format(name=name)
        return cls.of(place, what, "" if name in _OF_ITSELF else value)

    @classmethod
    def text(cls, place: str, text: str) -> Finding:
        return cls.of(place, _("a text in a place that is not shown"), text)

    @classmethod
    def part(cls, part: str, kind: str = "") -> Finding:
        known = _PARTS.get(kind)
        return cls.of(part, _(known) if known else _("a part of an unknown kind"))

    @classmethod
    def besides(cls, member: str = "") -> Finding:
        what = _("something besides the parts: save the file again in Excel or LibreOffice")
        return cls.of(f"zip {member}".rstrip(), what)

    @classmethod
    def called(cls, part: str, kind: str) -> Finding:
        if kind == "image" and not part.endswith((".png", ".jpg", ".jpeg")):
            return cls.of(part, _("a picture that is neither PNG nor JPEG: insert it as PNG"))
        return cls.of(part, _("a part with an unusual name"))

    @classmethod
    def picture(cls, part: str, stranger: str) -> Finding:
        what = _("a picture that contains more than the image, or whose format is unknown")
        return cls.of(part, what, stranger)

    @classmethod
    def hidden(cls, place: str, text: str) -> Finding:
        return cls.of(
            place,
            _("a text in a hidden row or column, or in one that is too low or too narrow"),
            text,
        )

    @classmethod
    def covered(cls, place: str) -> Finding:
        return cls.of(place, _("a cell that is not empty, hidden under merged cells: clear it"))

    @classmethod
    def misplaced(cls, place: str) -> Finding:
        return cls.of(place, _("a row or cell that is there twice, or not where it belongs"))

    @classmethod
    def unprinted(cls, place: str, text: str) -> Finding:
        return cls.of(place, _("a header or footer that is not printed: clear it"), text)

    @classmethod
    def unused(cls, place: str, text: str) -> Finding:
        return cls.of(place, _("a text that no cell shows"), text)

    @classmethod
    def uncalled(cls, source: str, target: str) -> Finding:
        return cls.of(source, _("a part or address that is not shown"), target)

    @classmethod
    def address(cls, source: str, target: str) -> Finding:
        return cls.of(
            source, _("a link whose address no cell shows: write the address into its cell"), target
        )

    @classmethod
    def claim(cls, kind: str, place: str, value: str) -> Finding:
        if kind == "formula" and "/dataValidation" in place and value.startswith('"'):
            what = _(
                "a list whose values were typed in: write them in cells, and choose "
                "these cells as the source"
            )
            return cls.of(place, what, value)
        return cls.of(place, _(_CLAIMS[kind]), value)
