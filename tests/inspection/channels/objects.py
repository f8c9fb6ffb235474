"""Drawings, charts and controls."""

from __future__ import annotations

from motxl.ooxml import Workbook
from tests.inspection.channels.pixels import png
from tests.inspection.channels.tools import (
    SVG,
    A,
    C,
    Channels,
    R,
    X,
    anchored,
    beside_cells,
    cell,
    chart,
    drawing,
    image,
    part,
    point,
    related,
    series,
    shape,
    text,
)
from tests.inspection.making import CANARY, MS, OFFICE, SHEET, with_part

_FILL = '<a:solidFill><a:srgbClr val="%s"/></a:solidFill>'
_RUN = '<a:rPr lang="fr-FR"%s>%s</a:rPr>'
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shape id="_x0000_s1025" style="visibility:hidden" %s>%s</v:shape></xml>'
)


def _vml(inner: str, attributes: str = "") -> Workbook:
    return part("xl/drawings/vmlDrawing1.vml", _VML % (attributes, inner), "vmlDrawing", SHEET)


def _behind() -> Workbook:
    return drawing(anchored(shape()) + anchored(shape("Metz", props=_FILL % "FFFFFF"), "2 4 8 12"))


def _over_cells() -> Workbook:
    base = cell(text(0))
    return drawing(shape("", props=_FILL % "FFFFFF"), base=base, at="0 3 3 6")


def _smart_art() -> Workbook:
    return part(
        "xl/diagrams/data1.xml",
        f'<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" {A}>'
        f"<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>{CANARY}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "</dgm:ptLst></dgm:dataModel>",
        "diagramData",
        SHEET,
    )


def _linked_chart() -> Workbook:
    workbook = chart('<c:externalData r:id="rId1"/>')
    return related(
        "xl/charts/chart1.xml",
        f'<Relationship Id="rId1" Type="{OFFICE}package" TargetMode="External" '
        f'Target="file:///C:/{CANARY}.xlsx"/>',
        workbook,
    )


def _extended_chart() -> Workbook:
    return part(
        "xl/charts/chartEx1.xml",
        '<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex">'
        '<cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:f>Feuil1!$A$2:$A$2</cx:f><cx:lvl '
        f'ptCount="1"><cx:pt idx="0">{CANARY}</cx:pt></cx:lvl></cx:strDim></cx:data>'
        "</cx:chartData></cx:chartSpace>",
        MS + "2014/relationships/chartEx",
        SHEET,
    )


def _group(inner: str, attributes: str = "") -> str:
    return (
        f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9" name="Group 1"{attributes}/>'
        f"<xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>{inner}</xdr:grpSp>"
    )


_LITERAL = (
    '<c:chart><c:plotArea><c:barChart><c:ser><c:cat><c:strLit><c:ptCount val="1"/>%s</c:strLit>'
    "</c:cat></c:ser></c:barChart></c:plotArea></c:chart>"
)

CHANNELS: Channels = {
    "a hidden text box": ("hidden-object", lambda: drawing(shape(attributes=' hidden="1"'))),
    "a text box in a hidden group": (
        "hidden-object",
        lambda: drawing(_group(shape(), ' hidden="1"')),
    ),
    "white text in a box": (
        "hidden-object",
        lambda: drawing(shape(run=_RUN % ("", _FILL % "FFFFFF"))),
    ),
    "white text of the theme in a box": (
        "hidden-object",
        lambda: drawing(
            shape(run=_RUN % ("", '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'))
        ),
    ),
    "text of its box's fill": (
        "hidden-object",
        lambda: drawing(shape(props=_FILL % "0070C0", run=_RUN % ("", _FILL % "0070C0"))),
    ),
    "text without fill in a box": (
        "hidden-object",
        lambda: drawing(shape(run=_RUN % ("", "<a:noFill/>"))),
    ),
    "transparent text in a box": (
        "hidden-object",
        lambda: drawing(
            shape(
                run=_RUN
                % (
                    "",
                    '<a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr>'
                    "</a:solidFill>",
                )
            )
        ),
    ),
    "text of size 1 in a box": (
        "hidden-object",
        lambda: drawing(shape(run=_RUN % (' sz="100"', ""))),
    ),
    "a box far away": ("hidden-object", lambda: drawing(shape(), at="900 9000 905 9010")),
    "a box without a size": ("hidden-object", lambda: drawing(shape(), at="3 5 3 5")),
    "a box behind another": ("hidden-object", _behind),
    "cells behind a box": ("hidden-text", _over_cells),
    "a box in a branch not taken": (
        "hidden-object",
        lambda: drawing(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            f'2006"><mc:Choice Requires="a">{anchored(shape("Metz"))}</mc:Choice>'
            f"<mc:Fallback>{anchored(shape())}</mc:Fallback></mc:AlternateContent>"
        ),
    ),
    "the name of a shape": (
        "alt-text",
        lambda: drawing(shape("Metz").replace("TextBox 1", f"Le {CANARY} part en mars")),
    ),
    "the description of a shape": (
        "alt-text",
        lambda: drawing(shape("Metz", attributes=f' descr="{CANARY}"')),
    ),
    "the title of a shape": (
        "alt-text",
        lambda: drawing(shape("Metz", attributes=f' title="{CANARY}"')),
    ),
    "the description of a picture": (
        "alt-text",
        lambda: image(png(), "image1.png", attributes=f' descr="{CANARY}"'),
    ),
    "the tip of a shape's link": (
        "hyperlink",
        lambda: drawing(
            shape("Metz").replace(
                'name="TextBox 1"/>',
                f'name="TextBox 1"><a:hlinkClick r:id="rId1" tooltip="{CANARY}"/></xdr:cNvPr>',
            ),
            ("hyperlink", "https://example.org/"),
        ),
    ),
    "the address of a shape's link": (
        "hyperlink",
        lambda: drawing(
            shape("Metz").replace(
                'name="TextBox 1"/>',
                'name="TextBox 1"><a:hlinkClick r:id="rId1"/></xdr:cNvPr>',
            ),
            ("hyperlink", f"https://example.org/{CANARY}"),
        ),
    ),
    "the macro of a shape": (
        "alt-text",
        lambda: drawing(shape("Metz").replace('macro=""', f'macro="[0]!{CANARY}"')),
    ),
    "categories that a chart keeps": (
        "chart-values",
        lambda: chart(series("Feuil1!$A$2", point())),
    ),
    "values that a chart keeps": (
        "chart-values",
        lambda: chart(series("Feuil1!$B$2", point("31415926"), kind="val", ref="num")),
    ),
    "a series' name that a chart keeps": (
        "chart-values",
        lambda: chart(series("Feuil1!$A$2", point(), kind="tx")),
    ),
    "values of another workbook in a chart": (
        "chart-values",
        lambda: chart(series("[1]Feuil1!$A$2", point())),
    ),
    "values of a sheet that is gone": (
        "chart-values",
        lambda: chart(series("#REF!", point())),
    ),
    "levels that a chart keeps": (
        "chart-values",
        lambda: chart(series("Feuil1!$A$2:$B$2", f"<c:lvl>{point()}</c:lvl>", ref="multiLvlStr")),
    ),
    "more points than cells": (
        "chart-values",
        lambda: chart(
            series("Feuil1!$A$2", point("Nancy") + f'<c:pt idx="1"><c:v>{CANARY}</c:v></c:pt>')
        ),
    ),
    "literals of a chart": ("chart-values", lambda: chart(_LITERAL % point())),
    "a filtered series": (
        "chart-values",
        lambda: chart(
            '<c:chart><c:plotArea><c:barChart><c:extLst><c:ext uri="{02D57815-91ED-43cb-92C2-'
            '25804820EDAC}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
            "<c15:filteredBarSeries><c15:ser>"
            f"<c:tx><c:strRef><c:f>Feuil1!$A$2</c:f><c:strCache>{point()}</c:strCache></c:strRef>"
            "</c:tx></c15:ser></c15:filteredBarSeries></c:ext></c:extLst></c:barChart>"
            "</c:plotArea></c:chart>"
        ),
    ),
    "a chart's linked workbook": ("external-link", _linked_chart),
    "a newer chart": ("chart-values", _extended_chart),
    "a chart's white title": (
        "hidden-object",
        lambda: chart(
            "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:rPr><a:solidFill><a:srgbClr "
            f'val="FFFFFF"/></a:solidFill></a:rPr><a:t>{CANARY}</a:t></a:r></a:p></c:rich></c:tx>'
            "</c:title><c:plotArea/></c:chart>"
        ),
    ),
    "the header of a chart": (
        "header",
        lambda: chart(
            "<c:chart/><c:printSettings><c:headerFooter><c:firstHeader>"
            f"{CANARY}</c:firstHeader></c:headerFooter></c:printSettings>"
        ),
    ),
    "the shapes in a chart": (
        "hidden-object",
        lambda: part(
            "xl/drawings/drawing5.xml",
            f'<c:userShapes {C} {A} xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/'
            'chartDrawing"><cdr:relSizeAnchor><cdr:sp><cdr:nvSpPr><cdr:cNvPr id="1" name="x" '
            'hidden="1"/></cdr:nvSpPr><cdr:spPr/><cdr:txBody><a:p><a:r><a:t>'
            f"{CANARY}</a:t></a:r></a:p></cdr:txBody></cdr:sp></cdr:relSizeAnchor></c:userShapes>",
            "chartUserShapes",
            SHEET,
        ),
    ),
    "the items of a list box": (
        "control",
        lambda: part(
            "xl/ctrlProps/ctrlProp1.xml",
            '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
            f'objectType="List"><itemLst><item val="{CANARY}"/></itemLst></formControlPr>',
            "ctrlProp",
            SHEET,
        ),
    ),
    "the items of an older list box": (
        "control",
        lambda: _vml(
            f'<x:ClientData ObjectType="List"><x:ListItem>{CANARY}</x:ListItem></x:ClientData>'
        ),
    ),
    "the text of an older shape": (
        "control",
        lambda: _vml(f"<v:textbox><div>{CANARY}</div></v:textbox>"),
    ),
    "the alternative text of an older shape": (
        "alt-text",
        lambda: _vml("", f'alt="{CANARY}"'),
    ),
    "the alternative text of a control": (
        "alt-text",
        lambda: beside_cells(
            f'<controls {R}><control shapeId="1" r:id="rId9" name="x"><controlPr '
            f'altText="{CANARY}"/></control></controls>'
        ),
    ),
    "an ActiveX control": (
        "control",
        lambda: part(
            "xl/activeX/activeX1.xml",
            '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{0}">'
            f'<ax:ocxPr ax:name="Caption" ax:value="{CANARY}"/></ax:ocx>',
            "control",
            SHEET,
        ),
    ),
    "an ActiveX control's own bytes": (
        "embedded-file",
        lambda: with_part(
            "xl/activeX/activeX1.bin",
            CANARY.encode("utf-16-le"),
            kind=MS + "2006/relationships/activeXControlBinary",
            source=SHEET,
        ),
    ),
    "text between the elements of a drawing": (
        "extension",
        lambda: drawing(shape("Metz").replace("<xdr:spPr>", f"{CANARY}<xdr:spPr>")),
    ),
    "an author without a note": (
        "author",
        lambda: part(
            "xl/comments1.xml",
            f"<comments {X}><authors><author>{CANARY}</author></authors><commentList/></comments>",
            "comments",
            SHEET,
        ),
    ),
    "SmartArt": ("smart-art", _smart_art),
    "a drawing in SVG": (
        "hidden-object",
        lambda: image((SVG % f"<text visibility='hidden'>{CANARY}</text>").encode(), "image1.svg"),
    ),
    "white text in SVG": (
        "hidden-object",
        lambda: image((SVG % f'<text fill="#fff">{CANARY}</text>').encode(), "image1.svg"),
    ),
    "text outside of SVG": (
        "hidden-object",
        lambda: image((SVG % f'<text x="9000" y="1">{CANARY}</text>').encode(), "image1.svg"),
    ),
    "definitions in SVG": (
        "hidden-object",
        lambda: image((SVG % f"<defs><text>{CANARY}</text></defs>").encode(), "image1.svg"),
    ),
}
