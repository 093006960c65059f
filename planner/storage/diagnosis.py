"""What is wrong with a register file, and what can be saved of it; the file is never changed."""

from __future__ import annotations

import json
import mmap
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from planner.progress import Progress, unreported
from planner.register.records import Council, Record
from planner.storage.exercise_log import digest
from planner.storage.migrations import LATEST_VERSION, NotARegister, newer
from planner.storage.pages import PageFile
from planner.storage.salvage_history import SalvagedHistory, salvaged_history
from planner.storage.salvage_links import mended_links
from planner.storage.salvage_records import (
    SalvagedRecords,
    different_from_history,
    salvaged_records,
)
from planner.storage.salvage_rows import (
    EARLY,
    KINDS,
    SalvagedTable,
    Values,
    missing_indexes,
    planted_names,
    salvaged_tables,
)
from planner.storage.tables import APPLICATION_ID

FAULTS_AT_MOST = 20
"""Faults of one sort that are told; the others are counted."""
NEWER_AT_MOST = 1_000
"""A version further on than this is no version but damage."""
LONGEST_VALUE = 100_000_000
"""Bytes of a value that SQLite may make while it checks a file."""

NEEDED_OF_ENTRY = frozenset({"number", "kind", "at", "play"})
"""What every entry of a log says; what is written lately may say more."""

NO_BACKUP: Mapping[tuple[str, str], Record | Council] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a file, in sentences, and what can be saved of it.

    `log` are the rows of the logs of exercises, in order; `rows_read` is of all tables.
    `from_working_copy` says that edits are there which the file lacks.
    """

    faults: tuple[str, ...]
    records: SalvagedRecords
    history: SalvagedHistory
    log: tuple[Values, ...]
    pulses: tuple[Values, ...]
    rows_read: int
    from_working_copy: bool = False

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what is wrong, and what a repair could not save: all there is to be told."""
        found = self.records
        lost = [*_first(found.unknown), *_first([f"Set aside: {one}" for one in found.set_aside])]
        return (*self.faults, *(_as_sentence(one) for one in lost))

    @property
    def origin(self) -> tuple[str, ...]:
        """Return what the files of one register share, as `Backup.origin` of a sound one does."""
        first = self.history.first
        if first is None:
            return ("", self.records.council.name)
        return (first.when.isoformat(), first.who, first.sentence)

    @property
    def saved(self) -> int:
        """Return how many records can be saved."""
        return sum(len(table) for table in self.records.tables.values())

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all could be read, whatever history or a backup gave back."""
        return not self.rows_read


def diagnosed(
    path: Path,
    called: str,
    backup: Mapping[tuple[str, str], Record | Council] = NO_BACKUP,
    report: Progress = unreported,
) -> Diagnosis:
    """Return what is wrong with a copy of a register file; NotARegister where it is none at all.

    `path` is the copy, which SQLite may change as it opens it; `called` is the name the user knows
    the file by. `backup` holds records by kind and key to take lost ones from.
    """
    with _content(path) as content:
        file = PageFile(content)  # type: ignore[arg-type]
        if (
            file.has_magic
            and file.application == APPLICATION_ID
            and LATEST_VERSION < file.user_version <= LATEST_VERSION + NEWER_AT_MOST
        ):
            raise newer(called, file.user_version)
        tables = salvaged_tables(file, report)
        is_ours = file.has_magic and file.application == APPLICATION_ID
        if not is_ours and not any(table.rows for table in tables.values()):
            raise NotARegister(
                f"{called} is not a Backstop register, and nothing in it looks like one; choose a "
                "file that Backstop saved."
            )
        head = _of_head(file)
        names = [f"It holds the {one}, which is none of Backstop's." for one in planted_names(file)]
        indexes = missing_indexes(file)
    report(1, 4, "Checking the file")
    pages = _of_pages(path, report)
    report(2, 4, "Reading history")
    history = salvaged_history(
        tables["steps"].rows, tables["changes"].rows, _first_revision(tables["facts"])
    )
    report(3, 4, "Reading the records")
    records = salvaged_records(tables, history.last, backup)
    apart = [_as_sentence(one) for one in different_from_history(records, history.last)]
    mended_links(records)
    log, log_findings = _log(tables["exercise_log"])
    faults = [
        *head,
        *pages,
        *_of_tables(tables),
        *names,
        *([f"{_counted(len(indexes), 'index is', 'indexes are')} missing."] if indexes else []),
        *_first(history.findings),
        *_first(apart),
        *log_findings,
    ]
    return Diagnosis(
        tuple(faults),
        records,
        history,
        log,
        tuple(_pulses(tables["exercise_pulses"])),
        sum(len(table.rows) for table in tables.values()),
    )


def _content(path: Path) -> closing[mmap.mmap] | _Empty:
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return _Empty()
        return closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class _Empty:
    """The content of a file of no bytes, which cannot be mapped."""

    def __enter__(self) -> bytes:
        return b""

    def __exit__(self, *told: object) -> None:
        return None


def _of_head(file: PageFile) -> list[str]:
    if not file.has_magic:
        return ["The first page, which says what the file is, is damaged."]
    if file.application != APPLICATION_ID:
        return ["The first page does not say that the file is a register."]
    if file.user_version > LATEST_VERSION:
        return ["The first page does not say of which version the file is."]
    return []


def _of_pages(path: Path, report: Progress) -> list[str]:
    """Return what SQLite finds wrong with the pages and indexes of a copy."""
    stopped: list[BaseException] = []

    def go_on() -> int:
        try:
            report(1, 4, "Checking the file")
        except BaseException as error:
            stopped.append(error)
            return 1
        return 0

    found: list[str] = []
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.set_progress_handler(go_on, 100_000)
            for (text,) in connection.execute(f"PRAGMA integrity_check({FAULTS_AT_MOST})"):
                found += [one for one in str(text).splitlines() if one != "ok" and one[:3] != "***"]
    except sqlite3.Error as error:
        found.append(str(error))
    if stopped:
        raise stopped[0]
    if not found:
        return []
    return [f"SQLite finds damage in the file ({found[0].strip(' .')}{_and_more(found)})."]


def _and_more(found: list[str]) -> str:
    return f", and {len(found) - 1} more" if len(found) > 1 else ""


def _of_tables(tables: Mapping[str, SalvagedTable]) -> list[str]:
    findings = []
    for name, table in tables.items():
        called = KINDS[name].label_plural.lower() if name in KINDS else name.replace("_", " ")
        if not table.is_there:
            if name in EARLY:
                findings.append(f"The table of {called} is not where the file says.")
            continue
        if table.bad_pages:
            pages = _counted(table.bad_pages, "page", "pages")
            findings.append(f"{pages} of {called} cannot be read.")
        if table.lost_rows:
            rows = _counted(table.lost_rows, "row", "rows")
            findings.append(f"{rows} of {called} cannot be read.")
        ranks = [row.get("rank") for row in table.rows] if name in KINDS else []
        odd = len(ranks) - len({rank for rank in ranks if isinstance(rank, int)})
        if odd:
            findings.append(
                f"The order of {_counted(odd, 'record', 'records')} of {called} is lost."
            )
    return findings


def _first_revision(facts: SalvagedTable) -> int:
    for row in facts.rows:
        if row.get("name") == "first_revision":
            with suppress(TypeError, ValueError):
                return max(0, int(row["value"]))
    return 0


def _log(table: SalvagedTable) -> tuple[tuple[Values, ...], list[str]]:
    """Return the entries that can be kept, and which are not what was written."""
    rows: dict[int, Values] = {}
    for row in table.rows:
        if _is_entry(row):
            rows.setdefault(row["number"], row)
    entries = tuple(rows[number] for number in sorted(rows))
    findings = []
    if len(entries) < len(table.rows):
        bad = _counted(len(table.rows) - len(entries), "entry", "entries")
        findings.append(f"{bad} of the log of exercises cannot be read.")
    before, expected = "", 1
    for row in entries:
        number = row["number"]
        if number > expected:
            missing = _counted(number - expected, "entry", "entries")
            findings.append(f"{missing} before entry {number} of the log of exercises is missing.")
        if row["digest"] != digest(before, row["exercise"], row["entry"]):
            findings.append(
                f"Entry {number} of the log of exercises is not what was written, or what was "
                "before it is not."
            )
        before, expected = row["digest"], number + 1
    return entries, _first(findings)


def _is_entry(row: Values) -> bool:
    if not all(isinstance(row.get(name), str) for name in ("exercise", "entry", "digest")):
        return False
    try:
        entry = json.loads(row["entry"])
    except (ValueError, RecursionError):
        return False
    return isinstance(entry, dict) and row["number"] > 0 and entry.keys() >= NEEDED_OF_ENTRY


def _pulses(table: SalvagedTable) -> list[Values]:
    return [
        row
        for row in table.rows
        if isinstance(row.get("exercise"), str) and isinstance(row.get("at"), str)
    ]


def _as_sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _first(sentences: tuple[str, ...] | list[str]) -> list[str]:
    told = list(sentences[:FAULTS_AT_MOST])
    if len(sentences) > FAULTS_AT_MOST:
        told.append(f"There are {len(sentences) - FAULTS_AT_MOST:,} more of this sort.")
    return told


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
