"""The licences of all that ends in a bundle: found by where each file in it came from.

A bundle holds files of packages, of Python, of this project and, on Linux, of the system it is
built on. Each package must bring a licence text or have one in `packaging/licences/`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
OWN = PROJECT / "packaging" / "licences"
LIST = "LICENCES.txt"
FOLDER = "licences"

# Packages whose licence refers to texts that they do not carry.
EXTRA_TEXTS = {
    "pyside6-essentials": ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"),
    "psycopg": ("GPL-3.0.txt",),
    "psycopg-binary": ("GPL-3.0.txt", "Apache-2.0.txt"),
}
# Part of the program's start comes from here, whatever is in the bundle.
ALWAYS = ("pyinstaller",)
TEXT = re.compile(r"licen[cs]e|copying|notice|copyright|apache|bsd|mit\b", re.IGNORECASE)


class NoLicence(Exception):
    """Something would be given away without its licence; the text says what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Licensed:
    """One work in the bundle: its name, version, licence in a few words, and the texts of it."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    @property
    def file_name(self) -> str:
        """Return the name of the file its texts are put into."""
        return f"{self.name}-{self.version}.txt".replace("/", "-")


def licences_of(sources: Iterable[str]) -> list[Licensed]:
    """Return every work that files at these places belong to, by name; NoLicence where one lacks.

    Python, SQLite, OpenSSL, the fonts and what starts the programs are always among them.
    """
    places = {os.path.realpath(source) for source in sources}
    found: list[Licensed] = []
    known: set[str] = set()
    for distribution in distributions():
        name = str(distribution.metadata["Name"])
        plain = re.sub(r"[-_.]+", "-", name).lower()
        if plain == "backstop":
            continue
        files = {
            os.path.realpath(str(distribution.locate_file(file)))
            for file in distribution.files or ()
        }
        if plain in ALWAYS or (files & places):
            found.append(_of_distribution(distribution, name, plain))
            known |= files
    found += _always()
    found += _of_system(places - known)
    return sorted(found, key=lambda one: one.name.lower())


def entries(found: Iterable[Licensed], folder: Path) -> list[tuple[str, str, str]]:
    """Write the list and a file of texts for each work into a folder that is there.

    Returns them as entries (place, source, type) of a bundle.
    """
    made = []
    lines = [
        "What Backstop is made with, and under which licence each may be used.",
        f"The texts are in the folder {FOLDER}, in a file for each.",
        "",
    ]
    for one in found:
        pieces = [f"{one.name} {one.version}: {one.licence}"]
        for text in one.texts:
            pieces += ["=" * 80, text.read_text("utf-8", errors="replace").strip()]
        file = folder / one.file_name
        file.write_text("\n\n".join(pieces) + "\n", "utf-8")
        made.append((f"{FOLDER}/{one.file_name}", str(file), "DATA"))
        lines.append(f"{one.name} {one.version}: {one.licence}")
    list_ = folder / LIST
    list_.write_text("\n".join(lines) + "\n", "utf-8")
    return [*made, (LIST, str(list_), "DATA")]


def _of_distribution(distribution: Distribution, name: str, plain: str) -> Licensed:
    texts = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if ".dist-info" in file.parts[0] and TEXT.search("/".join(file.parts[1:]))
    ]
    texts = [text for text in texts if text.is_file()]
    texts += [OWN / text for text in EXTRA_TEXTS.get(plain, ())]
    if not texts:
        raise NoLicence(
            f"{name} {distribution.version} would be in the bundle and brings no licence text: put "
            "it into packaging/licences and name it in EXTRA_TEXTS of packaging/licences.py."
        )
    return Licensed(name, distribution.version, _in_words(distribution), tuple(texts))


def _in_words(distribution: Distribution) -> str:
    """Return what a package says of its licence, in one line."""
    said = distribution.metadata.get_all("License-Expression") or []
    said += distribution.metadata.get_all("License") or []
    classes = distribution.metadata.get_all("Classifier") or []
    classes = [one.rpartition(" :: ")[2] for one in classes if one.startswith("License ::")]
    lines = [one.splitlines()[0].strip() for one in said if one.strip()]
    if classes and (not lines or lines[0].lower().startswith("dual")):
        return ", ".join(classes)
    return lines[0][:100] if lines else "see its text"


def _always() -> list[Licensed]:
    """Return what is in every bundle and is no package."""
    import sqlite3
    import tomllib

    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    python = ".".join(str(part) for part in sys.version_info[:3])
    fonts = PROJECT / "resources" / "fonts" / "OFL.txt"
    return [
        Licensed("Backstop", declared["version"], "MIT", (PROJECT / "LICENSE",)),
        Licensed("Python", python, "PSF-2.0, with works of others named in it", (_pythons_text(),)),
        Licensed("SQLite", sqlite3.sqlite_version, "Public domain", (OWN / "SQLite.txt",)),
        Licensed("OpenSSL", "3", "Apache-2.0", (OWN / "Apache-2.0.txt",)),
        Licensed("Source-Sans-Pro", "fonts", "OFL-1.1", (fonts,)),
    ]


def _pythons_text() -> Path:
    """Return where Python keeps its licence; NoLicence where it is nowhere."""
    number = f"{sys.version_info[0]}.{sys.version_info[1]}"
    places = (
        Path(sys.base_prefix, "LICENSE.txt"),
        Path(os.__file__).with_name("LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE"),
        Path(f"/usr/share/doc/python{number}/copyright"),
    )
    for place in places:
        if place.is_file():
            return place
    raise NoLicence(f"The licence of Python {number} is at none of: {', '.join(map(str, places))}.")


def _of_system(places: Iterable[str]) -> list[Licensed]:
    """Return the packages of a Debian system that files belong to; elsewhere none."""
    ours = (str(PROJECT), os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix) + "/lib")
    outside = sorted(one for one in places if one.startswith("/") and not one.startswith(ours))
    asked = [*outside, *(one.removeprefix("/usr") for one in outside if one.startswith("/usr/lib"))]
    if not asked or sys.platform == "win32":
        return []
    try:
        told = subprocess.run(
            ["dpkg-query", "--search", *asked], capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        return []
    names = sorted({line.partition(":")[0] for line in told.splitlines() if ": /" in line})
    if not names:
        return []
    told = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${Version}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found = []
    for name, version in dict(line.split(" ") for line in told.splitlines()).items():
        text = Path("/usr/share/doc", name, "copyright")
        if text.is_file():
            words = "a library of the Debian system it was built on"
            found.append(Licensed(name, version.replace(":", "."), words, (text,)))
    return found
