"""What goes into the bundle and what stays out: one list for Linux and Windows."""

from __future__ import annotations

import fnmatch
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path

WINDOW = "Backstop"
COMMAND = "backstop-command"
PACKAGES = ("planner", "ui", "resources")

EXCLUDED_MODULES = (
    # What only some have: the compiled kernels and the cluster answer without, in words.
    "numba", "llvmlite", "distributed", "dask", "cloudpickle", "tornado",
    # What packages we use could use, and we do not.
    "matplotlib", "pandas", "scipy", "pygraphviz", "pydot", "defusedxml", "IPython", "sympy",
    "cryptography", "pyaes", "uharfbuzz", "rlPyCairo", "_rl_renderPM", "rl_renderPM", "olefile",
    "icu", "yaml", "pygments", "jinja2", "greenlet", "psutil", "MySQLdb", "pysqlite2", "psycopg2",
    # What tests and builds need.
    "pytest", "_pytest", "pytestqt", "hypothesis", "mypy", "pip", "setuptools", "pkg_resources",
    "wheel", "test", "lib2to3", "ensurepip", "venv", "idlelib", "turtledemo", "doctest", "pdb",
    "pydoc", "pydoc_data", "numpy.f2py", "numpy.distutils", "numpy.testing", "sqlalchemy.testing",
    # Ways to a network: Backstop has none, but for the server a team register is kept on, whose
    # driver asks for ssl.
    "ftplib", "xmlrpc", "http.server", "http.cookiejar", "socketserver", "cgi",
    # A way of Windows to say what machine it is, which crashes under Wine; Python has others.
    "_wmi",
    # Windows of another kind, and parts of Qt that ours is not made of.
    "tkinter", "_tkinter", "turtle", "curses", "readline",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSql", "PySide6.QtTest",
    "PySide6.QtUiTools", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtXml",
    "PySide6.QtConcurrent", "PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport",
    # Databases that registers are never kept in.
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.oracle",
    # Pictures that no document of ours holds: their libraries are large.
    "PIL._avif", "PIL.AvifImagePlugin", "PIL._webp", "PIL.WebPImagePlugin", "PIL.ImageQt",
    "PIL._imagingtk", "PIL.ImageTk", "PIL._imagingcms", "PIL.ImageCms",
)  # fmt: skip

LEFT_OUT = (
    # Qt draws its buttons and dates in the words of the program, which is in English.
    "PySide6/Qt/translations/*", "PySide6/translations/*",
    # Drawing in software for windows in 3D, and ways to draw that no desktop has.
    "opengl32sw.dll", "PySide6/opengl32sw.dll", "PySide6/d3dcompiler_*.dll",
    "*/plugins/platforms/*eglfs*", "*/plugins/platforms/*linuxfb*", "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vnc*", "*/plugins/platforms/*vkkhr*", "*/plugins/platforms/*direct2d*",
    "*/plugins/egldeviceintegrations/*", "*/plugins/generic/*", "*libQt6Egl*",
    # The look of another toolkit, and all that it draws with.
    "*/plugins/platformthemes/*gtk3*", "libgtk-3*", "libgdk*", "libatk*", "libcairo*", "libpango*",
    "libthai*", "libdatrie*", "libfribidi*", "libgraphite2*", "libharfbuzz*", "libpixman*",
    "libepoxy*", "libXi.*", "libXfixes*", "libXcursor*", "libXinerama*", "libXcomposite*",
    "libXdamage*",
    # Parts of Qt that only the plugins above and below would load.
    "*Qt6Network*", "*Qt6Qml*", "*Qt6Quick*", "*Qt6Pdf*", "*Qt6VirtualKeyboard*",
    "*/plugins/tls/*", "*/plugins/networkinformation/*", "*/plugins/sqldrivers/*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*", "*/qml/*",
    # What Kerberos brings along with the above.
    "libgssapi_krb5.so*", "libkrb5*.so*", "libk5crypto.so*", "libcom_err.so*", "libkeyutils.so*",
    "libbrotli*.so*",
    # Keys and signatures: a PDF is locked by a cipher alone.
    "Crypto/PublicKey/*", "Crypto/Math/*", "Crypto/Protocol/*", "Crypto/Signature/*",
    # Pictures in formats that none of ours have.
    "*/plugins/imageformats/*gif*", "*/plugins/imageformats/*icns*",
    "*/plugins/imageformats/*tga*", "*/plugins/imageformats/*tiff*",
    "*/plugins/imageformats/*wbmp*", "*/plugins/imageformats/*webp*",
    "*/plugins/imageformats/*pdf*",
    # What an installation says of itself: ours is written anew, without the place it was built in.
    "backstop.egg-info/*", "backstop-*.dist-info/*", "*.dist-info/RECORD", "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED", "*.dist-info/direct_url.json", "*.dist-info/uv_*",
    "*/licenses/AUTHORS*", "lxml/isoschematron/*", "docx/py.typed",
)  # fmt: skip
"""Patterns of the places in the bundle, with forward slashes, of files that are left out."""


STRIPPED = ("libpython*", "python3.*/lib-dynload/*", "sqlalchemy/*")
"""Patterns of libraries that some systems build with all names for debuggers: half their size."""


def stripped(entries: Iterable[tuple[str, str, str]], folder: Path) -> list[tuple[str, str, str]]:
    """Return entries with copies of some libraries that are rid of the names for debuggers.

    On Linux only; what `strip` cannot handle stays as it was.
    """
    kept_or_copied = []
    for place, source, kind in entries:
        if kind != "SYMLINK" and any(fnmatch.fnmatchcase(place, one) for one in STRIPPED):
            copy = folder / "stripped" / place
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)
            if not subprocess.call(["strip", "--strip-unneeded", str(copy)]):
                source = str(copy)
        kept_or_copied.append((place, source, kind))
    return kept_or_copied


def own_modules(project: Path) -> list[str]:
    """Return every module of the program; windows and commands load many by name."""
    names = [".".join(path.relative_to(project).with_suffix("").parts) for path in _own(project)]
    return [name.removesuffix(".__init__") for name in names]


def own_files(project: Path) -> list[tuple[str, str]]:
    """Return every other file of the program, as (source, folder in the bundle)."""
    return [
        (str(path), path.relative_to(project).parent.as_posix())
        for path in _own(project, is_module=False)
    ]


def _own(project: Path, *, is_module: bool = True) -> list[Path]:
    return [
        path
        for package in PACKAGES
        for path in sorted((project / package).rglob("*"))
        if path.is_file()
        and (path.suffix == ".py") == is_module
        and "__pycache__" not in path.parts
    ]


def hidden_modules() -> list[str]:
    """Return modules that are loaded by a name made at run time, so that no import tells of them.

    Holidays are loaded by country, and we ask for the United Kingdom's; a database by its address.
    """
    return [
        "holidays.countries.united_kingdom",
        "sqlalchemy.dialects.sqlite",
        "sqlalchemy.dialects.postgresql.psycopg",
        "psycopg",
        "psycopg_binary",
    ]


def is_left_out(place: str) -> bool:
    """Return whether a file at this place of the bundle is left out."""
    place = place.replace("\\", "/")
    return any(fnmatch.fnmatchcase(place, pattern) for pattern in LEFT_OUT)


def kept(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the entries (place, source, type) of a table of contents that stay in."""
    return [entry for entry in entries if not is_left_out(entry[0])]


def scripts_of(entries: Iterable[tuple[str, str, str]], start: str) -> list[tuple[str, str, str]]:
    """Return what one program runs: what all begin with, then `start`, its own script."""
    return [entry for entry in entries if entry[0] == start or not entry[0].startswith("backstop_")]


def version_of(project: Path) -> str:
    """Return the version in pyproject.toml, the one place where it is said."""
    declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    return str(declared["project"]["version"])


def distribution(project: Path, folder: Path) -> tuple[str, str, str]:
    """Write what an installation says of itself and return it as an entry (place, source, type).

    The place it was installed from is not in it.
    """
    version = version_of(project)
    file = folder / "METADATA"
    file.write_text(
        f"Metadata-Version: 2.4\nName: backstop\nVersion: {version}\nLicense-Expression: MIT\n",
        "utf-8",
    )
    return f"backstop-{version}.dist-info/METADATA", str(file), "DATA"


def folder_mark(folder: Path) -> tuple[str, str, str]:
    """Write a note and return it as an entry (place, source, type), for the sake of its folder.

    python-docx looks for its templates by a way that leads through the folder of a module, which
    Linux follows only where that folder exists; in a bundle modules have none.
    """
    file = folder / "about.txt"
    file.write_text("The templates of Word files are found by way of this folder.\n", "utf-8")
    return "docx/parts/about.txt", str(file), "DATA"


VERSION_RESOURCE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('080904B0', [
      StringStruct('CompanyName', 'Backstop'),
      StringStruct('FileDescription', {words!r}),
      StringStruct('FileVersion', {version!r}),
      StringStruct('InternalName', {name!r}),
      StringStruct('LegalCopyright', 'MIT licence'),
      StringStruct('OriginalFilename', {file!r}),
      StringStruct('ProductName', 'Backstop'),
      StringStruct('ProductVersion', {version!r})])]),
    VarFileInfo([VarStruct('Translation', [0x809, 1200])])
  ]
)
"""


def write_version_resource(project: Path, folder: Path, name: str) -> Path:
    """Write what Windows shows as the properties of a program, in PyInstaller's form."""
    version = version_of(project)
    parts = [int(part) for part in version.split(".")]
    numbers = tuple([*parts, 0, 0, 0, 0][:4])
    words = "Backstop" if name == WINDOW else "Backstop on the command line"
    file = folder / f"{name}.version"
    file.write_text(
        VERSION_RESOURCE.format(
            numbers=numbers, version=version, name=name, words=words, file=f"{name}.exe"
        ),
        "utf-8",
    )
    return file
