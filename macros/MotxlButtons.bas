Attribute VB_Name = "MotxlButtons"
' motxl macros: the buttons of the tab Programme de travail, also under Alt+F8 in a workbook.
' "motxl macros" replaces this module as a whole: keep macros of your own in other modules.
Option Explicit

Public Sub MOTXL_Verifier()
    MotxlLauncher.StartOnBook "validate", "--live --write"
End Sub

Public Sub MOTXL_Corriger()
    MotxlLauncher.StartOnBook "validate", "--live --fix --write"
End Sub

Public Sub MOTXL_MettreEnCouleur()
    MotxlLauncher.StartOnBook "colour", "--live"
End Sub

Public Sub MOTXL_Synthese()
    MotxlLauncher.StartOnBook "summary", "--live"
End Sub

Public Sub MOTXL_Extraits()
    MotxlLauncher.StartOnBook "extract", "--live"
End Sub

Public Sub MOTXL_Retablir()
    Dim book As String
    book = MotxlLauncher.ActiveBook()
    If Len(book) = 0 Then Exit Sub
    If Not MotxlScreen.Agrees(MotxlWords.UndoQuestion(book)) Then Exit Sub
    MotxlLauncher.StartOnBook "undo", "--live"
End Sub

Public Sub MOTXL_Aide()
    MotxlScreen.Progress ""
    MotxlScreen.Tell MotxlWords.Help(MotxlFinder.Program(), MotxlFinder.LastRun())
End Sub

' What Excel calls some minutes after a start. Only here: it calls no module that is private.
Public Sub MOTXL_Barre()
    MotxlScreen.GiveBack
End Sub

' What the ribbon calls (ribbon.xml). Late bound: no reference to Office's library is needed.

Public Sub MOTXL_Clic(ByVal control As Object)
    Select Case control.ID
        Case "motxlVerifier": MOTXL_Verifier
        Case "motxlCorriger": MOTXL_Corriger
        Case "motxlMettreEnCouleur": MOTXL_MettreEnCouleur
        Case "motxlSynthese": MOTXL_Synthese
        Case "motxlExtraits": MOTXL_Extraits
        Case "motxlRetablir": MOTXL_Retablir
        Case "motxlAide": MOTXL_Aide
    End Select
End Sub

Public Sub MOTXL_Libelle(ByVal control As Object, ByRef returned As Variant)
    returned = MotxlWords.Label(control.ID)
End Sub

Public Sub MOTXL_Explication(ByVal control As Object, ByRef returned As Variant)
    returned = MotxlWords.Explanation(control.ID)
End Sub
