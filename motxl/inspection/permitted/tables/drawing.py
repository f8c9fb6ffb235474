"""Pictures, shapes and text boxes on a sheet (ECMA-376 part 1, 20.1, 20.5), and the theme (20.1.6).

Not here, and so refused: charts, diagrams, controls, linked or cropped pictures, SVG, links and
macros of shapes, fields, alternative texts, custom XML.
"""

GROUPS = """
@modifiers
  tint,shade,alpha,alphaOff,alphaMod,hue,hueOff,hueMod,sat,satOff,satMod,lum,lumOff,lumMod val=n
  comp,inv,gray
@colour
  scrgbClr r=n g=n b=n
    +modifiers
  srgbClr val=hex
    +modifiers
  hslClr hue=n sat=n lum=n
    +modifiers
  sysClr val=system-colour lastClr=hex
    +modifiers
  schemeClr val=scheme-colour
    +modifiers
  prstClr val=preset-colour
    +modifiers
@rectangle l=n t=n r=n b=n
@fill
  noFill*
  solidFill*
    +colour
  gradFill* flip=none|x|y|xy rotWithShape=b
    gsLst
      gs* pos=n
        +colour
    lin ang=n scaled=b
    path path=shape|circle|rect
      fillToRect +rectangle
    tileRect +rectangle
  pattFill* prst=preset-pattern
    fgClr,bgClr
      +colour
@line w=n cap=rnd|sq|flat cmpd=sng|dbl|thickThin|thinThick|tri algn=ctr|in
  +fill
  prstDash val=dash
  round,bevel
  miter lim=n
  headEnd,tailEnd type=none|triangle|stealth|diamond|oval|arrow w=sm|med|lg len=sm|med|lg
@bevel w=n h=n prst=preset-bevel
@effects
  effectLst
    outerShdw,innerShdw,prstShdw prst=shadow blurRad=n dist=n dir=n sx=n sy=n kx=n ky=n
      algn=edge rotWithShape=b
      +colour
    glow rad=n
      +colour
    softEdge rad=n
    blur rad=n grow=b
    reflection blurRad=n stA=n stPos=n endA=n endPos=n dist=n dir=n fadeDir=n sx=n sy=n kx=n ky=n
      algn=edge rotWithShape=b
  scene3d
    camera prst=preset-camera fov=n zoom=n
      rot lat=n lon=n rev=n
    lightRig rig=preset-light dir=edge
      rot lat=n lon=n rev=n
  sp3d z=n extrusionH=n contourW=n prstMaterial=preset-material
    bevelT,bevelB +bevel
    extrusionClr,contourClr
      +colour
@transform rot=n flipH=b flipV=b
  off x=n y=n
  ext cx=n cy=n
  chOff x=n y=n
  chExt cx=n cy=n
@geometry
  prstGeom prst=preset-shape
    avLst
      gd* name=guide fmla=guide-formula
  custGeom
    avLst,gdLst
      gd* name=guide fmla=guide-formula
    ahLst,cxnLst
    rect l=coordinate t=coordinate r=coordinate b=coordinate
    pathLst
      path* w=n h=n fill=none|norm|lighten|lightenLess|darken|darkenLess stroke=b extrusionOk=b
        moveTo,lnTo,cubicBezTo,quadBezTo*
          pt* x=coordinate y=coordinate
        arcTo* wR=coordinate hR=coordinate stAng=coordinate swAng=coordinate
        close*
@properties bwMode=clr|auto|gray|ltGray|invGray|grayWhite|blackGray|blackWhite|black|white
  xfrm +transform
  +geometry
  +fill
  ln +line
  +effects
@reference idx=n
  +colour
@style
  lnRef,fillRef,effectRef +reference
  fontRef idx=major|minor|none
    +colour
@typefaces
  latin,ea,cs,sym typeface=font panose=hex pitchFamily=n charset=n
@run kumimoji=b lang=language altLang=language sz=n b=b i=b u=underline
  strike=noStrike|sngStrike|dblStrike kern=n cap=none|small|all spc=n normalizeH=b baseline=n
  noProof=b dirty=b err=b smtClean=b
  ln +line
  +fill +effects +typefaces
  highlight
    +colour
  uFillTx,uLnTx
@paragraph marL=n marR=n lvl=n indent=n algn=l|ctr|r|just|justLow|dist|thaiDist defTabSz=n rtl=b
  eaLnBrk=b fontAlgn=auto|t|ctr|base|b latinLnBrk=b hangingPunct=b
  lnSpc,spcBef,spcAft
    spcPct,spcPts val=n
  buNone,buClrTx,buSzTx,buFontTx
  buAutoNum type=preset-numbers startAt=n
  buFont typeface=font panose=hex pitchFamily=n charset=n
  tabLst
    tab* pos=n algn=l|ctr|r|dec
  defRPr +run
@body rot=n spcFirstLastPara=b vertOverflow=overflow|ellipsis|clip horzOverflow=overflow|clip
  vert=horz|vert|vert270|wordArtVert|eaVert|mongolianVert wrap=none|square lIns=n tIns=n rIns=n
  bIns=n numCol=n spcCol=n rtlCol=b fromWordArt=b anchor=t|ctr|b|just|dist anchorCtr=b forceAA=b
  upright=b compatLnSpc=b
  prstTxWarp prst=preset-warp
    avLst
      gd* name=guide fmla=guide-formula
  noAutofit,spAutoFit
  normAutofit fontScale=n lnSpcReduction=n
  +effects
@text
  bodyPr +body
  lstStyle
    defPPr,lvl1pPr,lvl2pPr,lvl3pPr,lvl4pPr,lvl5pPr,lvl6pPr,lvl7pPr,lvl8pPr,lvl9pPr +paragraph
  p*
    pPr +paragraph
    r*
      rPr +run
      t :any
    br*
      rPr +run
    endParaRPr +run
"""

DRAWING = """
@non-visual id=n name=shape descr=shape title=empty hidden=no
  a:extLst
    a:ext* uri=guid
      a16:creationId id=guid
      adec:decorative val=b
@locks noGrp=b noSelect=b noRot=b noChangeAspect=b noMove=b noResize=b noEditPoints=b
  noAdjustHandles=b noChangeArrowheads=b noChangeShapeType=b noCrop=b noTextEdit=b noUngrp=b
@picture
  pic* macro=empty fPublished=no
    nvPicPr
      cNvPr +non-visual
      cNvPicPr preferRelativeResize=b
        a:picLocks +locks
    blipFill dpi=n rotWithShape=b
      a:blip r:embed=link cstate=email|screen|print|hqprint|none
        a:extLst
          a:ext* uri=guid
            a14:useLocalDpi val=b
        a:alphaModFix amt=n
        a:lum bright=n contrast=n
        a:grayscl
      # What is cropped away is still in the file.
      a:srcRect l=zero t=zero r=zero b=zero
      a:stretch
        a:fillRect l=zero t=zero r=zero b=zero
    spPr +properties
    style
      +style
@shape
  sp* macro=empty textlink=empty fLocksText=b fPublished=no
    nvSpPr
      cNvPr +non-visual
      cNvSpPr txBox=b
        a:spLocks +locks
    spPr +properties
    style
      +style
    txBody
      +text
  cxnSp* macro=empty fPublished=no
    nvCxnSpPr
      cNvPr +non-visual
      cNvCxnSpPr
        a:cxnSpLocks +locks
        a:stCxn,a:endCxn id=n idx=n
    spPr +properties
    style
      +style
@drawn
  +picture +shape
  # Groups in groups, but not without end.
  grpSp*
    nvGrpSpPr
      cNvPr +non-visual
      cNvGrpSpPr
        a:grpSpLocks +locks
    grpSpPr +properties
    +picture +shape
@anchor
  +drawn
  clientData fLocksWithSheet=b fPrintsWithSheet=yes
@marker
  col,colOff,row,rowOff :n
wsDr mc:Ignorable=prefixes
  twoCellAnchor* editAs=twoCell|oneCell|absolute
    from,to
      +marker
    +anchor
  oneCellAnchor*
    from
      +marker
    ext cx=n cy=n
    +anchor
  absoluteAnchor*
    pos x=n y=n
    ext cx=n cy=n
    +anchor
"""

THEME = """
@fonts
  +typefaces
  font* script=script typeface=font
@defaults
  spPr +properties
  bodyPr +body
  lstStyle
  style
    +style
theme name=label mc:Ignorable=prefixes
  themeElements
    clrScheme name=label
      dk1,lt1,dk2,lt2,accent1,accent2,accent3,accent4,accent5,accent6,hlink,folHlink
        +colour
    fontScheme name=label
      majorFont,minorFont
        +fonts
    fmtScheme name=label
      fillStyleLst
        +fill
      lnStyleLst
        ln* +line
      effectStyleLst
        effectStyle*
          +effects
      bgFillStyleLst
        +fill
  objectDefaults
    spDef,lnDef,txDef
      +defaults
  extraClrSchemeLst
  extLst
    ext* uri=guid
      thm15:themeFamily name=label id=guid vid=guid
"""
