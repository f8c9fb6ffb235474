Attribute VB_Name = "MotxlScreen"
' motxl macros: everything that is shown passes here.
' "motxl macros" replaces this module as a whole: keep macros of your own in other modules.
Option Explicit
Option Private Module

Private Const TITLE As String = "motxl"
' An input box takes no longer default text.
Private Const LONGEST_INPUT As Long = 250
Private Const MINUTES_OF_THE_BAR As Long = 3
Private Const A_DAY As Long = 1440

Private lastSaid As String
Private lastOffered As String
Private lastProgress As String
Private lastBegun As String
Private lastSet As Date
Private answerReady As String

Public Sub Tell(ByVal text As String)
    lastSaid = text
    lastOffered = ""
    MsgBox text, vbInformation, TITLE
End Sub

' A sentence and a command that can be copied.
Public Sub TellCommand(ByVal text As String, ByVal command As String)
    lastSaid = text
    lastOffered = command
    If Len(command) <= LONGEST_INPUT Then
        InputBox text, TITLE, command
    Else
        MsgBox text & vbCrLf & vbCrLf & command, vbExclamation, TITLE
    End If
End Sub

' A question that only Yes answers with yes.
Public Function Agrees(ByVal question As String) As Boolean
    Dim ready As String
    lastSaid = question
    lastOffered = ""
    ready = answerReady
    answerReady = ""
    If Len(ready) > 0 Then
        Agrees = (ready = "yes")
    Else
        Agrees = (MsgBox(question, vbYesNo + vbQuestion + vbDefaultButton2, TITLE) = vbYes)
    End If
End Function

' The status bar; an empty text gives it back to the application.
Public Sub Progress(ByVal text As String)
    lastProgress = text
    If Len(text) > 0 Then
        Application.StatusBar = text
    Else
        Application.StatusBar = False
    End If
End Sub

' What motxl is doing now. If it never comes back, the bar is not left with that for ever.
Public Sub ShowStart(ByVal text As String)
    lastBegun = text
    Progress text
    GiveBackLater
End Sub

' Only from the add-in: Excel would open a workbook again that was closed meanwhile.
Private Sub GiveBackLater()
    Dim host As Object, itself As Object, isAddin As Boolean
    On Error Resume Next
    lastSet = Now
    Set host = Application
    Set itself = host.ThisWorkbook
    isAddin = itself.IsAddin
    If Not isAddin Then Exit Sub
    host.OnTime Now + MINUTES_OF_THE_BAR / A_DAY, _
        "'" & Replace(itself.Name, "'", "''") & "'!MOTXL_Barre"
End Sub

' Minutes later: a result was read, and what shows no result yet is said to be late.
Public Sub GiveBack()
    Dim shown As String
    On Error Resume Next
    ' A later click has set a later time.
    If (Now - lastSet) * A_DAY < MINUTES_OF_THE_BAR - 0.5 Then Exit Sub
    shown = "" & Application.StatusBar
    If Len(lastBegun) > 0 And shown = lastBegun Then
        lastBegun = ""
        Progress MotxlWords.NoAnswer()
        GiveBackLater
    ElseIf Left$(shown, 5) = "motxl" Then
        Progress ""
    End If
End Sub

' For tests: the next question has this answer, yes or no, and is not asked.
Public Sub AnswerNext(ByVal answer As String)
    answerReady = answer
End Sub

' For tests: the last sentence, the command offered with it, the last text of the status bar.
Public Function LastShown() As String
    LastShown = lastSaid & vbLf & lastOffered & vbLf & lastProgress
End Function
