Attribute VB_Name = "MotxlFinder"
' motxl macros: where the program motxl is on this machine.
' "motxl macros" replaces this module as a whole: keep macros of your own in other modules.
Option Explicit
Option Private Module

' The whole path of motxl, or empty: MOTXL_EXE, what "motxl macros" noted, the PATH, usual places.
Public Function Program() As String
    If MotxlMachine.IsMac() Then Exit Function
    Program = IfThere(Trim$(Replace(MotxlMachine.Variable("MOTXL_EXE"), """", "")))
    If Len(Program) = 0 Then Program = IfThere(Noted("launcher.txt"))
    If Len(Program) = 0 Then Program = InFolders(MotxlMachine.Variable("PATH"))
    If Len(Program) = 0 Then Program = InFolders(UsualFolders())
End Function

' When motxl last ran and what it said then, which it writes in its data folder; empty if not there.
Public Function LastRun() As String
    If Not MotxlMachine.IsMac() Then LastRun = Noted("last-run.txt")
End Function

Private Function IfThere(ByVal path As String) As String
    If Not IsWhole(path) Then Exit Function
    If MotxlMachine.IsFile(path) Then IfThere = path
End Function

' A path that begins at the root: one that depends on the current folder could be anybody's.
Private Function IsWhole(ByVal path As String) As Boolean
    If MotxlMachine.IsWindows() Then
        path = Replace(path, "/", "\")
        IsWhole = Mid$(path, 2, 2) = ":\" Or Left$(path, 2) = "\\"
    Else
        IsWhole = Left$(path, 1) = "/"
    End If
End Function

' The first line of a note in motxl's data folder.
Private Function Noted(ByVal name As String) As String
    Dim folder As String, note As String
    folder = DataFolder()
    If Len(folder) = 0 Then Exit Function
    note = Joined(folder, name)
    If MotxlMachine.IsFile(note) Then Noted = Trim$(MotxlMachine.FirstLine(note))
End Function

Private Function DataFolder() As String
    DataFolder = MotxlMachine.Variable("MOTXL_DATA_DIR")
    If Len(DataFolder) > 0 Then Exit Function
    If MotxlMachine.IsWindows() Then
        DataFolder = Below("LOCALAPPDATA", "motxl")
    Else
        DataFolder = Below("XDG_DATA_HOME", "motxl")
        If Len(DataFolder) = 0 Then DataFolder = Below("HOME", ".local/share/motxl")
    End If
End Function

' A folder below the one that a variable names; empty where there is no such variable.
Private Function Below(ByVal variable As String, ByVal rest As String) As String
    Below = Under(MotxlMachine.Variable(variable), rest)
End Function

Private Function Under(ByVal folder As String, ByVal rest As String) As String
    If Len(folder) > 0 Then Under = Joined(folder, rest)
End Function

Private Function Joined(ByVal folder As String, ByVal rest As String) As String
    Dim mark As String
    mark = IIf(MotxlMachine.IsWindows(), "\", "/")
    Joined = folder & IIf(Right$(folder, 1) = mark, "", mark) & rest
End Function

Private Function InFolders(ByVal list As String) As String
    Dim folders As Variant, index As Long, folder As String, name As String
    name = IIf(MotxlMachine.IsWindows(), "motxl.exe", "motxl")
    folders = Split(list, ListMark())
    For index = LBound(folders) To UBound(folders)
        folder = Trim$(Replace(folders(index), """", ""))
        If IsWhole(folder) Then InFolders = IfThere(Joined(folder, name))
        If Len(InFolders) > 0 Then Exit Function
    Next index
End Function

Private Function ListMark() As String
    ListMark = IIf(MotxlMachine.IsWindows(), ";", ":")
End Function

' Where pip, pipx and uv put programs: the newest Python first.
Private Function UsualFolders() As String
    Dim minor As Long, list As String, own As String, here As String, all As String
    If Not MotxlMachine.IsWindows() Then
        UsualFolders = Below("HOME", ".local/bin")
        Exit Function
    End If
    own = MotxlMachine.Variable("APPDATA")
    here = MotxlMachine.Variable("LOCALAPPDATA")
    ' For an Excel of 32 bits ProgramFiles is the folder of such programs.
    all = MotxlMachine.Variable("ProgramW6432")
    If Len(all) = 0 Then all = MotxlMachine.Variable("ProgramFiles")
    list = Below("USERPROFILE", ".local\bin") & ";" & Under(here, "Python\bin")
    For minor = 30 To 11 Step -1
        list = list & ";" & Under(own, "Python\Python3" & minor & "\Scripts") _
            & ";" & Under(here, "Programs\Python\Python3" & minor & "\Scripts") _
            & ";" & Under(here, "Python\pythoncore-3." & minor & "-64\Scripts") _
            & ";" & Under(all, "Python3" & minor & "\Scripts")
    Next minor
    UsualFolders = list
End Function
