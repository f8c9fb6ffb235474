"""The workbook part, shared strings, tables (ECMA-376 part 1, 18.2, 18.4, 18.5)."""

WORKBOOK = """
workbook mc:Ignorable=prefixes xr:uid=guid
  fileVersion appName=program lastEdited=n lowestEdited=n rupBuild=n codeName=guid
  # Objects that are not shown would be hidden ones.
  workbookPr date1904=b dateCompatibility=b showObjects=|all showBorderUnselectedTables=b
    filterPrivacy=b promptedSolutions=b showInkAnnotation=b backupFile=b saveExternalLinkValues=b
    updateLinks=userSet|never|always hidePivotFieldList=b showPivotChartFilter=b
    allowRefreshQuery=b publishItems=b checkCompatibility=b autoCompressPictures=b
    refreshAllConnections=no defaultThemeVersion=n codeName=code
  # No password: its hash could be tried at leisure.
  workbookProtection lockStructure=b lockWindows=b lockRevision=b
  bookViews
    workbookView* visibility=|visible minimized=b showHorizontalScroll=b showVerticalScroll=b
      showSheetTabs=yes xWindow=n yWindow=n windowWidth=n windowHeight=n tabRatio=n firstSheet=n
      activeTab=n autoFilterDateGrouping=b xr2:uid=guid
  sheets
    sheet* name=any sheetId=n state=|visible r:id=link
  definedNames
    definedName* name=built-in localSheetId=n hidden=b function=no vbProcedure=no xlm=no :areas
  calcPr calcId=n calcMode=auto|autoNoTable|manual fullCalcOnLoad=b refMode=A1|R1C1 iterate=b
    iterateCount=n iterateDelta=n fullPrecision=b calcCompleted=b calcOnSave=b concurrentCalc=b
    concurrentManualCount=n forceFullCalc=b
  xr:revisionPtr revIDLastSave=n documentId=document xr6:coauthVersionLast=n
    xr6:coauthVersionMax=n xr10:uidLastSave=guid
  fileRecoveryPr autoRecover=b crashSave=b dataExtractLoad=b repairLoad=b
  extLst
    ext* uri=guid
      x15:workbookPr chartTrackingRefBase=b
      xcalcf:calcFeatures
        xcalcf:feature* name=feature
      loext:extCalcPr stringRefSyntax=CalcA1|ExcelA1|ExcelR1C1|CalcA1ExcelA1|Unspecified
"""

STRINGS = """
sst count=n uniqueCount=n
  si*
    +text
"""

TABLE = """
table id=n name=identifier displayName=identifier ref=cells tableType=|worksheet headerRowCount=n
  insertRow=b insertRowShift=b totalsRowCount=n totalsRowShown=b published=no headerRowDxfId=n
  dataDxfId=n totalsRowDxfId=n headerRowBorderDxfId=n tableBorderDxfId=n totalsRowBorderDxfId=n
  headerRowCellStyle=label dataCellStyle=label totalsRowCellStyle=label mc:Ignorable=prefixes
  xr:uid=guid xr3:uid=guid
  # Values that are filtered by would be kept, and rows hidden.
  autoFilter ref=cells xr:uid=guid
    filterColumn* colId=n hiddenButton=b showButton=b
  sortState ref=cells caseSensitive=b columnSort=b
    sortCondition* ref=cells descending=b
  tableColumns count=n
    tableColumn* id=n name=column totalsRowFunction=total totalsRowLabel=shown headerRowDxfId=n
      dataDxfId=n totalsRowDxfId=n headerRowCellStyle=label dataCellStyle=label
      totalsRowCellStyle=label xr3:uid=guid
      calculatedColumnFormula,totalsRowFormula array=b :formula
  tableStyleInfo name=table-style showFirstColumn=b showLastColumn=b showRowStripes=b
    showColumnStripes=b
"""

CALC_CHAIN = """
calcChain
  c* r=cell i=n l=b s=b t=b a=b
"""
