"""Lists and workbooks brought in, and everything a register is written out as."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from faults.acting import (
    Act,
    Ended,
    Say,
    Working,
    a_register,
    leave,
    many,
    mark_of,
    opened,
    tried,
)
from faults.places import Clock, Place
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Service
from planner.session import Session, write_template_file

OLD = b"what stood here before"
LAW_HEAD = (
    "Identifier", "Label", "Description", "Created", "Modified", "History notes", "Type",
    "Mapping type", "Mapped identifier", "Mapped label", "Mapped type",
)  # fmt: skip


def _with_list(place: Place) -> None:
    a_register(place)
    rows = [
        (
            f"R{n}",
            f"Care contract {n}",
            f"Provider {n % 40} Ltd",
            "2025-04-01",
            "2027-03-31",
            n * 10,
        )
        for n in range(1, 301)
    ]
    heads = ("Contract reference", "Title", "Supplier", "Start date", "End date", "Annual value")
    with (place.out / "contracts.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([heads, *rows])


def _import_list(place: Place, say: Say) -> None:
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    preview = tried(
        say,
        "look",
        lambda: session.preview_import(place.out / "contracts.csv", "contracts_register"),
    )
    if preview is not None:
        working.step("import", lambda: session.apply_import(preview))
        working.step("undo", session.undo)
    leave(working, say)


def _with_workbook(place: Place) -> None:
    a_register(place)
    with place.open() as session:
        for n in range(2, 80):
            session.apply(AddRecord(Service(f"S{n}", f"Service {n}")))
        session.save()
        session.export_workbook(place.out / "edited.xlsx")
        session.apply(ChangeFields("service", "S7", {"title": "Changed after the workbook"}))
        session.apply(ChangeFields("service", "S8", {"title": "Changed as well"}))
        session.save()


def _take_workbook(place: Place, say: Say) -> None:
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    path = place.out / "edited.xlsx"
    revision = tried(say, "look", lambda: session.workbook_revision(path))
    changes = tried(
        say, "compare", lambda: session.workbook_changes(path, session.register_at(revision))
    )
    if changes is not None:
        numbers = [one.number for one in changes.differences]
        working.step("take", lambda: session.take_from_workbook(changes, numbers))
    leave(working, say)


def _with_laws(place: Place) -> None:
    a_register(place)
    with place.open() as session:
        session.apply(ChangeFields("service", "S1", {"title": "Residential care"}))
        session.save()
    rows = [
        (
            n,
            f"Law {n}",
            "line",
            "",
            "",
            "",
            "duty",
            "requires",
            "292",
            "Residential care",
            "Service",
        )
        for n in range(1, 60)
    ]
    with (place.out / "powersAndDuties_services.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([LAW_HEAD, *rows])


def _import_laws(place: Place, say: Say) -> None:
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    path = place.out / "powersAndDuties_services.csv"
    preview = tried(say, "look", lambda: session.preview_import(path, "lga_services"))
    if preview is not None:
        working.step("import", lambda: session.apply_import(preview))
    leave(working, say)


Write = Callable[[Session, Path], Any]
WRITTEN: dict[str, Write] = {
    "register.json": lambda session, path: session.export_json(path),
    "register.xlsx": lambda session, path: session.export_workbook(path),
    "template.xlsx": lambda session, path: write_template_file(path, Clock()()),
    "book.pdf": lambda session, path: session.write_document("register-book", [path]),
    "book.docx": lambda session, path: session.write_document("register-book", [path]),
    "book.html": lambda session, path: session.write_document("register-book", [path]),
    "dates.ics": lambda session, path: session.write_calendar(session.calendar_dates(), path),
    "contracts.csv": lambda session, path: session.publish(path, "transparency"),
    "sectors.xlsx": lambda session, path: session.publish(path, "sectors"),
    "ocds.json": lambda session, path: session.publish(path, "ocds", prefix="ocds-abc123"),
}
"""How each kind of file is written; odd ones stand over an old file."""


def _to_write(place: Place) -> None:
    a_register(place)
    with place.open() as session:
        session.apply(many(1, 12))
        session.save()
    for name in list(WRITTEN)[::2]:
        (place.out / name).write_bytes(OLD)


def _writing(name: str) -> Callable[[Place, Say], None]:
    def perform(place: Place, say: Say) -> None:
        working = opened(place, say)
        if working is None:
            return
        path = place.out / name
        say("writing", name, mark_of(path))
        tried(say, f"write {name}", lambda: _said(WRITTEN[name], working, path, say))
        leave(working, say)

    return perform


def _said(write: Write, working: Working, path: Path, say: Say) -> None:
    write(working.session, path)
    say("written", path.name, mark_of(path))


def written_whole(path: Path, was_written: bool) -> list[str]:
    """Return what is wrong with a file that was to be written: half of one, or still the old."""
    if not path.is_file():
        return [f"lost: {path.name} was written and is gone"] if was_written else []
    data = path.read_bytes()
    if data == OLD:
        return [f"lost: {path.name} was written and is the old one"] if was_written else []
    return [] if _is_whole(path, data) else [f"torn: {path.name} is half a file"]


def _is_whole(path: Path, data: bytes) -> bool:
    if path.suffix in {".xlsx", ".docx"}:
        try:
            with zipfile.ZipFile(path) as archive:
                return archive.testzip() is None
        except zipfile.BadZipFile:
            return False
    if path.suffix == ".pdf":
        return data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    if path.suffix == ".json":
        try:
            json.loads(data)
        except ValueError:
            return False
        return True
    endings = {".html": b"</html>", ".ics": b"END:VCALENDAR", ".csv": b"\n"}
    wanted = endings[path.suffix]
    return data.endswith(wanted) or data.rstrip().endswith(wanted)


def _written_holds(name: str, place: Place, ended: Ended) -> list[str]:
    return written_whole(place.out / name, bool(ended.every("written")))


IN_AND_OUT = (
    Act("importing a list", _with_list, _import_list),
    Act("importing a workbook", _with_workbook, _take_workbook),
    Act("importing laws", _with_laws, _import_laws),
    *(
        Act(f"writing {name}", _to_write, _writing(name), holds=partial(_written_holds, name))
        for name in WRITTEN
    ),
)
