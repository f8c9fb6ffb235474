"""Cell formats (ECMA-376 part 1, 18.8), and what texts and conditions have in common with them."""

GROUPS = """
@colour auto=b indexed=n rgb=hex theme=n tint=n
@flags
  b,i,strike,outline,shadow,condense,extend val=b
  color +colour
  sz,family,charset val=n
  u val=single|double|singleAccounting|doubleAccounting|none
  vertAlign val=baseline|superscript|subscript
  scheme val=none|major|minor
@text
  t xml:space=|preserve :any
  r*
    rPr
      +flags
      rFont val=font
    t xml:space=|preserve :any
  phoneticPr fontId=n type=kana alignment=noControl|left|center|distributed
@font
  +flags
  name val=font
@fill
  patternFill patternType=pattern
    fgColor,bgColor +colour
  gradientFill type=linear|path degree=n left=n right=n top=n bottom=n
    stop* position=n
      color +colour
@border diagonalUp=b diagonalDown=b outline=b
  left,right,start,end,top,bottom,diagonal,vertical,horizontal style=border
    color +colour
@number-format numFmtId=n formatCode=format
@format
  alignment horizontal=general|left|center|right|fill|justify|centerContinuous|distributed
    vertical=top|center|bottom|justify|distributed textRotation=n wrapText=b indent=n
    relativeIndent=n justifyLastLine=b shrinkToFit=b readingOrder=n
  protection locked=b hidden=b
@differential
  font
    +font
  numFmt +number-format
  fill
    +fill
  border +border
  +format
"""

STYLES = """
styleSheet mc:Ignorable=prefixes
  numFmts count=n
    numFmt* +number-format
  fonts count=n x14ac:knownFonts=b
    font*
      +font
  fills count=n
    fill*
      +fill
  borders count=n
    border* +border
  cellStyleXfs,cellXfs count=n
    xf* numFmtId=n fontId=n fillId=n borderId=n xfId=n quotePrefix=b pivotButton=b
      applyNumberFormat=b applyFont=b applyFill=b applyBorder=b applyAlignment=b applyProtection=b
      +format
  cellStyles count=n
    cellStyle* name=label xfId=n builtinId=n iLevel=n hidden=b customBuiltin=b xr:uid=guid
  dxfs count=n
    dxf*
      +differential
  tableStyles count=n defaultTableStyle=table-style defaultPivotStyle=table-style
    tableStyle* name=label pivot=b table=b count=n xr9:uid=guid
      tableStyleElement* type=table-element size=n dxfId=n
  colors
    indexedColors
      rgbColor* rgb=hex
    mruColors
      color* +colour
  extLst
    ext* uri=guid
      x14:slicerStyles defaultSlicerStyle=table-style
      x15:timelineStyles defaultTimelineStyle=table-style
"""
