<#
.SYNOPSIS
Makes the Windows bundle and its installers on Windows, tries the bundle and checks it.

.DESCRIPTION
Needs Python 3.12 of python.org with its launcher (py), and NSIS 3 for the installers. Everything
else is fetched by the hashes of the lock files, from the package index that pip is set up with.
Run it in the folder of the project:

    powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1

Exit status 0, 1 where a stage fails, 3 where Python or NSIS is not there. The installers end in
build\windows\installers, each with its SHA-256 beside it.

.PARAMETER Folder
Where to work; build\windows where none is named.
#>
[CmdletBinding()]
param(
    [string] $Folder = (Join-Path $PSScriptRoot '..\..\build\windows')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$NotThere = 3
$Project = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
New-Item -ItemType Directory -Force -Path $Folder | Out-Null
$Folder = (Resolve-Path $Folder).Path
$Environment = Join-Path $Folder 'venv'
$Python = Join-Path $Environment 'Scripts\python.exe'
$Bundle = Join-Path $Folder 'dist\Backstop'

function Start-Stage([string] $What) {
    Write-Host ('== {0:HH:mm:ss} {1}' -f (Get-Date), $What)
}

# Run a program and end with its sentence where it fails: PowerShell goes on by itself.
function Invoke-Step([string] $Program, [string[]] $Words, [string] $Otherwise) {
    & $Program @Words
    if ($LASTEXITCODE -ne 0) {
        Write-Host $Otherwise
        if ($LASTEXITCODE -eq $NotThere) { exit $NotThere }
        exit 1
    }
}

Start-Stage 'Python 3.12'
if (-not (Get-Command 'py' -ErrorAction SilentlyContinue)) {
    Write-Host 'Python is not on this machine. Install Python 3.12 (64-bit) from python.org, then try again.'
    exit $NotThere
}
& py '-3.12-64' '--version'
if ($LASTEXITCODE -ne 0) {
    Write-Host 'Python 3.12 (64-bit) is not on this machine. Install it from python.org, then try again.'
    exit $NotThere
}

Start-Stage 'packages by their hashes'
if (Test-Path $Environment) { Remove-Item -Recurse -Force $Environment }
Invoke-Step 'py' @('-3.12-64', '-m', 'venv', $Environment) 'Python could not make its folder.'
foreach ($Lock in @('requirements.lock', 'requirements-build.lock')) {
    Invoke-Step $Python @(
        '-m', 'pip', '--quiet', '--disable-pip-version-check', 'install', '--require-hashes',
        '--no-deps', '--only-binary', ':all:', '--requirement', (Join-Path $PSScriptRoot $Lock)
    ) 'The packages could not be installed; what pip said stands above.'
}

Start-Stage 'PyInstaller'
Invoke-Step $Python @(
    '-m', 'PyInstaller', '--noconfirm', '--clean', '--log-level', 'WARN',
    '--distpath', (Join-Path $Folder 'dist'), '--workpath', (Join-Path $Folder 'work'),
    (Join-Path $Project 'packaging\backstop.spec')
) 'PyInstaller made no bundle; what it said stands above.'

Start-Stage 'the bundle is checked'
Invoke-Step $Python @((Join-Path $Project 'packaging\check_bundle.py'), $Bundle) `
    'The bundle is not as it must be; what is wrong stands above.'

Start-Stage 'the bundle is tried, in a window'
$Tried = Join-Path $Folder 'smoke'
if (Test-Path $Tried) { Remove-Item -Recurse -Force $Tried }
New-Item -ItemType Directory -Path $Tried | Out-Null
$Smoke = Start-Process -FilePath (Join-Path $Bundle 'Backstop.exe') -Wait -PassThru `
    -ArgumentList @('--smoke', ('"{0}"' -f $Tried))
$Told = Join-Path $Tried 'smoke.json'
if (Test-Path $Told) { Get-Content $Told }
if ($Smoke.ExitCode -ne 0 -or -not (Test-Path $Told)) {
    Write-Host 'The bundle does not do its work; smoke.json in the folder says where it stopped.'
    exit 1
}

Start-Stage 'the installers'
Invoke-Step $Python @(
    (Join-Path $PSScriptRoot 'installer.py'), $Bundle, (Join-Path $Folder 'installers')
) 'The installers were not made; the reason stands above.'
foreach ($Made in (Get-ChildItem (Join-Path $Folder 'installers'))) {
    Write-Host $Made.FullName
}
