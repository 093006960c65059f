"""Hold a finished bundle to what it must be: `python packaging/check_bundle.py FOLDER`.

Looks at files only, so that a bundle for Windows can be checked on Linux too. Prints what is wrong,
or the size of the bundle and its largest parts. Exit status 0, or 1 where something is wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bundled
import licences

PROJECT = Path(__file__).resolve().parents[1]
CEILING = 280_000_000
"""Bytes a bundle may have when it is installed."""
INSIDE = "_internal"
NEEDED = (
    "resources/sample/sample_council.json",
    "resources/fonts/SourceSansPro-Regular.ttf",
    "resources/fonts/OFL.txt",
    "resources/icons/logo_bar.svg",
    "resources/icons/backstop.ico",
    "resources/help/welcome.md",
    "docx/templates/default.docx",
    "docx/parts/about.txt",
    "base_library.zip",
    "LICENCES.txt",
    "licences/*",
)
"""Patterns of files that every bundle has, under its inner folder."""
NEEDED_ON = {
    "linux": (
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/QtSvg*.so",
        "pypdfium2_raw/libpdfium.so",
        "highspy/_core*.so",
        "python_calamine/_python_calamine*.so",
        "python*/lib-dynload/_sqlite3*.so",
        "psycopg_binary/*.so",
    ),
    "windows": (
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/QtSvg*.pyd",
        "pypdfium2_raw/pdfium.dll",
        "highspy/_core*.pyd",
        "python_calamine/_python_calamine*.pyd",
        "_sqlite3.pyd",
        "sqlite3.dll",
        "psycopg_binary/*.pyd",
        "tzdata/zoneinfo/Europe/London",
    ),
}
READ_AS_TEXT = {".txt", ".json", ".md", ".svg", ".xml", ".csv", ".toml", ".py", ".cfg", ".ini", ""}
LEAST_TEXT = 150
"""Bytes that a text of a licence has at the least."""
WINE_MARKERS = (b"Wine builtin DLL", b"Wine placeholder DLL")
PE_32_PLUS = b"\x0b\x02"


def problems(bundle: Path) -> list[str]:
    """Return a sentence for everything that is wrong with a bundle, in no order of weight."""
    if not bundle.is_dir():
        return [f"{bundle} is no folder."]
    system = "windows" if (bundle / f"{bundled.WINDOW}.exe").is_file() else "linux"
    files = [path for path in bundle.rglob("*") if path.is_file()]
    found = [*_missing(bundle, system), *_unwanted(bundle, files), *_without_licence(bundle)]
    found += _with_machine_path(bundle, files)
    if system == "windows":
        found += _no_windows_file(bundle, files)
    total = size(files)
    if total > CEILING:
        found.append(f"The bundle has {total:,} bytes; {CEILING:,} are allowed.")
    return found


def size(files: Iterable[Path]) -> int:
    """Return the bytes of files, each counted once though links name it again."""
    return sum(path.stat().st_size for path in files if not path.is_symlink())


def _missing(bundle: Path, system: str) -> Iterator[str]:
    ending = ".exe" if system == "windows" else ""
    for program in (bundled.WINDOW, bundled.COMMAND):
        if not (bundle / f"{program}{ending}").is_file():
            yield f"The program {program}{ending} is missing."
    version = bundled.version_of(PROJECT)
    for pattern in (*NEEDED, *NEEDED_ON[system], f"backstop-{version}.dist-info/METADATA"):
        if not any((bundle / INSIDE).glob(pattern)):
            yield f"{INSIDE}/{pattern} is missing."


def _unwanted(bundle: Path, files: Iterable[Path]) -> Iterator[str]:
    excluded = {name.replace(".", "/") for name in bundled.EXCLUDED_MODULES}
    for path in files:
        place = path.relative_to(bundle).as_posix().removeprefix(f"{INSIDE}/")
        is_ours = place.startswith(f"backstop-{bundled.version_of(PROJECT)}.dist-info/")
        if bundled.is_left_out(place) and not is_ours:
            yield f"{place} should have been left out."
        module = re.sub(r"\.(cpython-|cp3|abi3|so|pyd|py).*$", "", place)
        parts = module.split("/")
        if any("/".join(parts[:many]) in excluded for many in range(1, len(parts) + 1)):
            yield f"{place} belongs to a module that stays out."


def _without_licence(bundle: Path) -> Iterator[str]:
    """Yield each work of the list without a text, and each package that is not in the list."""
    inside = bundle / INSIDE
    list_ = inside / licences.LIST
    if not list_.is_file():
        return
    told = [line for line in list_.read_text("utf-8").splitlines() if ": " in line]
    for line in told:
        name, _, version = line.partition(": ")[0].rpartition(" ")
        text = inside / licences.FOLDER / f"{name}-{version}.txt"
        if not text.is_file() or text.stat().st_size < LEAST_TEXT:
            yield f"{licences.LIST} names {name} {version}, and there is no text of it."
    words = list_.read_text("utf-8").lower().replace("_", "-")
    for name in ("Python", "PySide6-Essentials", "SQLite", "numpy", "SQLAlchemy", "Source-Sans"):
        if name.lower() not in words:
            yield f"{licences.LIST} does not name {name}."


def _with_machine_path(bundle: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield text files that tell where the bundle was built."""
    told = {str(PROJECT), str(Path.home()), str(Path(sys.prefix).resolve())} - {"/", "/usr", ""}
    forms = [form for path in told for form in (path, path.replace("/", "\\"))]
    for path in files:
        if path.suffix.lower() in READ_AS_TEXT and path.stat().st_size < 5_000_000:
            text = path.read_bytes()
            if b"\0" not in text and any(form.encode() in text for form in forms):
                yield f"{path.relative_to(bundle)} tells where the bundle was built."


def _no_windows_file(bundle: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield programs and libraries that are not for 64-bit Windows, or are Wine's own."""
    for path in files:
        if path.suffix.lower() not in (".exe", ".dll", ".pyd"):
            continue
        content = path.read_bytes()
        at = int.from_bytes(content[0x3C:0x40], "little")
        if content[:2] != b"MZ" or content[at : at + 4] != b"PE\0\0":
            yield f"{path.relative_to(bundle)} is no file of Windows."
        elif content[at + 24 : at + 26] != PE_32_PLUS:
            yield f"{path.relative_to(bundle)} is not for 64 bits."
        if any(marker in content[:4096] for marker in WINE_MARKERS):
            yield f"{path.relative_to(bundle)} is Wine’s own."


def largest(bundle: Path, many: int = 8) -> list[str]:
    """Return lines on the largest parts of a bundle, in megabytes."""
    parts: Counter[str] = Counter()
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            place = path.relative_to(bundle).parts
            parts["/".join(place[: 2 if place[0] == INSIDE else 1])] += path.stat().st_size
    return [f"{size / 1e6:7.1f} MB  {name}" for name, size in parts.most_common(many)]


def main(arguments: list[str]) -> int:
    """Check the bundle that is named and return the exit status."""
    if len(arguments) != 1:
        print("usage: check_bundle.py FOLDER", file=sys.stderr)
        return 2
    bundle = Path(arguments[0])
    found = problems(bundle)
    for sentence in found:
        print(sentence, file=sys.stderr)
    if bundle.is_dir():
        files = [path for path in bundle.rglob("*") if path.is_file()]
        print(f"{bundle.name}: {size(files) / 1e6:.1f} MB in {len(files):,} files")
        print("\n".join(largest(bundle)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
