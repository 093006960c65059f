"""What Backstop is made with, and the licence of each: from the bundle, else as it is installed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ui.frozen import bundle_folder

LIST = "LICENCES.txt"
FOLDER = "licences"


@dataclass(frozen=True, slots=True)
class Work:
    """A work that Backstop is made with: its name and version, its licence, where the texts are."""

    name: str
    licence: str
    texts: tuple[Path, ...]

    def text(self) -> str:
        """Return the whole licence, or a sentence that says where it is."""
        pieces = [file.read_text("utf-8", errors="replace") for file in self.texts]
        return "\n\n".join(pieces) or f"{self.name} came without a text of its licence."


def works() -> tuple[Work, ...]:
    """Return every work in the order of the list in the bundle; by name where there is none."""
    inside = bundle_folder()
    return _of_bundle(inside) if inside is not None else _of_installation()


def _of_bundle(inside: Path) -> tuple[Work, ...]:
    try:
        lines = (inside / LIST).read_text("utf-8").splitlines()
    except OSError:
        return ()
    found = []
    for line in lines:
        name, _, licence = line.partition(": ")
        if licence:
            work, _, version = name.rpartition(" ")
            files = sorted((inside / FOLDER).glob(f"{work}-*.txt"))
            exact = [file for file in files if file.stem == f"{work}-{version}"]
            found.append(Work(name, licence, tuple(exact or files[:1])))
    return tuple(found)


def _of_installation() -> tuple[Work, ...]:
    """Return the packages that Backstop asks for, as their own installation tells of them."""
    import re
    from importlib.metadata import PackageNotFoundError, distribution

    found = []
    try:
        wanted = distribution("backstop").requires or []
    except PackageNotFoundError:
        return ()
    for words in wanted:
        match = re.match(r"[\w.-]+", words)
        if match is None or "extra ==" in words:
            continue
        try:
            package = distribution(match.group())
        except PackageNotFoundError:
            continue
        said = package.metadata.get_all("License-Expression") or package.metadata.get_all("License")
        licence = said[0].splitlines()[0] if said else "see its text"
        texts = tuple(
            Path(str(package.locate_file(file)))
            for file in package.files or ()
            if ".dist-info" in file.parts[0] and re.search("licen[cs]e", file.name, re.IGNORECASE)
        )
        found.append(Work(f"{package.metadata['Name']} {package.version}", licence, texts))
    return tuple(sorted(found, key=lambda one: one.name.lower()))
