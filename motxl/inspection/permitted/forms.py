"""What the values of attributes and texts may look like, by the names that the tables give them.

A form leaves as little room as the programs that write it need. Some values can only be judged
with the whole workbook at hand: those are *claims*, which ``judging`` looks into.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Form = Callable[[str], object]

_FONT = r"[+@]?[\w .&()\-]{0,40}"
_LABEL = r"[\w .,:;'’()%&+/\-–#*\[\]]{0,40}"
_GUIDE = r"(?:adj|connsite[XY]|[ltrbwhxy]|hc|vc|ss|ls|[lr]?[wh]d)\d{0,3}"
_SHAPE_NAMES = (
    *("Picture", "Image", "Bild", "Imagen", "Immagine", "Afbeelding", "Graphic", "Graphique"),
    *("Grafik", "Gráfico", "Elemento grafico", "Shape", "Forme", "Form", "Forma"),
    *("TextBox", "Text Box", "ZoneTexte", "Zone de texte", "Textfeld", "CuadroTexto"),
    *("CasellaDiTesto", "Tekstvak", "Text Frame", "Cadre de texte", "Group", "Groupe", "Gruppe"),
    *("Grupo", "Gruppo", "Groep", "Rectangle", "Rechteck", "Rectángulo", "Rettangolo"),
    *("Rectangle: Rounded Corners", "Rectangle : coins arrondis", "Rounded Rectangle"),
    *("Rectangle à coins arrondis", "Oval", "Ellipse", "Elipse", "Ovale", "Line", "Ligne"),
    *("Straight Connector", "Connecteur droit", "Straight Arrow Connector", "Gerader Verbinder"),
    *("Connecteur droit avec flèche", "Freeform", "Forme libre", "Forme automatique"),
    *("Arrow: Right", "Flèche : droite", "Right Arrow", "Flèche droite"),
)
"""What Excel and LibreOffice themselves call what is drawn, before its number"""
_CODE_NAMES = (
    r"(?:Sheet|Feuil|Tabelle|Hoja|Foglio|Blad|Planilha|Feuille)\d{1,4}"
    "|ThisWorkbook|DieseArbeitsmappe|EsteLibro|Questa_cartella_di_lavoro"
)
_FORMAT = re.compile(
    # 18.8.31: digits, dates, colours, conditions, locales; a literal is a unit, not a remark.
    # Numbers and texts are shown: their sections are not empty.
    r"(?!;)(?!(?:[^;]*;){3}\Z)(?:General|Standard|\[(?:\$[^\[\]\w\s]{0,3}(?:[A-Z]{3})?(?:-[0-9A-Fa-f]{1,8}(?:,[0-9])?)?"
    r"|\$-[\w,]{1,8}|[hmsHMS]{1,3}|[<>=]{1,2}-?[\d.]+"
    r"|Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|BLACK|BLUE|CYAN|GREEN|MAGENTA|RED|WHITE"
    r"|YELLOW|Color ?\d{1,2})\]|AM/PM|A/P|am/pm"
    r'|"(?:[^"\w]*(?:[^\W\d]|[A-Z]{3})?[^"\w]*|TRUE|FALSE|VRAI|FAUX|WAHR|FALSCH|Yes|No|Oui|Non)"'
    r"|\\[^\w]|_[^\w]|\*[^\w]|[#0?.,;%@ \-+/():$€£¥]|E[+-]|[yYmMdDhHsSaAjJ]{1,5}(?![a-zA-Z]))*"
)


def _matches(pattern: str) -> Form:
    return re.compile(pattern).fullmatch


_WORDS = {
    "icon-set": (
        "3Arrows 3ArrowsGray 3Flags 3TrafficLights1 3TrafficLights2 3Signs 3Symbols "
        "3Symbols2 4Arrows 4ArrowsGray 4RedToBlack 4Rating 4TrafficLights 5Arrows "
        "5ArrowsGray 5Rating 5Quarters 3Stars 3Triangles 5Boxes NoIcons"
    ),
    "pattern": (
        "none solid mediumGray darkGray lightGray darkHorizontal darkVertical darkDown "
        "darkUp darkGrid darkTrellis lightHorizontal lightVertical lightDown lightUp "
        "lightGrid lightTrellis gray125 gray0625"
    ),
    "border": (
        "none thin medium dashed dotted thick double hair mediumDashed dashDot "
        "mediumDashDot dashDotDot mediumDashDotDot slantDashDot"
    ),
    "table-element": (
        "wholeTable headerRow totalRow firstColumn lastColumn firstRowStripe "
        "secondRowStripe firstColumnStripe secondColumnStripe firstHeaderCell "
        "lastHeaderCell firstTotalCell lastTotalCell"
    ),
    "rule": (
        "expression cellIs colorScale dataBar iconSet top10 uniqueValues duplicateValues "
        "containsText notContainsText beginsWith endsWith containsBlanks "
        "notContainsBlanks containsErrors notContainsErrors timePeriod aboveAverage"
    ),
    "comparison": (
        "lessThan lessThanOrEqual equal notEqual greaterThanOrEqual greaterThan between "
        "notBetween containsText notContains beginsWith endsWith"
    ),
    "period": (
        "today yesterday tomorrow last7Days thisMonth lastMonth nextMonth thisWeek "
        "lastWeek nextWeek"
    ),
    "total": ("none sum min max average count countNums stdDev var custom"),
    "dash": (
        "solid dot dash lgDash dashDot lgDashDot lgDashDotDot sysDash sysDot sysDashDot "
        "sysDashDotDot"
    ),
    "scheme-colour": (
        "bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink "
        "phClr dk1 lt1 dk2 lt2"
    ),
    "underline": (
        "none words sng dbl heavy dotted dottedHeavy dash dashHeavy dashLong dotDash wavy"
    ),
    "edge": ("tl t tr l ctr r bl b br"),
    "kana": ("halfwidthKatakana fullwidthKatakana Hiragana noConversion"),
    "preset-shape": """
        line lineInv triangle rtTriangle rect diamond parallelogram trapezoid
        nonIsoscelesTrapezoid pentagon hexagon heptagon octagon decagon dodecagon star4 star5
        star6 star7 star8 star10 star12 star16 star24 star32 roundRect round1Rect round2SameRect
        round2DiagRect snipRoundRect snip1Rect snip2SameRect snip2DiagRect plaque ellipse
        teardrop homePlate chevron pieWedge pie blockArc donut noSmoking rightArrow leftArrow
        upArrow downArrow stripedRightArrow notchedRightArrow bentUpArrow leftRightArrow
        upDownArrow leftUpArrow leftRightUpArrow quadArrow leftArrowCallout rightArrowCallout
        upArrowCallout downArrowCallout leftRightArrowCallout upDownArrowCallout
        quadArrowCallout bentArrow uturnArrow circularArrow leftCircularArrow
        leftRightCircularArrow curvedRightArrow curvedLeftArrow curvedUpArrow curvedDownArrow
        swooshArrow cube can lightningBolt heart sun moon smileyFace irregularSeal1
        irregularSeal2 foldedCorner bevel frame halfFrame corner diagStripe chord arc
        leftBracket rightBracket leftBrace rightBrace bracketPair bracePair straightConnector1
        bentConnector2 bentConnector3 bentConnector4 bentConnector5 curvedConnector2
        curvedConnector3 curvedConnector4 curvedConnector5 callout1 callout2 callout3
        accentCallout1 accentCallout2 accentCallout3 borderCallout1 borderCallout2
        borderCallout3 accentBorderCallout1 accentBorderCallout2 accentBorderCallout3
        wedgeRectCallout wedgeRoundRectCallout wedgeEllipseCallout cloudCallout cloud ribbon
        ribbon2 ellipseRibbon ellipseRibbon2 leftRightRibbon verticalScroll horizontalScroll
        wave doubleWave plus flowChartProcess flowChartDecision flowChartInputOutput
        flowChartPredefinedProcess flowChartInternalStorage flowChartDocument
        flowChartMultidocument flowChartTerminator flowChartPreparation flowChartManualInput
        flowChartManualOperation flowChartConnector flowChartPunchedCard flowChartPunchedTape
        flowChartSummingJunction flowChartOr flowChartCollate flowChartSort flowChartExtract
        flowChartMerge flowChartOfflineStorage flowChartOnlineStorage flowChartMagneticTape
        flowChartMagneticDisk flowChartMagneticDrum flowChartDisplay flowChartDelay
        flowChartAlternateProcess flowChartOffpageConnector gear6 gear9 funnel mathPlus
        mathMinus mathMultiply mathDivide mathEqual mathNotEqual cornerTabs squareTabs
        plaqueTabs chartX chartStar chartPlus
    """,
    "system-colour": """
        scrollBar background activeCaption inactiveCaption menu window windowFrame menuText
        windowText captionText activeBorder inactiveBorder appWorkspace highlight highlightText
        btnFace btnShadow grayText btnText inactiveCaptionText btnHighlight 3dDkShadow 3dLight
        infoText infoBk hotLight gradientActiveCaption gradientInactiveCaption menuHighlight
        menuBar
    """,
    "preset-colour": """
        black white red green blue yellow orange purple gray grey darkGray lightGray dkGray
        ltGray navy teal maroon olive lime aqua cyan fuchsia magenta silver gold brown pink
    """,
    "preset-pattern": """
        pct5 pct10 pct20 pct25 pct30 pct40 pct50 pct60 pct70 pct75 pct80 pct90 horz vert ltHorz
        ltVert dkHorz dkVert narHorz narVert dashHorz dashVert cross dnDiag upDiag ltDnDiag
        ltUpDiag dkDnDiag dkUpDiag wdDnDiag wdUpDiag dashDnDiag dashUpDiag diagCross smCheck
        lgCheck smGrid lgGrid dotGrid smConfetti lgConfetti horzBrick diagBrick solidDmnd
        openDmnd dotDmnd plaid sphere weave divot shingle wave trellis zigZag
    """,
    "preset-bevel": """
        relaxedInset circle slope cross angle softRound convex coolSlant divot riblet hardEdge
        artDeco
    """,
    "preset-material": """
        legacyMatte legacyPlastic legacyMetal legacyWireframe matte plastic metal warmMatte
        translucentPowder powder dkEdge softEdge clear flat softmetal
    """,
    "preset-camera": """
        orthographicFront perspectiveFront perspectiveAbove perspectiveBelow perspectiveLeft
        perspectiveRight perspectiveRelaxed perspectiveRelaxedModerately isometricTopUp
        isometricTopDown isometricLeftDown isometricRightUp obliqueTopLeft obliqueTopRight
        obliqueBottomLeft obliqueBottomRight
    """,
    "preset-light": """
        threePt balanced soft harsh flood contrasting morning sunrise sunset chilly freezing
        flat twoPt glow brightRoom
    """,
    "preset-warp": """
        textNoShape textPlain textArchUp textArchDown textCircle textButton textWave1 textWave2
        textInflate textDeflate textFadeRight textFadeLeft textFadeUp textFadeDown textSlantUp
        textSlantDown
    """,
    "preset-numbers": """
        arabicPeriod arabicParenR arabicParenBoth arabicPlain alphaLcPeriod alphaLcParenR
        alphaLcParenBoth alphaUcPeriod alphaUcParenR romanLcPeriod romanUcPeriod
    """,
}
"""Long enumerations (ST_IconSetType, ST_PatternType… of the standard)"""


FORMS: dict[str, Form] = {
    "n": _matches(r"[+-]?\d{0,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?%?"),
    "zero": _matches(r"0?%?"),
    "b": _matches("0|1|true|false|on|off"),
    "no": _matches("0|false|off"),
    "yes": _matches("1|true|on"),
    "empty": _matches(" ?"),
    "any": _matches(r"(?s:.*)"),  # a text that is shown
    "hex": _matches("[0-9A-Fa-f]{0,20}"),
    "guid": _matches(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}"),
    "link-id": _matches(r"rId(?:\d{1,6}|Strings)"),
    "document": _matches(r"(?:\d{1,3}_)?(?:ncr:\d_)?\{[0-9A-Fa-f-]{36}\}"),
    "cell": _matches(r"[A-Z]{1,3}[0-9]{1,7}"),
    "cells": _matches(r"(?:[$A-Z0-9]{1,12}(?::[$A-Z0-9]{1,12})?(?: |\Z))*"),
    "spans": _matches(r"(?:\d{1,5}:\d{1,5} ?)*"),
    "language": _matches(r"(?:[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_][A-Z0-9]{2,3})?|x-none)?"),
    "script": _matches("[A-Z][a-z]{3}"),
    "date": _matches(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?"),
    "version": _matches(r"\d{1,5}(?:\.\d{1,9}){0,4}"),
    "program": _matches(
        r"motxl|Excel|Calc|xl|Microsoft (?:Macintosh )?Excel(?: Online)?"
        r"|Microsoft Excel Compatible / Openpyxl [\d.]{1,12}|WPS (?:Office|Spreadsheets)"
        r"|(?:LibreOffice|Collabora_?Office(?:Dev)?|OpenOffice)/[\w.$]{1,40} \w{1,30}/[\w$\-]{1,60}"
    ),
    "font": _matches(_FONT),
    "label": _matches(_LABEL),
    "identifier": _matches(r"[^\W\d]\w{0,40}"),
    "shape": _matches(rf"(?:{'|'.join(map(re.escape, _SHAPE_NAMES))})?(?: ?\d{{1,6}})?"),
    "code": _matches(_CODE_NAMES),
    "built-in": _matches(r"_xlnm\.(?:Print_Area|Print_Titles|_FilterDatabase)"),
    "format": _FORMAT.fullmatch,
    "feature": _matches(r"microsoft\.com:[A-Z][A-Za-z_]{1,20}"),
    "prefixes": _matches(r"(?:(?:x14ac|x14|x15ac|x15|x16r2|xr(?:2|3|6|9|10)?|mv|mx)(?: |\Z))*"),
    "table-style": _matches(rf"(?:Table|Pivot|Slicer|TimeSlicer)Style\w{{3,12}}|{_LABEL}"),
    "heading": _matches(
        "Worksheets|Named Ranges|Feuilles de calcul|Plages nommées|Arbeitsblätter|"
        "Benannte Bereiche|Hojas de cálculo|Rangos con nombre|Fogli di lavoro|"
        "Intervalli denominati|Werkbladen|Benoemde bereiken|Folhas de cálculo|"
        "Intervalos com nome"
    ),
    "coordinate": _matches(rf"{_GUIDE}|-?\d{{1,12}}"),
    "guide": _matches(_GUIDE),
    "guide-formula": _matches(
        rf"(?:val|\*/|\+-|\+/|\?:|max|min|pin)(?: (?:{_GUIDE}|-?\d{{1,12}})){{1,3}}"
    ),
    "shadow": _matches(r"shdw\d{1,2}"),
    "digest": _matches("[0-9a-f]{8,128}"),
    **{name: frozenset(words.split()).__contains__ for name, words in _WORDS.items()},
}  # fmt: skip

CLAIMS = frozenset(
    {"shown", "column", "formula", "literal", "link", "areas", "title-of-part", "identity"}
)
"""Forms that need the workbook: a text that a cell shows, the name of a column, a formula, a text
in a condition, the id of a relationship, areas of sheets, the name of a sheet or of its print
areas, whose it is"""


def form(name: str) -> Form | str:
    """A form by its name, an enumeration (``a|b``, ``|a`` for one), or the name of a claim."""
    if "|" in name:
        return frozenset(name.strip("|").split("|")).__contains__
    return name if name in CLAIMS else FORMS[name]
