Attribute VB_Name = "MotxlLauncher"
' motxl macros: starts motxl on the active workbook and never waits for it.
' "motxl macros" replaces this module as a whole: keep macros of your own in other modules.
Option Explicit
Option Private Module

Public Sub StartOnBook(ByVal verb As String, ByVal options As String)
    Dim book As String, problem As String
    On Error GoTo Unexpected
    book = ActiveBook()
    If Len(book) = 0 Then Exit Sub
    If MotxlMachine.IsMac() Then
        MotxlScreen.TellCommand MotxlWords.OnMac(), ForTerminal("", verb, options, book)
    Else
        StartProgram verb, options, book
    End If
    Exit Sub
Unexpected:
    problem = Err.Description
    MotxlScreen.Progress ""
    MotxlScreen.Tell MotxlWords.Unexpected(problem)
End Sub

' The active workbook's path, or its address at OneDrive or SharePoint; empty, and said, if none.
Public Function ActiveBook() As String
    Dim book As Object
    If IsProtectedView() Then
        MotxlScreen.Tell MotxlWords.InProtectedView()
        Exit Function
    End If
    Set book = ActiveWorkbook
    If book Is Nothing Then
        MotxlScreen.Tell MotxlWords.NoBook()
    ElseIf Len(book.Path) = 0 Then
        MotxlScreen.Tell MotxlWords.NeverSaved(book.Name)
    Else
        ActiveBook = book.FullName
        ' LibreOffice's full name is the bare name.
        If ActiveBook = book.Name Then ActiveBook = book.Path & "/" & book.Name
    End If
End Function

' Whether the person looks at a workbook in Protected View: the active workbook is another one then.
Private Function IsProtectedView() As Boolean
    Dim host As Object, window As Object
    On Error Resume Next
    Set host = Application
    Set window = host.ActiveProtectedViewWindow
    IsProtectedView = Not window Is Nothing
End Function

Private Sub StartProgram(ByVal verb As String, ByVal options As String, ByVal book As String)
    Dim program As String, problem As String, command As String
    program = MotxlFinder.Program()
    command = ForTerminal(program, verb, options, book)
    If Len(program) = 0 And MotxlMachine.CanStart() Then
        MotxlScreen.TellCommand MotxlWords.NotFound(), command
        Exit Sub
    End If
    MotxlScreen.ShowStart MotxlWords.Running(verb, options, FileName(book))
    problem = MotxlMachine.Start(ForStarting(program, verb, options, book))
    If Len(problem) = 0 Then Exit Sub
    MotxlScreen.Progress ""
    If MotxlMachine.WasRefused() Then
        MotxlScreen.TellCommand MotxlWords.Blocked(problem, command), command
    Else
        MotxlScreen.TellCommand MotxlWords.NotStarted(problem, command), command
    End If
End Sub

' What comes last in a path or in an address.
Private Function FileName(ByVal book As String) As String
    Dim pieces As Variant
    pieces = Split(Replace(book, "\", "/"), "/")
    FileName = pieces(UBound(pieces))
End Function

' The command as the system takes it: no shell reads it.
Private Function ForStarting(ByVal program As String, ByVal verb As String, _
        ByVal options As String, ByVal book As String) As String
    ForStarting = Quoted(program) & Arguments(verb, Quoted(book), options)
End Function

' The command as people paste it in a terminal.
Private Function ForTerminal(ByVal program As String, ByVal verb As String, _
        ByVal options As String, ByVal book As String) As String
    If Len(program) = 0 Then program = "motxl"
    If MotxlMachine.IsWindows() Then
        ForTerminal = QuotedIfNeeded(program) & Arguments(verb, Quoted(book), options)
    Else
        ForTerminal = InShell(program) & Arguments(verb, InShell(book), options)
    End If
End Function

Private Function Arguments(ByVal verb As String, ByVal book As String, ByVal options As String) As String
    Arguments = " --lang " & MotxlWords.Language() & " " & verb & " " & book & " " & options
End Function

' Windows file names hold no double quote; where one may (Linux), single quotes do as well.
Private Function Quoted(ByVal text As String) As String
    Dim mark As String
    mark = """"
    If InStr(text, mark) > 0 Then mark = "'"
    Quoted = mark & text & mark
End Function

' Without quotes a command can be pasted in every terminal: in some a quoted one is only a text.
Private Function QuotedIfNeeded(ByVal text As String) As String
    QuotedIfNeeded = text
    If text Like "*[!A-Za-z0-9_.:\/~]*" Then QuotedIfNeeded = Quoted(text)
End Function

' As the shells of macOS and Linux have it.
Private Function InShell(ByVal text As String) As String
    InShell = text
    If text Like "*[!A-Za-z0-9_./]*" Then InShell = "'" & Replace(text, "'", "'\''") & "'"
End Function
