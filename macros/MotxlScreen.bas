Attribute VB_Name = "MotxlScreen"
' motxl macros: everything that is shown passes here.
' "motxl macros" replaces this module as a whole: keep macros of your own in other modules.
Option Explicit
Option Private Module

Private Const TITLE As String = "motxl"
' An input box takes no longer default text.
Private Const LONGEST_INPUT As Long = 250

Private lastSaid As String
Private lastOffered As String
Private lastProgress As String
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

' For tests: the next question has this answer, yes or no, and is not asked.
Public Sub AnswerNext(ByVal answer As String)
    answerReady = answer
End Sub

' For tests: the last sentence, the command offered with it, the last text of the status bar.
Public Function LastShown() As String
    LastShown = lastSaid & vbLf & lastOffered & vbLf & lastProgress
End Function
