; The installer of Backstop. installer.py compiles it, once for one user and once with PER_MACHINE
; for everybody on a managed laptop, and gives every fact about the program:
;   VERSION, FOUR_NUMBERS  the version, as people and as Windows write it
;   SOURCE                 the folder of the bundle, with the list of its files in it
;   LIST                   the name of that list
;   SETUP                  the installer to write
;   ICON, PICTURE          the icon of the program, and what is seen beside the pages
;   KILOBYTES              what it takes up once installed
;   WINDOW, COMMAND        the names of its two programs
;
; The rules it keeps:
;   - What it installs stands in one list. That list alone says what an upgrade replaces and what an
;     uninstall removes; any other file in the folder is somebody's and is kept.
;   - Registers and settings lie elsewhere, and nothing here opens the folders they lie in.
;   - A new version is written beside the old one and takes its place by a change of name, so that
;     a full disk or a power cut leaves one of them whole.
;   - Silent (/S) it prints one sentence where it refuses, and its exit status says which it was.

Target amd64-unicode
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 16
!endif

!include "LogicLib.nsh"
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "TextFunc.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"

!ifdef PER_MACHINE
  !define FOR_WHOM "for everybody on this computer"
  !define SCOPE all
  !define USUAL_FOLDER "$PROGRAMFILES64\Backstop"
  RequestExecutionLevel admin
!else
  !define FOR_WHOM "for you alone"
  !define SCOPE current
  !define USUAL_FOLDER "$LOCALAPPDATA\Programs\Backstop"
  RequestExecutionLevel user
!endif

; Exit statuses; 0 is done and 1 is left by somebody who chose to.
!define STATUS_FAILED 2
!define STATUS_NEWER_IS_THERE 3
!define STATUS_RUNNING 4
!define STATUS_WRONG_WINDOWS 5
!define STATUS_WRONG_FOLDER 6
!define STATUS_NO_RIGHT 7

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Backstop"
!define START_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${WINDOW}.exe"
!define OPEN_WITH_KEY "Software\Classes\Applications\${WINDOW}.exe"
!define CLASSES "Software\Classes"
!define OTHERS "files that are not Backstop's"
; Windows 10 of 1809, the oldest that Qt 6.8 runs on.
!define OLDEST_BUILD 17763

Name "Backstop"
OutFile "${SETUP}"
InstallDir "${USUAL_FOLDER}"
BrandingText "Backstop ${VERSION}"
ManifestDPIAware true
ManifestSupportedOS Win10
ShowInstDetails nevershow
ShowUninstDetails nevershow
AllowSkipFiles off
SetOverwrite on
SetDateSave on

VIProductVersion "${FOUR_NUMBERS}"
VIFileVersion "${FOUR_NUMBERS}"
VIAddVersionKey ProductName "Backstop"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs Backstop ${FOR_WHOM}"
VIAddVersionKey CompanyName "The Backstop founders"
VIAddVersionKey LegalCopyright "The Backstop founders, MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Backstop ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "This installs Backstop ${FOR_WHOM}, in$\r$\n$INSTDIR$\r$\n$\r$\nAn \
earlier version there is replaced. Your registers, their backups and your settings stay as they \
are."
!define MUI_FINISHPAGE_TITLE "Backstop is installed"
!define MUI_FINISHPAGE_TEXT "You find it in the Start menu. A double click on a .backstop file \
opens that register."
!ifndef PER_MACHINE
  !define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}.exe"
  !define MUI_FINISHPAGE_RUN_TEXT "Start Backstop now"
!endif
!define MUI_UNCONFIRMPAGE_TEXT_TOP "This removes Backstop. Your registers, their backups and your \
settings stay where they are."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Before ; the version that is installed, or nothing
Var Line   ; one line of the list of files
Var List   ; the open list
Var Root   ; the folder whose listed files are removed

; Say a sentence and leave with a status: in a box, or printed where nobody sees a box.
!macro Refuse STATUS SENTENCE
  ${If} ${Silent}
    !insertmacro Print "${SENTENCE}"
  ${Else}
    MessageBox MB_OK|MB_ICONEXCLAMATION "${SENTENCE}"
  ${EndIf}
  SetErrorLevel ${STATUS}
  Quit
!macroend
!define Refuse "!insertmacro Refuse"

!macro Print SENTENCE
  System::Call 'kernel32::AttachConsole(i -1)'
  System::Call 'kernel32::GetStdHandle(i -11) p .r9'
  FileWrite $9 "${SENTENCE}$\r$\n"
!macroend

; A program that runs cannot be opened for writing, by whomever it was started. Tried for a while,
; since a virus scanner may hold a file for a moment.
!macro RefuseWhileItRuns UN
Function ${UN}RefuseWhileItRuns
  Push $0
  Push $1
  Push $2
  StrCpy $2 "$INSTDIR\${WINDOW}.exe"
  ${Do}
    ${If} ${FileExists} "$2"
      StrCpy $1 0
      ${Do}
        ClearErrors
        FileOpen $0 "$2" a
        ${IfNot} ${Errors}
          FileClose $0
          ${ExitDo}
        ${EndIf}
        IntOp $1 $1 + 1
        ${If} $1 = 4
          ${Refuse} ${STATUS_RUNNING} "Backstop is running. Close its windows (and any \
${COMMAND} at work), then try again. Nothing was changed."
        ${EndIf}
        Sleep 500
      ${Loop}
    ${EndIf}
    ${If} $2 == "$INSTDIR\${COMMAND}.exe"
      ${ExitDo}
    ${EndIf}
    StrCpy $2 "$INSTDIR\${COMMAND}.exe"
  ${Loop}
  ClearErrors
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro RefuseWhileItRuns ""
!insertmacro RefuseWhileItRuns "un."

; Remove from $Root the files that the list in it names, the folders that are then empty, and the
; list. A line that points elsewhere was not written by us and is passed over.
!macro RemoveListed UN
Function ${UN}RemoveListed
  Push $0
  Push $1
  ClearErrors
  FileOpen $List "$Root\${LIST}" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileReadUTF16LE $List $Line
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${${UN}TrimNewLines} "$Line" $Line
      ${${UN}WordFind} "$Line" ".." "E+1{" $0
      ${If} ${Errors}
        ${${UN}WordFind} "$Line" ":" "E+1{" $0
      ${EndIf}
      StrCpy $1 "$Line" 1
      ${If} ${Errors}
      ${AndIf} $Line != ""
      ${AndIf} $1 != "\"
        StrCpy $1 "$Line" 1 -1
        ${If} $1 == "\"
          RMDir "$Root\$Line"
        ${Else}
          Delete "$Root\$Line"
        ${EndIf}
      ${EndIf}
    ${Loop}
    FileClose $List
    Delete "$Root\${LIST}"
  ${EndIf}
  RMDir "$Root"
  ClearErrors
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro RemoveListed ""
!insertmacro RemoveListed "un."

Function .onInit
  SetShellVarContext ${SCOPE}
  SetRegView 64
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    ${Refuse} ${STATUS_WRONG_WINDOWS} "Backstop needs Windows 10 of version 1809 or a later \
Windows. Nothing was changed."
  ${EndIf}
  !ifdef PER_MACHINE
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${Refuse} ${STATUS_NO_RIGHT} "Installing for everybody needs an administrator. Use the \
installer for one user, or start this one from an elevated prompt. Nothing was changed."
    ${EndIf}
  !endif

  ; Where it goes: what /D= says, else where it is already, else the usual folder.
  ${If} $INSTDIR == "${USUAL_FOLDER}"
    ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $0 != ""
      StrCpy $INSTDIR $0
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${LIST}"
    Call RefuseUnlessEmpty
  ${EndIf}

  ReadRegStr $Before SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $Before != ""
    ${VersionCompare} "$Before" "${VERSION}" $0
    ${If} $0 = 1
      ${GetParameters} $1
      ClearErrors
      ${GetOptions} $1 "/DOWNGRADE" $2
      ${If} ${Errors}
        ${If} ${Silent}
          ${Refuse} ${STATUS_NEWER_IS_THERE} "Backstop $Before is installed, which is newer than \
${VERSION}. Registers kept by it may not open in ${VERSION}. Nothing was changed; /DOWNGRADE \
installs ${VERSION} nevertheless."
        ${EndIf}
        MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Backstop $Before is installed, which is \
newer than ${VERSION}. Registers kept by it may not open in ${VERSION}.$\r$\n$\r$\nInstall the \
older ${VERSION} in its place?" IDYES Older
        SetErrorLevel ${STATUS_NEWER_IS_THERE}
        Quit
        Older:
      ${EndIf}
    ${EndIf}
  ${EndIf}
  Call RefuseWhileItRuns
FunctionEnd

; Only a folder of our own or an empty one: what else lies there must never be mixed with ours.
Function RefuseUnlessEmpty
  FindFirst $0 $1 "$INSTDIR\*.*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
      FindClose $0
      ${Refuse} ${STATUS_WRONG_FOLDER} "The folder $INSTDIR holds files that are not Backstop's. \
Choose an empty folder or a new one. Nothing was changed."
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  RMDir "$INSTDIR"
FunctionEnd

; Take back what was written so far and leave; the version of before is as it was.
Function .onInstFailed
  Call TakeBack
  ${If} ${Silent}
    !insertmacro Print "A file could not be written, most often because the disk is full. What was \
there before is as it was."
  ${EndIf}
  SetErrorLevel ${STATUS_FAILED}
FunctionEnd

Function TakeBack
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR.being-installed"
FunctionEnd

; A kind of file that Backstop opens on a double click, and is offered for under Open with.
!macro WriteKind ENDING KIND WORDS
  WriteRegStr SHCTX "${CLASSES}\${KIND}" "" "${WORDS}"
  WriteRegStr SHCTX "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${WINDOW}.exe,0"
  WriteRegStr SHCTX "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'
  WriteRegStr SHCTX "${CLASSES}\${ENDING}" "" "${KIND}"
  WriteRegStr SHCTX "${CLASSES}\${ENDING}\OpenWithProgids" "${KIND}" ""
  WriteRegStr SHCTX "${OPEN_WITH_KEY}\SupportedTypes" "${ENDING}" ""
!macroend

; What another program made of the ending since then is its own and stays.
!macro RemoveKind ENDING KIND
  DeleteRegKey SHCTX "${CLASSES}\${KIND}"
  DeleteRegValue SHCTX "${CLASSES}\${ENDING}\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${ENDING}\OpenWithProgids"
  ReadRegStr $0 SHCTX "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue SHCTX "${CLASSES}\${ENDING}" ""
  ${EndIf}
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${ENDING}"
!macroend

; Move what is left in $INSTDIR.being-replaced to the folder of files that are not ours, under
; another name where it has one of that name already.
Function KeepOthers
  FindFirst $2 $3 "$INSTDIR.being-replaced\*.*"
  ${DoWhile} $3 != ""
    ${If} $3 != "."
    ${AndIf} $3 != ".."
      CreateDirectory "$INSTDIR\${OTHERS}"
      StrCpy $0 "$INSTDIR\${OTHERS}\$3"
      StrCpy $1 1
      ${While} ${FileExists} "$0"
        IntOp $1 $1 + 1
        StrCpy $0 "$INSTDIR\${OTHERS}\$1 $3"
      ${EndWhile}
      Rename "$INSTDIR.being-replaced\$3" "$0"
    ${EndIf}
    FindNext $2 $3
  ${Loop}
  FindClose $2
  RMDir "$INSTDIR.being-replaced"
FunctionEnd

Section "Backstop"
  SetShellVarContext ${SCOPE}
  ; What an attempt that was cut off left behind; nobody else names a folder so.
  RMDir /r "$INSTDIR.being-installed"
  SetOutPath "$INSTDIR.being-installed"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR.being-installed\uninstall.exe"
  SetOutPath "$TEMP"

  ; From here on names change, nothing is written: the old folder steps aside, the new one comes in.
  ${If} ${FileExists} "$INSTDIR.being-replaced\*.*"
    StrCpy $Root "$INSTDIR.being-replaced"
    Call RemoveListed
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\*.*"
    ClearErrors
    Rename "$INSTDIR" "$INSTDIR.being-replaced"
    ${If} ${Errors}
      Call TakeBack
      ${Refuse} ${STATUS_RUNNING} "A file of the earlier Backstop is in use, so it could not be \
replaced. Restart the computer, then try again. The earlier version is as it was."
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR.being-installed" "$INSTDIR"
  ${If} ${Errors}
    Rename "$INSTDIR.being-replaced" "$INSTDIR"
    Call TakeBack
    ${Refuse} ${STATUS_FAILED} "Windows did not let the new folder take its name, $INSTDIR. Try \
again. What was there before is as it was."
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR.being-replaced\*.*"
    ; Files that somebody put there stay, in a folder that says so; it goes along as it is.
    Rename "$INSTDIR.being-replaced\${OTHERS}" "$INSTDIR\${OTHERS}"
    StrCpy $Root "$INSTDIR.being-replaced"
    Call RemoveListed
    Call KeepOthers
  ${EndIf}

  CreateShortCut "$SMPROGRAMS\Backstop.lnk" "$INSTDIR\${WINDOW}.exe" "" "$INSTDIR\${WINDOW}.exe" 0 \
    SW_SHOWNORMAL "" "Plans for the day a provider of public services fails"

  WriteRegStr SHCTX "${START_KEY}" "" "$INSTDIR\${WINDOW}.exe"
  !insertmacro WriteKind ".backstop" "Backstop.Register" "Backstop register"
  !insertmacro WriteKind ".backstop-team" "Backstop.TeamRegister" "Backstop team register"
  WriteRegStr SHCTX "${OPEN_WITH_KEY}" "FriendlyAppName" "Backstop"
  WriteRegStr SHCTX "${OPEN_WITH_KEY}\DefaultIcon" "" "$INSTDIR\${WINDOW}.exe,0"
  WriteRegStr SHCTX "${OPEN_WITH_KEY}\shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "Backstop"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "The Backstop founders"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW}.exe,0"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  Call TellExplorer
  SetErrorLevel 0
SectionEnd

!macro TellExplorer UN
Function ${UN}TellExplorer
  ; SHCNE_ASSOCCHANGED: the icons of files are drawn anew.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd
!macroend
!insertmacro TellExplorer ""
!insertmacro TellExplorer "un."

Function un.onInit
  SetShellVarContext ${SCOPE}
  SetRegView 64
  ${IfNot} ${FileExists} "$INSTDIR\${LIST}"
    ${Refuse} ${STATUS_FAILED} "The list of Backstop's files is missing from $INSTDIR, so nothing \
was removed. Install Backstop again, then remove it."
  ${EndIf}
  Call un.RefuseWhileItRuns
FunctionEnd

Section "Uninstall"
  SetShellVarContext ${SCOPE}
  SetOutPath "$TEMP"
  StrCpy $Root "$INSTDIR"
  Call un.RemoveListed
  Delete "$SMPROGRAMS\Backstop.lnk"
  !insertmacro RemoveKind ".backstop" "Backstop.Register"
  !insertmacro RemoveKind ".backstop-team" "Backstop.TeamRegister"
  DeleteRegKey SHCTX "${OPEN_WITH_KEY}"
  DeleteRegKey SHCTX "${START_KEY}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  Call un.TellExplorer
  SetErrorLevel 0
SectionEnd
