"""Controls of the forms toolbar, tied to cells and filled from them; XlsxWriter has only buttons.

The older form is a shape in VML ([MS-OI29500] 2.1.1712 ff.), and nothing else. Since Excel 2010 a
part of its own says the same again ([MS-XLSX] 2.6.99, CT_FormControlPr).
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple
from xml.sax.saxutils import escape

from motxl.ooxml import Workbook
from tests.recalculation.expressions import Block

_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CONTROL_TYPE = "application/vnd.ms-excel.controlproperties+xml"
# As VML names a kind, and as its part does; whether it shows a list.
_KINDS = (
    ("Checkbox", "CheckBox", False),
    ("Radio", "Radio", False),
    ("Spin", "Spin", False),
    ("Scroll", "Scroll", False),
    ("Drop", "Drop", True),
    ("List", "List", True),
)
_NO_SHAPES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" '
    'path="m,l,21600r21600,l21600,xe"/>'
)
_COLUMN = 24
"""0-based, Y: right of all that has a value"""


class _Control(NamedTuple):
    number: int
    """Of its shape, in the whole workbook"""
    kind: tuple[str, str, bool]
    row: int
    """0-based, of its upper edge"""
    link: str
    source: str


def with_controls(rng: Random, data: bytes, plan: Block) -> bytes:
    """Some on the sheet of the data, some on another one, which refer to rows of the data."""
    workbook = Workbook(data)
    for index, name in enumerate(rng.sample([plan.sheet, "Autre", "Synthèse"], 2)):
        drawn = [
            _drawn(rng, 9001 + 100 * index + n, plan, workbook, name)
            for n in range(rng.randint(1, 3))
        ]
        _put(workbook, name, drawn, with_parts=rng.random() < 0.6)
    return workbook.to_bytes()


def _drawn(rng: Random, number: int, plan: Block, workbook: Workbook, name: str) -> _Control:
    # Excel names no sheet where it is the control's own. LibreOffice then takes the first one.
    own = name == plan.sheet and workbook.sheets[0].name == name
    sheet = "" if own else plan.quoted + "!"
    first, last = rng.choice(plan.spans)
    row = rng.choice([1, plan.first, plan.last + 16])
    link = f"{sheet}$V${rng.choice([*plan.rows, *plan.constants])}"
    return _Control(number, rng.choice(_KINDS), row, link, f"{sheet}$A${first}:$A${last}")


def _put(workbook: Workbook, name: str, controls: list[_Control], *, with_parts: bool) -> None:
    sheet, package = workbook.sheet(name), workbook.package
    assert sheet is not None
    part = sheet.part_name
    xml = package.part(part).decode()
    found = package.related(part, "vmlDrawing")
    if not found:
        found = [f"xl/drawings/vmlDrawing{controls[0].number}.vml"]
        package.add(found[0], _NO_SHAPES.encode(), _VML_TYPE)
        link = package.add_relationship(part, f"{_LINKS}/vmlDrawing", found[0])
        xml = _inserted(xml, f'<legacyDrawing r:id="{link}"/>')
    shapes = package.part(found[0]).decode()
    new = _SHAPE_TYPE + "".join(map(_shape, controls))
    package.replace(found[0], shapes.replace("</xml>", new + "</xml>").encode())
    if with_parts:
        xml = _inserted(xml, _listed(workbook, part, controls))
        declared = "".join(
            f' xmlns:{prefix}="{uri}"'
            for prefix, uri in (("mc", _MC), ("xdr", _XDR), ("x14", _X14))
            if f"xmlns:{prefix}=" not in xml.partition("<sheetData")[0]
        )
        xml = xml.replace("<worksheet", f"<worksheet{declared}", 1)
    workbook.replace_part(part, xml.encode())


def _inserted(xml: str, new: str) -> str:
    """Before what stands after the controls of a sheet (18.3.1.99), as far as any stands here."""
    end = xml.find("<tableParts")
    if end < 0:
        # A data bar has a list of extensions too, further up.
        last = xml.endswith("</extLst></worksheet>")
        end = xml.rindex("<extLst" if last else "</worksheet>")
    return xml[:end] + new + xml[end:]


def _shape(control: _Control) -> str:
    vml, _name, has_list = control.kind
    row = control.row
    source = f"<x:FmlaRange>{escape(control.source)}</x:FmlaRange>" if has_list else ""
    return (
        f'<v:shape id="_x0000_s{control.number}" type="#_x0000_t201" '
        'style="position:absolute;width:60pt;height:15pt">'
        f'<x:ClientData ObjectType="{vml}">'
        f"<x:Anchor>{_COLUMN}, 0, {row}, 0, {_COLUMN + 1}, 0, {row + 1}, 0</x:Anchor>"
        f"{source}<x:FmlaLink>{escape(control.link)}</x:FmlaLink>"
        "<x:Min>0</x:Min><x:Max>100</x:Max><x:Inc>1</x:Inc></x:ClientData></v:shape>"
    )


def _listed(workbook: Workbook, sheet: str, controls: list[_Control]) -> str:
    listed = ""
    for control in controls:
        _vml, name, has_list = control.kind
        source = f' fmlaRange="{escape(control.source)}"' if has_list else ""
        part = f"xl/ctrlProps/ctrlProp{control.number}.xml"
        workbook.package.add(
            part,
            f'<formControlPr xmlns="{_X14}" objectType="{name}" '
            f'fmlaLink="{escape(control.link)}"{source} lockText="1"/>'.encode(),
            _CONTROL_TYPE,
        )
        link = workbook.package.add_relationship(sheet, f"{_LINKS}/ctrlProp", part)
        corners = "".join(
            f"<{tag}><xdr:col>{_COLUMN + down}</xdr:col><xdr:colOff>0</xdr:colOff>"
            f"<xdr:row>{control.row + down}</xdr:row><xdr:rowOff>0</xdr:rowOff></{tag}>"
            for down, tag in enumerate(("from", "to"))
        )
        listed += (
            '<mc:AlternateContent><mc:Choice Requires="x14">'
            f'<control shapeId="{control.number}" r:id="{link}" name="{name} {control.number}">'
            '<controlPr defaultSize="0" autoPict="0"><anchor moveWithCells="1">'
            f"{corners}</anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
        )
    return (
        '<mc:AlternateContent><mc:Choice Requires="x14"><controls>'
        f"{listed}</controls></mc:Choice></mc:AlternateContent>"
    )
