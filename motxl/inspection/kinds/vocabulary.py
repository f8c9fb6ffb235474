"""Names of the format: ECMA-376 part 1 annex A (sml.xsd), [MS-XLSX] 2.1 and 2.6, [MS-OFFCRYPTO]."""

from __future__ import annotations


def _names(text: str) -> frozenset[bytes]:
    return frozenset(text.encode().split())


ATTRIBUTES = _names(
    """
    Ignorable MustUnderstand PreserveAttributes PreserveElements ProcessContent Requires
    aboveAverage aca accel accel2 activeCell activeCellId activeCol activePane activePresent
    activeRow activeSheetId activeTab addedBy advise algorithmName alignWithMargins alignment
    allDrilled allowBlank allowEdit allowFormatCells allowPng allowRefreshQuery alt altText
    altTextSummary and appName applyAlignment applyAlignmentFormats applyBorder
    applyBorderFormats applyFill applyFont applyFontFormats applyNumberFormat applyNumberFormats
    applyPatternFormats applyProtection applyStyles applyWidthHeightFormats array auto
    autoCompressPictures autoEnd autoFill autoFilter autoFilterDateGrouping autoLine autoLoad
    autoPage autoPict autoRecover autoRepublish autoUpdate avgSubtotal axis axisPosition b
    backupFile baseColWidth baseField baseItem bestFit bgHidden blackAndWhite blank blankRow
    border borderId bottom builtIn builtInGroupCount builtinId bx byPosition ca cacheId
    cacheIndex cacheSource calcChain calcCompleted calcId calcMode calcOnSave calculatedColumn
    calendarType caseSensitive cellColor cellComments cellStyle cf cfe cff cfo changesSavedWin
    characterSet chartFormat chartTrackingRefBase che checkCompatibility chf cho clearAll click
    clickAndHold cm codeName codePage colBreaksCount colHidden colId colStyle collapsed
    collapsedLevelsAreSubtotals colorId colorSeries colors columnGrandTotals columnSort comment
    concurrentCalc concurrentManualCount conditionalFormattingRuleId conformance connection
    connectionId copies count countASubtotal countSubtotal crashSave css culture current
    customBuiltin customFormat customHeight customList customMenu customView customWidth cx cy d
    dT2D data dataBound dataCellStyle dataDxfId dataExtractLoad dataOnLoad dataOnly dataRef
    date1904 dateAxis dateCompatibility dateTimeGrouping day dde ddeService ddeTopic
    defaultAutoShapeStyle defaultColWidth defaultGridColor defaultPivotStyle
    defaultPivotTableStyle defaultRowHeight defaultSheet defaultSize defaultSlicerStyle
    defaultSubtotal defaultTableStyle defaultThemeVersion defaultTimelineStyle definedName
    degree del del1 del2 deleteColumns deleteRows deleted delimited denormalized descending
    description destinationFile diagonalDown diagonalUp differentFirst differentOddEven
    dimension direction disablePrompts disabled display displayEmptyCellsAs displayFormulas
    displayHidden displayName displayXAxis divId documentId dpi draft drawingId dt2D dtr
    dvAspect dxfId dyDescent eb editAs embed emptyCellReference
    enableFormatConditionsCalculation encoding endFontColor endSnd equalAverage error errorStyle
    errorTitle errors eval evalError evenHeader expanded ext extendable fgcolor field
    fieldPosition fillDownAdjacentFormulas fillFormulas fillId filter filterMode filterPrivacy
    filterUnique filterVal first firstBackgroundRefresh firstColumn firstPageNumber firstSheet
    fitToHeight fitToPage fitToWidth fmla fmtScheme fontId footer forceFullCalc formatCells
    formatCode formatColumns formatRows formula formulaRange formulas fromColumn fromTable
    fullCalcOnLoad fullDate fullPrecision function functionGroupId gapWidth getNextUncalculated
    gradient grandCol grandRow gridDropZones gridLines gridLinesSet group grouping gte guid
    hasComments hashValue header headerRow headerRowBorderDxfId headerRowCellStyle
    headerRowCount headerRowDxfId headings help hidden hiddenButton hiddenColumns hiddenRows
    hidePivotFieldList high highlightClick horizontal horizontalCentered horizontalDpi hour ht i
    iLevel icon iconId iconSet id identifier idx imeMode imeSensitive includeHiddenRowCol
    includeNewItemsInFilter includeOldFilter includePrintSettings includeSubtotalsInFilter
    indent indexed init initialFormat insertColumns insertHyperlinks insertRow insertRowShift
    insertRows invalEndChars invertIfNegative ir isgn italic item iterate iterateCount
    iterateDelta justifyLastLine keepAlive key l label labelOnly last lastColumn lastEdited
    lastIdx left leftLabels lfe lff lfo lhe lhf lho lineWeight link linkTarget linkType
    linkedCell listDataValidation listFillRange listSeparator lists localName localSheetId
    location lockRevision lockStructure lockText lockWindows locked longFileNames low
    lowestEdited macro man manual manualBreakCount manualMax manualMin mapId markerStyle markers
    max maxAxisType maxLength maxRank maxSheetId maxSubtotal maxVal maxValIso maxValue maximized
    mc mergeInterval min minAxisType minLeft minLength minRefreshableVersion minSubtotal
    minValue minVersionLoad minimized minute month moveWithCells mru name namespace namespaceUri
    negative negativeBarBorderColorSameAsPositive negativeBarColorSameAsPositive newLength
    nextId noAutoFit noGrp noResize numCached numFmtId numberStoredAsText objectType objects off
    offset oldName oleLink oleUpdate onlySync onlyUseConnectors operator order orientation
    outline outlineLevel outlineLevelCol outlineLevelRow outlineSymbols overflow p page
    pageBreaks pageOrder pane paperHeight paperSize paperUnits paperWidth password patternType
    percent period permissions personalView ph phonetic pivot pivotButton pivotCacheId
    pivotTables pos position preferRelative prefix preserve previousCol previousRow print
    printArea printObject printed priority productSubtotal progId prompt promptTitle
    promptedSolutions protected provid provider pt ptCount publishItems publishToServer
    published publishedItem queryTableFieldId quotePrefix r r1 r2 rank readOnly
    readOnlyRecommended readingOrder recalcAlways recordCount ref refMode refersTo
    refreshAllConnections refreshOnLoad relative relativeIndent repairLoad reservationPassword
    revIDLastSave reverse reviseId revision revisionId revisionsAlgorithmName revisionsHashValue
    revisionsPassword revisionsSaltValue revisionsSpinCount rfe rff rfo rgb rhe rhf rho richText
    right rightToLeft rowHeight rowHidden rowItemsCount rowPageCount rupBuild rw s salt
    saltValue saveExternalLinkValues saveSubsetFonts saveThroughStyleSheet sb scale scaleWithDoc
    scenarios scope second securityDescriptor selectLockedCells selectUnlockedCells selected
    shapeId shapes share sheet sheetId sheetName sheetStubs shortcutKey show showAll showAsIcon
    showAutoFilter showBorderUnselectedTables showButton showColHeaders showColumnStripes
    showComments showDrill showDropDown showErrorMessage showFirstColumn showFormulaBar
    showFormulas showGridLines showHeader showHorizontalScroll showInkAnnotation
    showInputMessage showLastColumn showObjects showOutlineSymbols showPageBreaks
    showPivotChartFilter showRowCol showRowColHeaders showRowHeaders showRowStripes showRuler
    showSheetTabs showStatusbar showValue showVerticalScroll showWhiteSpace showZeros
    shrinkToFit si size skip slicerStyle sort sortBy sortMethod source sourceFile sourceObject
    sourceRef sourceType spans spinCount sqref ss standalone start startFont startLabels state
    status statusBar stdDev stdDevPSubtotal stdDevSubtotal stopIfTrue strikeThrough
    stringRefSyntax style styleName subType subtotalHiddenItems sumSubtotal summaryBelow
    summaryRight supportAdvancedDraw symbols syncHorizontal syncId syncRef syncVertical t
    tabColor tabRatio tabSelected table tableBorderDxfId tableType target targetScreenSize tbl
    text textHAlign textRotation textVAlign textlink theme thickBot thickBottom thickTop thicket
    thousands timePeriod tint title toColumn toTable tooltip top top10 topLabels topLeftCell
    topToBottom totalsRow totalsRowBorderDxfId totalsRowCellStyle totalsRowCount totalsRowDxfId
    totalsRowFunction totalsRowLabel totalsRowShown transitionEntry transitionEvaluation
    twoDigitTextYear type uiObject uid unapplied undo undone uniqueCount uniqueName uniqueParent
    unlockedFormula unpublished updateLinks uri url useFirstPageNumber usePrinterDefaults user
    userInterface userName vBarcodes val valIso value varPSubtotal varSubtotal vbProcedure vba
    version vertical verticalCentered verticalDpi veryHidden view visibility vm vml vol
    wantsIcon webPublish webTextBox widgets width windowHeight windowProtection windowWidth
    workbookAlgorithmName workbookHashValue workbookParameter workbookPassword workbookSaltValue
    workbookSpinCount workbookViewId wrapText x14ac xBorder xMode xSplit xWindow xcCharset
    xcCodepage xfId xlm xml xmlDataType xmlns xpath xr y yBorder ySplit yWindow year zeroHeight
    zeroValues zoomScale zoomScaleNormal zoomScalePageLayoutView zoomScaleSheetLayoutView
    zoomToFit
    """
)
"""Those without a prefix, in the parts that hold sheets, strings, styles and tables"""

EXTENSIONS = _names(
    """
    {01252117-D84E-4E92-8308-4BE1C098FCBB} {0417FA29-78FA-4A13-93AC-8FF0FAFDF519}
    {05C60535-1F16-4FD2-B633-F4F36F0B64E0} {140A7094-0E35-4892-8432-C4D2E57EDEB5}
    {2F2917AC-EB37-4324-AD4E-5DD8C200BD13} {3A4CF648-6AED-40F4-86FF-DC5316D8AED3}
    {46F421CA-312F-682F-3DD2-61675219B42D} {504A1905-F514-4F6F-8877-14C23A59335A}
    {61C9FDDD-B2D4-4DD4-8D97-C8C6D2BA3FA4} {7626C862-2A13-11E5-B345-FEFF819CDC9F}
    {78C0D931-6437-407D-A8EE-F0AAD7539E65} {79F54976-1DA5-4618-B147-4CDE4B953A38}
    {7E03D99C-DC04-49D9-9315-930204A7B6E9} {841E416B-1EF1-43B6-AB56-02D37102CBD5}
    {876F7934-8845-4945-9796-88D515C7AA90} {9260A510-F301-46A8-8635-F512D64BE5F5}
    {983426D0-5260-488C-9760-48F4B6AC55F4} {A8765BA9-456A-4DAB-B4F3-ACF838C121DE}
    {B025F937-C7B1-47D3-B67F-A62EFF666E3E} {B58B0392-4F1F-4190-BB64-5DF3571DCE5F}
    {BBE1A952-AA13-448E-AADC-164F8A28A991} {C7286773-470A-42A8-94C5-96B5CB345126}
    {CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF} {D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}
    {DE250136-89BD-433C-8126-D09CA5730AF9} {E67621CE-5B39-4880-91FE-76760E9C1902}
    {EB79DEF2-80B8-43E5-95BD-54CBDDF9020C} {F7C9EE02-42E1-4005-9D12-6889AFFD525C}
    {FC87AEE6-9EDD-4A0A-B7FB-166176984837}
    """
)
"""What ``ext`` elements of these parts say they are (18.2.7), in capitals"""

_RELATIONSHIPS = _names(
    """
    FeaturePropertyBag activeXControlBinary attachedToolbars audio calcChain cellimage
    cellimages certificate chart chartColorStyle chartEx chartStyle chartUserShapes chartsheet
    classificationlabels comments connections control core-properties ctrlProp custom-properties
    customData customDataProps customProperty customUI customXml customXmlProps diagramColors
    diagramData diagramDrawing diagramLayout diagramQuickStyle diagramStyle dialogsheet
    documentTasks documenttask drawing extended-properties extensibility externalLink
    externalLinkLongPath externalLinkPath featurePropertyBag font hdphoto hyperlink image
    legacyDiagramText legacyDiagramTextInfo macrosheet media metadata model3d namedSheetView
    officeDocument oleObject origin package person pivotCacheDefinition pivotCacheRecords
    pivotTable powerPivotData printerSettings pythonInitialization queryTable rdArray
    rdPivotSupport rdRichValue rdRichValueStructure rdRichValueTypes rdRichValueWebImage
    rdSupportingPropertyBag rdSupportingPropertyBagStructure revisionHeaders revisionLog
    richStyles richValueRel sensitivityLabel sharedStrings sheetMetadata signature slicer
    slicerCache styles table tableSingleCells theme themeOverride threadedComment thumbnail
    timeline timelineCache usernames vbaProject vbaProjectSignature vbaProjectSignatureAgile
    vbaProjectSignatureV3 video vmlDrawing volatileDependencies webextension
    webextensiontaskpanes wordVbaData worksheet xlAlternateStartup xlExternalLinkPath
    xlIntlMacrosheet xlLibrary xlMacrosheet xlPathMissing xlStartup xmlMaps
    """
)
RELATIONSHIPS = frozenset(name.decode() for name in _RELATIONSHIPS)
"""The last words of the types of relationships, with those that other programs write"""
