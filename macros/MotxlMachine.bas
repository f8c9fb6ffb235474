Attribute VB_Name = "MotxlMachine"
' motxl macros: what differs between Windows, Mac and LibreOffice, and nothing else.
' "motxl macros" replaces this module as a whole: keep macros of your own in other modules.
Option Explicit
Option Private Module

Private Const HIDDEN_WINDOW As Long = 0
Private Const FOR_READING As Long = 1
Private Const AS_UNICODE As Long = -1
Private Const PERMISSION_DENIED As Long = 70
Private Const CANNOT_CREATE As Long = 429
' Windows' own numbers for access denied, blocked by a policy, blocked by an antivirus.
Private Const ACCESS_DENIED As Long = -2147024891
Private Const BLOCKED_BY_POLICY As Long = -2147023636
Private Const TAKEN_FOR_A_VIRUS As Long = -2147024671

Private lastRefused As Boolean

Public Function IsWindows() As Boolean
    IsWindows = InStr(1, SystemName(), "Windows", vbTextCompare) > 0
End Function

Public Function IsMac() As Boolean
    IsMac = InStr(1, SystemName(), "Mac", vbTextCompare) > 0
End Function

Private Function SystemName() As String
    SystemName = "" & Application.OperatingSystem
End Function

' An object of Windows, or Nothing where it is forbidden or there is none. Scripting objects read
' and start in Unicode; VBA's own Environ, Dir and Shell know the ANSI code page only.
Private Function Made(ByVal progId As String) As Object
    On Error Resume Next
    Set Made = CreateObject(progId)
End Function

' False where Windows refuses the object that starts programs.
Public Function CanStart() As Boolean
    CanStart = True
    If IsWindows() Then CanStart = Not Made("WScript.Shell") Is Nothing
End Function

' A variable that holds no accents, as those of languages: no object of Windows is made for it.
Public Function PlainVariable(ByVal name As String) As String
    PlainVariable = Environ(name)
End Function

' A variable of the environment; empty where there is none.
Public Function Variable(ByVal name As String) As String
    Dim host As Object
    If Not IsWindows() Then
        Variable = Environ(name)
        Exit Function
    End If
    Set host = Made("WScript.Shell")
    If Not host Is Nothing Then Variable = host.Environment("PROCESS").Item(name)
End Function

Public Function IsFile(ByVal path As String) As Boolean
    Dim files As Object
    On Error Resume Next
    If IsWindows() Then
        Set files = Made("Scripting.FileSystemObject")
        IsFile = files.FileExists(path)
    Else
        If Len(Dir(path)) > 0 Then IsFile = (GetAttr(path) And vbDirectory) = 0
    End If
End Function

' The first line of a text file: UTF-16 in Windows, else as the system has it; empty if unreadable.
Public Function FirstLine(ByVal path As String) As String
    Dim files As Object, stream As Object
    On Error Resume Next
    If IsWindows() Then
        Set files = Made("Scripting.FileSystemObject")
        Set stream = files.OpenTextFile(path, FOR_READING, False, AS_UNICODE)
        FirstLine = stream.ReadLine
        stream.Close
    Else
        FirstLine = FirstLineOfFile(path)
    End If
End Function

Private Function FirstLineOfFile(ByVal path As String) As String
    Dim number As Integer, text As String
    number = FreeFile
    Open path For Input As #number
    Line Input #number, text
    Close #number
    FirstLineOfFile = text
End Function

' Starts a program and does not wait for it; empty when it started, else what the system answers.
Public Function Start(ByVal command As String) As String
    On Error Resume Next
    lastRefused = False
    If IsWindows() Then
        StartHidden command
    Else
        Shell command, HIDDEN_WINDOW
    End If
    If Err.Number = 0 Then Exit Function
    Start = Err.Description & " (" & Err.Number & ")"
    lastRefused = IsRefusal(Err.Number)
End Function

' Whether what was started last was forbidden; it may as well not have been there, or be damaged.
Public Function WasRefused() As Boolean
    WasRefused = lastRefused
End Function

Private Function IsRefusal(ByVal number As Long) As Boolean
    Select Case number
        Case PERMISSION_DENIED, CANNOT_CREATE: IsRefusal = True
        Case ACCESS_DENIED, BLOCKED_BY_POLICY, TAKEN_FOR_A_VIRUS: IsRefusal = True
    End Select
End Function

' Run expands %NAMES% in what it starts: a percent sign of a file name comes from a variable, as
' what a variable holds is not expanded again.
Private Sub StartHidden(ByVal command As String)
    Dim host As Object
    Set host = CreateObject("WScript.Shell")
    If InStr(command, "%") > 0 Then
        host.Environment("PROCESS").Item("MOTXL_PERCENT") = "%"
        command = Replace(command, "%", "%MOTXL_PERCENT%")
    End If
    host.Run command, HIDDEN_WINDOW, False
End Sub
