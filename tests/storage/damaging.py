"""Damage to register files at known places, and what becomes of each damaged file.

The short test and the long run in `packaging/` share this.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from pathlib import Path

from planner.answers import caring
from planner.errors import BackstopError
from planner.register.records import (
    Contract,
    Council,
    Place,
    Provider,
    Record,
    Service,
    WarningSign,
)
from planner.register.register import Register
from planner.session import Session
from planner.storage.aside import read_aside
from planner.storage.folders import Folders
from planner.storage.repair import Repaired

WAYS = ("flip", "zeros", "noise", "page", "pages", "cut", "head", "moved", "swap")
PAGE = 4096
DAY = datetime.date(2026, 5, 1)
NOW = datetime.datetime(2026, 6, 17, 12, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Fate:
    """What became of one damaged file: "opened", "repaired" or "given up", and what was saved.

    `share` is how much of the records of the whole file is in the opened or repaired one as it was;
    `said` is what the user was told.
    """

    way: str
    ended: str
    share: float
    said: str


def register_of(contracts: int) -> Register:
    """Return a register with providers, signs and contracts enough for several pages of each."""
    rows: list[Record] = [
        Service(f"s{n}", f"Service {n}", "must" if n % 3 else "needed") for n in range(12)
    ]
    for n in range(contracts):
        rows += [
            Provider(f"P{n}", f"Provider number {n}", cash_days=n + 0.5),
            Contract(f"C{n}", f"Contract {n}", f"s{n % 12}", f"P{n}", kpis=("visits", "falls")),
            Place(f"C{n}", "North", "standard", "self", n),
            WarningSign(f"P{n}", DAY, "Late accounts", n % 4),
        ]
    return Register.build(Council("Ashmere"), rows)


def damaged(content: bytes, way: str, chance: random.Random) -> bytes:
    """Return a file's bytes with one kind of damage somewhere."""
    changed = bytearray(content)
    size = len(changed)
    place = chance.randrange(size)
    page = chance.randrange(size // PAGE) * PAGE
    if way == "flip":
        changed[place] ^= 1 << chance.randrange(8)
    elif way == "zeros":
        length = chance.choice((1, 16, 512))
        changed[place : place + length] = bytes(len(changed[place : place + length]))
    elif way == "noise":
        length = chance.choice((4, 64, 512))
        changed[place : place + length] = chance.randbytes(len(changed[place : place + length]))
    elif way == "page":
        changed[page : page + PAGE] = bytes(PAGE)
    elif way == "pages":
        length = min(size - page, PAGE * chance.randrange(2, 9))
        changed[page : page + length] = chance.randbytes(length)
    elif way == "cut":
        del changed[max(1, place) :]
    elif way == "head":
        start = chance.randrange(100)
        changed[start : start + 8] = chance.randbytes(len(changed[start : start + 8]))
    elif way == "moved":
        changed[page : page + 8] = b""
    else:
        other = chance.randrange(size // PAGE) * PAGE
        one, two = changed[page : page + PAGE], changed[other : other + PAGE]
        changed[page : page + PAGE], changed[other : other + PAGE] = two, one
    return bytes(changed)


def share_kept(now: Register, whole: Register) -> float:
    """Return the share of the records of a whole register that another has just as they were."""
    alike = sum(
        now.of_kind(kind).get(key) == record
        for kind, table in whole.tables.items()
        for key, record in table.items()
    )
    return alike / sum(len(table) for table in whole.tables.values())


def fate(content: bytes, way: str, whole: Register, folder: Path) -> Fate:
    """Open a damaged file, and repair it where it does not open; raise where either goes wrong."""
    folders = Folders.under(folder / "home")
    path, target = folder / "damaged.backstop", folder / "damaged repaired.backstop"
    path.write_bytes(content)
    for earlier in folder.glob("damaged repaired*"):
        earlier.unlink()
    try:
        with Session.open(path, "Sam", folders=folders, now=lambda: NOW, machine="m") as session:
            session.history()
            return Fate(way, "opened", share_kept(session.register, whole), "")
    except BackstopError as error:
        said = error.sentence
    _is_one_sentence(said)
    try:
        made: Repaired = caring.repair_file(path, target, "Sam", folders, NOW)
    except BackstopError as error:
        _is_one_sentence(error.sentence)
        return Fate(way, "given up", 0.0, error.sentence)
    if path.read_bytes() != content:
        raise AssertionError("the damaged file was touched")
    with read_aside(target, folders) as aside:
        share = share_kept(aside.register, whole)
        for step in aside.history.steps:
            aside.changes_of(step)
        if aside.history.steps[-1].sentence != "Repaired damaged.backstop":
            raise AssertionError("history does not say that the file was repaired")
    return Fate(way, "repaired", share, made.report)


def _is_one_sentence(said: str) -> None:
    if len(said.splitlines()) != 1 or not said.endswith(".") or "Traceback" in said:
        raise AssertionError(f"not one sentence: {said}")
