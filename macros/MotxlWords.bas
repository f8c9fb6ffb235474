Attribute VB_Name = "MotxlWords"
' motxl macros: what the buttons say, in French and in English.
' "motxl macros" replaces this module as a whole: keep macros of your own in other modules.
Option Explicit
Option Private Module

Private Const INTERFACE_LANGUAGE As Long = 2
Private Const PRIMARY_LANGUAGE As Long = &H3FF&
Private Const FRENCH_NUMBER As Long = &HC
' A message box shows 1,023 characters in all.
Private Const LONGEST_LAST_RUN As Long = 200

Private knownLanguage As String

' fr or en. Asked once: the tab asks for some twenty texts when it is drawn.
Public Function Language() As String
    If Len(knownLanguage) = 0 Then knownLanguage = ChosenLanguage()
    Language = knownLanguage
End Function

' MOTXL_LANG, the application's language, then the system's.
Private Function ChosenLanguage() As String
    Dim number As Long
    ChosenLanguage = LCase$(Left$(MotxlMachine.PlainVariable("MOTXL_LANG"), 2))
    If ChosenLanguage = "fr" Or ChosenLanguage = "en" Then Exit Function
    number = InterfaceLanguage()
    If number <> 0 Then
        ChosenLanguage = IIf((number And PRIMARY_LANGUAGE) = FRENCH_NUMBER, "fr", "en")
    Else
        ChosenLanguage = IIf(LCase$(Left$(SystemLanguage(), 2)) = "fr", "fr", "en")
    End If
End Function

' A Windows language number; 0 where the application does not tell it, as LibreOffice.
Private Function InterfaceLanguage() As Long
    Dim host As Object
    On Error Resume Next
    Set host = Application
    InterfaceLanguage = host.LanguageSettings.LanguageID(INTERFACE_LANGUAGE)
End Function

Private Function SystemLanguage() As String
    SystemLanguage = MotxlMachine.PlainVariable("LC_ALL")
    If Len(SystemLanguage) = 0 Then SystemLanguage = MotxlMachine.PlainVariable("LC_MESSAGES")
    If Len(SystemLanguage) = 0 Then SystemLanguage = MotxlMachine.PlainVariable("LANG")
End Function

Private Function Spoken(ByVal french As String, ByVal english As String) As String
    Spoken = IIf(Language() = "fr", french, english)
End Function

' What the ribbon shows

Public Function Label(ByVal id As String) As String
    Select Case id
        Case "motxlTab": Label = Spoken("Programme de travail", "Work programme")
        Case "motxlCheck": Label = Spoken("Vérifier et corriger", "Check and correct")
        Case "motxlShare": Label = Spoken("Synthèse et extraits", "Summary and extracts")
        Case "motxlBack": Label = Spoken("Retour et aide", "Back and help")
        Case "motxlVerifier": Label = Spoken("Vérifier", "Check")
        Case "motxlCorriger": Label = Spoken("Corriger", "Correct")
        Case "motxlMettreEnCouleur": Label = Spoken("Mettre en couleur", "Colour")
        Case "motxlSynthese": Label = Spoken("Synthèse", "Summary")
        Case "motxlExtraits": Label = Spoken("Extraits", "Extracts")
        Case "motxlRetablir": Label = Spoken("Revenir en arrière", "Go back")
        Case "motxlAide": Label = Spoken("Aide", "Help")
    End Select
End Function

Public Function Explanation(ByVal id As String) As String
    Select Case id
        Case "motxlVerifier"
            Explanation = Spoken( _
                "Contrôle les codes, les références et les couleurs ; la feuille Contrôle liste ce qui est à revoir.", _
                "Checks codes, references and colours; the sheet Contrôle lists what is to be looked at.")
        Case "motxlCorriger"
            Explanation = Spoken( _
                "Corrige ce qui peut l’être sans risque, puis met la feuille Contrôle à jour.", _
                "Corrects what can be corrected without risk, then brings the sheet Contrôle up to date.")
        Case "motxlMettreEnCouleur"
            Explanation = Spoken( _
                "Met les références aux thèmes en orange et les références aux jetons en bleu.", _
                "Shows references to themes in orange and references to jetons in blue.")
        Case "motxlSynthese"
            Explanation = Spoken( _
                "Met à jour les tableaux croisés et les graphiques de la feuille Synthèse.", _
                "Brings the pivot tables and charts of the sheet Synthèse up to date.")
        Case "motxlExtraits"
            Explanation = Spoken( _
                "Prépare un extrait par adhérent, dans un dossier à côté du classeur ; rien n’est envoyé.", _
                "Prepares one extract per member, in a folder beside the workbook; nothing is sent.")
        Case "motxlRetablir"
            Explanation = Spoken( _
                "Rétablit l’état d’avant la dernière écriture de motxl, après confirmation.", _
                "Gives the workbook the state back that it had before motxl last wrote, once you confirm.")
        Case "motxlAide"
            Explanation = Spoken( _
                "Ce que fait chaque bouton, où paraissent les résultats, et si motxl est installé.", _
                "What each button does, where results appear, and whether motxl is installed.")
    End Select
End Function

' What the status bar shows while motxl works

Public Function Running(ByVal verb As String, ByVal options As String, ByVal name As String) As String
    Select Case verb
        Case "validate"
            If InStr(options, "--fix") > 0 Then
                Running = Spoken("correction de " & name & " en cours", "correcting " & name)
            Else
                Running = Spoken("vérification de " & name & " en cours", "checking " & name)
            End If
        Case "colour": Running = Spoken("mise en couleur de " & name & " en cours", "colouring " & name)
        Case "summary": Running = Spoken("synthèse de " & name & " en cours", "summing up " & name)
        Case "extract"
            Running = Spoken("extraits de " & name & " en préparation", "preparing the extracts of " & name)
        Case "undo": Running = Spoken("retour de " & name & " à l’état précédent", "taking " & name & " back")
    End Select
    Running = Spoken("motxl : ", "motxl: ") & Running & "…"
End Function

Public Function NoAnswer() As String
    NoAnswer = Spoken( _
        "motxl n’a pas encore répondu : le bouton Aide dit que faire.", _
        "motxl has not answered yet: the button Help says what to do.")
End Function

' Messages

Public Function NoBook() As String
    NoBook = Spoken( _
        "Aucun classeur n’est ouvert pour modification : ouvrez le programme, puis cliquez de nouveau.", _
        "No workbook is open for editing: open the programme, then click again.")
End Function

Public Function InProtectedView() As String
    InProtectedView = Spoken( _
        "Ce classeur est en mode protégé : cliquez sur Activer la modification, puis de nouveau ici.", _
        "This workbook is in Protected View: click Enable Editing, then click here again.")
End Function

Public Function NeverSaved(ByVal name As String) As String
    NeverSaved = Spoken( _
        "Le classeur " & name & " n’a jamais été enregistré : enregistrez-le, puis cliquez de nouveau.", _
        "The workbook " & name & " was never saved: save it, then click again.")
End Function

Public Function UndoQuestion(ByVal book As String) As String
    UndoQuestion = Spoken( _
        "motxl va fermer ce classeur, rétablir son état d’avant la dernière écriture de motxl, puis le rouvrir :" _
        & vbCrLf & book & vbCrLf & vbCrLf _
        & "L’état actuel est conservé, y compris ce qui n’est pas enregistré (motxl undo --redo le rétablit). Continuer ?", _
        "motxl will close this workbook, give it the state back that it had before motxl last wrote, " _
        & "then open it again:" & vbCrLf & book & vbCrLf & vbCrLf _
        & "The present state is kept, work that is not saved included (motxl undo --redo gives it back). Go on?")
End Function

Public Function OnMac() As String
    OnMac = Spoken( _
        "Sur Mac, Excel n’a pas le droit de démarrer motxl. Gardez le classeur ouvert, " _
        & "copiez cette commande et collez-la dans l’application Terminal :", _
        "On a Mac, Excel may not start motxl. Keep the workbook open, copy this command " _
        & "and paste it in the application Terminal:")
End Function

Public Function NotFound() As String
    NotFound = Spoken( _
        "motxl n’a pas été trouvé sur ce poste. Installez-le (dans son dossier : pip install .[excel]), " _
        & "ou indiquez où il est dans la variable MOTXL_EXE. Le bouton lance cette commande :", _
        "motxl was not found on this machine. Install it (in its folder: pip install .[excel]), " _
        & "or say where it is in the variable MOTXL_EXE. The button runs this command:")
End Function

Public Function Blocked(ByVal problem As String, ByVal command As String) As String
    Blocked = Spoken( _
        "La sécurité de votre organisation empêche Excel de démarrer motxl : " & problem & ". " _
        & "Demandez au service informatique d’autoriser Excel à lancer motxl.exe. " _
        & "En attendant, collez cette commande dans une invite de commandes" _
        & InOtherTerminals(command) & " :", _
        "Your organisation's security keeps Excel from starting motxl: " & problem & ". " _
        & "Ask your IT department to let Excel start motxl.exe. " _
        & "Meanwhile, paste this command in a command prompt" & InOtherTerminals(command) & ":")
End Function

Public Function NotStarted(ByVal problem As String, ByVal command As String) As String
    NotStarted = Spoken( _
        "motxl n’a pas pu démarrer : " & problem & ". Réinstallez-le, " _
        & "ou collez cette commande dans une invite de commandes" & InOtherTerminals(command) _
        & " pour voir pourquoi :", _
        "motxl could not be started: " & problem & ". Install it again, " _
        & "or paste this command in a command prompt" & InOtherTerminals(command) & " to see why:")
End Function

' The newer terminals of Windows take a quoted program for a text, unless told to run it.
Private Function InOtherTerminals(ByVal command As String) As String
    If Left$(command, 1) <> """" Then Exit Function
    InOtherTerminals = Spoken( _
        " (dans Terminal, écrivez d’abord & et une espace)", _
        " (in Terminal, type & and a space first)")
End Function

Public Function Unexpected(ByVal problem As String) As String
    Unexpected = Spoken( _
        "motxl n’a pas été démarré : " & problem & ". Rien n’a été modifié.", _
        "motxl was not started: " & problem & ". Nothing was changed.")
End Function

Public Function Help(ByVal program As String, ByVal lastRun As String) As String
    Help = ButtonsHelp() & vbCrLf & vbCrLf & ResultsHelp() & vbCrLf & vbCrLf
    If Len(program) > 0 Then
        Help = Help & Spoken("motxl est installé : ", "motxl is installed: ") & program
    ElseIf MotxlMachine.IsMac() Then
        Help = Help & Spoken( _
            "Sur Mac, chaque bouton donne la commande à coller dans Terminal.", _
            "On a Mac, each button gives the command to paste in Terminal.")
    Else
        Help = Help & Spoken( _
            "motxl n’a pas été trouvé : installez-le (dans son dossier : pip install .[excel]).", _
            "motxl was not found: install it (in its folder: pip install .[excel]).")
    End If
    If Len(lastRun) = 0 Then Exit Function
    Help = Help & vbCrLf & Spoken("Dernière exécution : ", "Last run: ") & Left$(lastRun, LONGEST_LAST_RUN)
End Function

Private Function ButtonsHelp() As String
    ButtonsHelp = Spoken( _
        "Vérifier : liste ce qui est à revoir." & vbCrLf _
        & "Corriger : corrige ce qui est sans risque." & vbCrLf _
        & "Mettre en couleur : thèmes en orange, jetons en bleu." & vbCrLf _
        & "Synthèse : tableaux croisés et graphiques." & vbCrLf _
        & "Extraits : un fichier par adhérent ; rien n’est envoyé." & vbCrLf _
        & "Revenir en arrière : l’état d’avant la dernière écriture de motxl.", _
        "Check: lists what is to be looked at." & vbCrLf _
        & "Correct: corrects what is without risk." & vbCrLf _
        & "Colour: themes in orange, jetons in blue." & vbCrLf _
        & "Summary: pivot tables and charts." & vbCrLf _
        & "Extracts: one file per member; nothing is sent." & vbCrLf _
        & "Go back: the state before motxl last wrote.")
End Function

Private Function ResultsHelp() As String
    If Not MotxlMachine.IsWindows() And Not MotxlMachine.IsMac() Then
        ' LibreOffice on Linux.
        ResultsHelp = Spoken( _
            "Les résultats paraissent dans une barre au-dessus de la feuille, et dans la feuille Contrôle. " _
            & "Ctrl+Z ou le bouton Revenir en arrière rétablissent l’état précédent.", _
            "Results appear in a bar above the sheet, and in the sheet Contrôle. " _
            & "Ctrl+Z or the button Go back give the state before back.")
        Exit Function
    End If
    ResultsHelp = Spoken( _
        "Les résultats paraissent dans la barre d’état, en bas, et dans la feuille Contrôle. " _
        & "Après une écriture de motxl, Ctrl+Z ne revient plus en arrière : utilisez le bouton Revenir en arrière.", _
        "Results appear in the status bar, at the bottom, and in the sheet Contrôle. " _
        & "After motxl has written, Ctrl+Z no longer goes back: use the button Go back.")
End Function
