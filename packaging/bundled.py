"""What goes into the bundle and what stays out: one list for Linux and Windows."""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Iterable
from pathlib import Path

WINDOW = "Backstop"
COMMAND = "backstop-command"

EXCLUDED_MODULES = (
    # What only some have: the compiled kernels and the cluster answer without, in words.
    "numba", "llvmlite", "distributed", "dask", "cloudpickle", "tornado",
    # What packages we use could use, and we do not.
    "matplotlib", "pandas", "scipy", "pygraphviz", "pydot", "defusedxml", "IPython", "sympy",
    "cryptography", "pyaes", "uharfbuzz", "rlPyCairo", "_rl_renderPM", "rl_renderPM", "olefile",
    "icu", "yaml", "pygments", "jinja2", "greenlet", "psutil", "MySQLdb", "pysqlite2", "psycopg2",
    # What tests and builds need.
    "pytest", "_pytest", "pytestqt", "hypothesis", "mypy", "pip", "setuptools", "pkg_resources",
    "wheel", "unittest.test", "test", "lib2to3", "ensurepip", "venv", "idlelib", "turtledemo",
    "doctest", "pdb", "pydoc_data", "numpy.f2py", "numpy.distutils", "numpy.testing",
    "sqlalchemy.testing",
    # Windows of another kind.
    "tkinter", "_tkinter", "turtle", "curses", "readline",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSql", "PySide6.QtTest",
    "PySide6.QtUiTools", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtXml",
    "PySide6.QtConcurrent", "PySide6.QtPdf", "PySide6.QtPdfWidgets",
    # Databases that registers are never kept in.
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.oracle",
    # Pictures that no document of ours holds: their libraries are large.
    "PIL._avif", "PIL.AvifImagePlugin", "PIL._webp", "PIL.WebPImagePlugin", "PIL.ImageQt",
    "PIL._imagingtk", "PIL.ImageTk", "PIL._imagingcms", "PIL.ImageCms",
)  # fmt: skip

LEFT_OUT: tuple[str, ...] = (
)  # fmt: skip
"""Patterns of the places in the bundle, with forward slashes, of files that are left out."""


def hidden_modules() -> list[str]:
    """Return modules that are loaded by a name made at run time, so that no import tells of them.

    Holidays are loaded by country, and we ask for the United Kingdom's; a database by its address.
    """
    return [
        "holidays.countries.united_kingdom",
        "sqlalchemy.dialects.sqlite",
        "sqlalchemy.dialects.postgresql",
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


def distribution_folder(project: Path) -> str:
    """Return the folder where the bundle says which version it is, as an installation does."""
    return f"backstop-{version_of(project)}.dist-info"


def write_distribution(project: Path, folder: Path) -> Path:
    """Write what an installation says of itself, without the place it was installed from."""
    file = folder / "METADATA"
    file.write_text(
        f"Metadata-Version: 2.4\nName: backstop\nVersion: {version_of(project)}\n"
        "License-Expression: MIT\n",
        "utf-8",
    )
    return file


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
