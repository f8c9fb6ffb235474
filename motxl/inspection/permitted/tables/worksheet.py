"""Worksheets (ECMA-376 part 1, 18.3; [MS-XLSX] 2.2.4 for the extensions).

Not here, and so refused: scenarios, custom views, protected ranges, custom properties, controls,
embedded objects, comments, pictures of headers, web publishing, smart tags, watched cells.
"""

GROUPS = """
@threshold type=num|percent|max|min|formula|percentile|autoMin|autoMax gte=b
@rule type=rule priority=n stopIfTrue=b aboveAverage=b percent=b bottom=b operator=comparison
  text=literal timePeriod=period rank=n stdDev=n equalAverage=b
@validation type=none|whole|decimal|list|date|time|textLength|custom
  errorStyle=stop|warning|information imeMode=noControl|off|on|disabled operator=comparison
  allowBlank=b showDropDown=b showInputMessage=b showErrorMessage=b
  errorTitle,error,promptTitle,prompt=empty xr:uid=guid
@icons iconSet=icon-set showValue=b percent=b reverse=b custom=b
@breaks count=n manualBreakCount=n
  brk* id=n min=n max=n man=b pt=b
"""

WORKSHEET = """
worksheet mc:Ignorable=prefixes xr:uid=guid
  # A filter hides rows.
  sheetPr syncHorizontal=b syncVertical=b syncRef=cells transitionEvaluation=b transitionEntry=b
    published=b codeName=code filterMode=no enableFormatConditionsCalculation=b
    tabColor +colour
    outlinePr applyStyles=b summaryBelow=b summaryRight=b showOutlineSymbols=b
    pageSetUpPr autoPageBreaks=b fitToPage=b
  dimension ref=cells
  sheetViews
    sheetView* windowProtection=b showFormulas=b showGridLines=b showRowColHeaders=b showZeros=b
      rightToLeft=b tabSelected=b showRuler=b showOutlineSymbols=b defaultGridColor=b
      showWhiteSpace=b view=normal|pageBreakPreview|pageLayout topLeftCell=cell colorId=n
      zoomScale=n zoomScaleNormal=n zoomScaleSheetLayoutView=n zoomScalePageLayoutView=n
      workbookViewId=n
      pane xSplit=n ySplit=n topLeftCell=cell activePane=bottomRight|topRight|bottomLeft|topLeft
        state=split|frozen|frozenSplit
      selection* pane=bottomRight|topRight|bottomLeft|topLeft activeCell=cell activeCellId=n
        sqref=cells
  sheetFormatPr baseColWidth=n defaultColWidth=n defaultRowHeight=n customHeight=b zeroHeight=no
    thickTop=b thickBottom=b outlineLevelRow=n outlineLevelCol=n x14ac:dyDescent=n
  cols
    # What is hidden must be empty: see ``sheets``.
    col* min=n max=n width=n style=n hidden=b bestFit=b customWidth=b phonetic=b outlineLevel=n
      collapsed=b
  sheetData
    row* r=n spans=spans s=n customFormat=b ht=n hidden=b customHeight=b outlineLevel=n
      collapsed=b thickTop=b thickBot=b ph=b x14ac:dyDescent=n
      c* r=cell s=n t=b|n|e|s|str|inlineStr|d ph=b
        f t=normal|array|shared|dataTable ref=cells si=n aca=b ca=b :formula
        v xml:space=|preserve :any
        is
          +text
  sheetCalcPr fullCalcOnLoad=b
  sheetProtection sheet=b objects=b scenarios=b formatCells=b formatColumns=b formatRows=b
    insertColumns=b insertRows=b insertHyperlinks=b deleteColumns=b deleteRows=b
    selectLockedCells=b sort=b autoFilter=b pivotTables=b selectUnlockedCells=b
  autoFilter ref=cells xr:uid=guid
    filterColumn* colId=n hiddenButton=b showButton=b
  sortState ref=cells caseSensitive=b columnSort=b
    sortCondition* ref=cells descending=b
  mergeCells count=n
    mergeCell* ref=cells
  phoneticPr fontId=n type=kana alignment=noControl|left|center|distributed
  conditionalFormatting* sqref=cells
    cfRule* dxfId=n +rule
      formula* :formula
      colorScale
        cfvo* val=formula +threshold
        color* +colour
      dataBar minLength=n maxLength=n showValue=b
        cfvo* val=formula +threshold
        color +colour
      iconSet +icons
        cfvo* val=formula +threshold
      extLst
        ext* uri=guid
          x14:id :guid
  dataValidations count=n disablePrompts=b xWindow=n yWindow=n
    dataValidation* sqref=cells +validation
      formula1,formula2 :formula
  hyperlinks
    hyperlink* ref=cells r:id=link location=areas display=shown tooltip=empty xr:uid=guid
  printOptions horizontalCentered=b verticalCentered=b headings=b gridLines=b gridLinesSet=b
  pageMargins left=n right=n top=n bottom=n header=n footer=n
  pageSetup paperSize=n paperHeight=n paperWidth=n scale=n firstPageNumber=n fitToWidth=n
    fitToHeight=n pageOrder=downThenOver|overThenDown orientation=default|portrait|landscape
    usePrinterDefaults=b blackAndWhite=b draft=b cellComments=none|asDisplayed|atEnd
    useFirstPageNumber=b errors=displayed|blank|dash|NA horizontalDpi=n verticalDpi=n copies=n
  # Those of first and even pages only where they are printed: see ``sheets``.
  headerFooter differentOddEven=b differentFirst=b scaleWithDoc=b alignWithMargins=b
    oddHeader,oddFooter,evenHeader,evenFooter,firstHeader,firstFooter xml:space=|preserve :any
  rowBreaks,colBreaks +breaks
  ignoredErrors
    ignoredError* sqref=cells evalError=b twoDigitTextYear=b numberStoredAsText=b formula=b
      formulaRange=b unlockedFormula=b emptyCellReference=b listDataValidation=b
      calculatedColumn=b
  drawing r:id=link
  picture r:id=link
  tableParts count=n
    tablePart* r:id=link
  extLst
    ext* uri=guid
      x14:conditionalFormattings
        x14:conditionalFormatting*
          x14:cfRule* id=guid +rule
            xm:f* :formula
            x14:dataBar minLength=n maxLength=n border=b gradient=b showValue=b
              direction=context|leftToRight|rightToLeft negativeBarColorSameAsPositive=b
              negativeBarBorderColorSameAsPositive=b axisPosition=automatic|middle|none
              x14:cfvo* +threshold
                xm:f :formula
              x14:fillColor,x14:borderColor,x14:axisColor +colour
              x14:negativeFillColor,x14:negativeBorderColor +colour
            x14:colorScale
              x14:cfvo* +threshold
                xm:f :formula
              x14:color* +colour
            x14:iconSet +icons
              x14:cfvo* +threshold
                xm:f :formula
              x14:cfIcon* iconSet=icon-set iconId=n
            x14:dxf
              +differential
          xm:sqref :cells
      x14:dataValidations count=n disablePrompts=b xWindow=n yWindow=n
        x14:dataValidation* +validation
          x14:formula1,x14:formula2
            xm:f :formula
          xm:sqref :cells
"""
