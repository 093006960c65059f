"""Every reader of files there is, as one function each that takes a file as a user would."""

from __future__ import annotations

import contextlib
import datetime
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutated_archives import mutated_archive
from mutated_bytes import mutated_bytes
from mutated_databases import mutated_database
from mutated_json import mutated_json
from mutated_tables import mutated_table
from seed_files import (
    TODAY,
    json_lists,
    json_of,
    json_registers,
    register_files,
    register_workbooks,
    text_lists,
    word_files,
    workbook_lists,
)

from planner import fields
from planner.answers import personal
from planner.errors import BackstopError
from planner.exchange.any_list import preview_list
from planner.exchange.import_preview import preview_text
from planner.exchange.list_look import ListChoice, look_at
from planner.exchange.read_register_workbook import (
    is_workbook_of_a_register,
    register_from_workbook,
)
from planner.exchange.recognise import LIST_KINDS
from planner.exchange.register_json import read_register, register_to_json
from planner.exchange.several_lists import refused_as_csv
from planner.exchange.workbook_changes import workbook_changes
from planner.register.edits import AddRecord, apply_changes
from planner.register.records import Council, Provider
from planner.register.validity import problems_in
from planner.session import Session
from planner.storage import courtesy_lock
from planner.storage.folders import Folders
from planner.storage.origin import read_origin
from planner.storage.settings import read_settings, write_settings
from planner.storage.working_copy import WorkingCopy
from planner.storage.working_folder import find_for
from tests.exchange.open_registers import small_register

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
REGISTER = small_register()
EDITED = apply_changes(
    REGISTER, AddRecord(Provider("new", "New since the export")).changes(REGISTER)
)
Mutator = Callable[[bytes, random.Random], bytes]


class WrongAnswer(Exception):
    """A file was taken, and what came of it is unsound."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader: the name its file gets, sound files to begin from, and how they are spoiled.

    `read` takes the spoiled file; BackstopError is an answer, any other error a failure. `is_text`
    marks those for which a search guided by coverage pays.
    """

    name: str
    file_name: str
    seeds: Callable[[Path], Sequence[bytes]]
    mutate: Mutator
    read: Callable[[Path], None]
    is_text: bool = False


def _read_json_register(path: Path) -> None:
    register = read_register(path)
    if problems_in(register):
        raise WrongAnswer("a register with faults was taken")
    json.dumps(register_to_json(register), ensure_ascii=False, allow_nan=False).encode()
    kept = path.with_name("kept.sqlite")
    kept.unlink(missing_ok=True)
    copy = WorkingCopy.create(kept, register)
    try:
        if copy.read()[0].council != register.council:
            raise WrongAnswer("the council is kept otherwise than it was read")
    finally:
        copy.close()


def _read_workbook(path: Path) -> None:
    is_workbook_of_a_register(path)
    register = register_from_workbook(path)
    if problems_in(register):
        raise WrongAnswer("a register with faults was taken")


def _read_three_way(path: Path) -> None:
    for register, exported in ((REGISTER, None), (EDITED, REGISTER)):
        changes = workbook_changes(register, path, exported)
        after = apply_changes(
            register, changes.edit(changes.taken_unasked | _removals(changes)).changes(register)
        )
        if problems_in(after):
            raise WrongAnswer("a register with faults came of a workbook")


def _removals(changes: object) -> set[int]:
    return {one.number for one in changes.differences if one.can_be_taken}  # type: ignore[attr-defined]


def _read_list(path: Path) -> None:
    is_workbook_of_a_register(path)
    look = look_at(ListChoice(path))
    chance = random.Random(path.stat().st_size)
    kinds: list[str | None] = [None, chance.choice(list(LIST_KINDS))]
    refused: BackstopError | None = None
    for kind in kinds:
        try:
            choice = ListChoice(path, kind)
            preview = preview_list(REGISTER, choice, today=TODAY)
            preview_text(preview)
            refused_as_csv([look_at(choice).choice], preview)
            after = apply_changes(REGISTER, preview.edit.changes(REGISTER))
        except BackstopError as error:
            refused = error
            continue
        if problems_in(after):
            raise WrongAnswer("a register with faults came of a list")
    if refused is not None and not look.problem:
        raise refused


def _read_register_file(path: Path) -> None:
    folders = Folders.under(path.parent / "home")
    with Session.open(path, "Fuzz", now=lambda: NOW, folders=folders) as session:
        # What cannot be kept by an edit must not come in through a file either.
        if problems := problems_in(session.register):
            raise WrongAnswer(f"a register with faults was opened: {problems[0].sentence}")
        for step in session.history()[-3:]:
            with contextlib.suppress(BackstopError):
                session.told(step)
        before = session.register
        for edit in (session.undo, lambda: session.apply(AddRecord(Provider("zz", "Zed")))):
            with contextlib.suppress(BackstopError):
                edit()
        held = session.register
        for kind in fields.KINDS:
            kept = session._kept._copy if hasattr(session._kept, "_copy") else None
            if kept is not None and kept.read()[0].of_kind(kind.name) != held.of_kind(kind.name):
                raise WrongAnswer(f"{kind.plural} are kept otherwise than they are held")
            break
        del before
        session.save()


def _read_note(path: Path) -> None:
    register = path.parent / "r.backstop"
    path.replace(courtesy_lock.note_path(register))
    found = courtesy_lock.note_of_another(register, NOW)
    if found is not None:
        found.sentence.encode()
    courtesy_lock.take_away(register, "x")


def _read_settings(path: Path) -> None:
    folder = path.parent / "settings"
    folder.mkdir(exist_ok=True)
    path.replace(folder / "settings.json")
    folders = Folders(folder, path.parent / "working", path.parent / "backups")
    settings = read_settings(folder)
    personal.last_register(folders)
    personal.recent_registers(folders)
    personal.remember_opened(folders, path.parent / "r.backstop", REGISTER, NOW)
    personal.user_name(folders).encode()
    session = Session(_Held(), "me", lambda: NOW, "", folders)
    session.look_at_list(_small_list(path.parent))
    write_settings(folder, settings)


class _Held:
    """A register kept nowhere, for what asks a session about settings alone."""

    register = REGISTER
    path = Path("nowhere.json")
    notices: list[str] = []


def _small_list(folder: Path) -> Path:
    path = folder / "list.csv"
    path.write_bytes(text_lists()[0])
    return path


def _read_origin(path: Path) -> None:
    working = path.parent / "working"
    folder = working / "one"
    folder.mkdir(parents=True, exist_ok=True)
    path.replace(folder / "origin.json")
    if not (folder / "register.sqlite").exists():
        WorkingCopy.create(folder / "register.sqlite", REGISTER).close()
    read_origin(folder)
    found = find_for(path.parent / "r.backstop", working, NOW)
    if found.unsaved is not None:
        found.unsaved.release()


def _read_template(path: Path) -> None:
    from planner.document.word.template import opened

    opened(path)


def _as_list(*held: object) -> Callable[[Path], Sequence[bytes]]:
    return lambda folder: [json_of(one) for one in held]


_SETTINGS = {
    "user_name": "Ada",
    "recent": ["/a/b.backstop"],
    "mappings": {"x": {"kind": "contracts_register", "headings": ["Title"], "choices": []}},
    "notes": {"/a/b.backstop": {"opened": "2026-11-21T10:00", "services": 1, "contracts": 2}},
    "later": 1,
}
_NOTE = {
    "who": "Ada",
    "machine": "pc",
    "since": "2026-11-21T11:59:00+00:00",
    "seen": "2026-11-21T11:59:00+00:00",
    "token": "x",
}
_ORIGIN = {
    "path": "r.backstop",
    "opened": "2026-11-21T11:00:00+00:00",
    "seen": [1, 2.5, "ab"],
    "saved_revision": 0,
    "pending_digest": "",
    "pending_revision": 0,
    "pulses": "",
    "pending_pulses": "",
}
READERS: dict[str, Reader] = {
    one.name: one
    for one in (
        Reader("register_json", "register.json", lambda folder: json_registers(), mutated_json,
               _read_json_register, is_text=True),
        Reader("text_list", "list.csv", lambda folder: text_lists(), mutated_table, _read_list,
               is_text=True),
        Reader("json_list", "list.json", lambda folder: json_lists(), mutated_json, _read_list,
               is_text=True),
        Reader("workbook_list", "list.xlsx", workbook_lists, mutated_archive, _read_list),
        Reader("register_workbook", "register.xlsx",
               lambda folder: register_workbooks(REGISTER, folder), mutated_archive,
               _read_workbook),
        Reader("three_way", "edited.xlsx", lambda folder: register_workbooks(REGISTER, folder),
               mutated_archive, _read_three_way),
        Reader("register_file", "register.backstop",
               lambda folder: register_files(REGISTER, folder), mutated_database,
               _read_register_file),
        Reader("word_template", "template.docx", word_files, mutated_archive, _read_template),
        Reader("courtesy_note", "note.json", _as_list(_NOTE), mutated_json, _read_note),
        Reader("settings", "settings.json", _as_list(_SETTINGS), mutated_json, _read_settings),
        Reader("origin", "origin.json", _as_list(_ORIGIN), mutated_json, _read_origin),
    )
}  # fmt: skip
EMPTY_COUNCIL = Council("")
ANY_BYTES = mutated_bytes
