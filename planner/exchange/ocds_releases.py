"""Open Contracting Data Standard 1.1: releases and records, put together to one state per process.

Releases of one process are merged in the order of their dates, as the standard sets out: later
values win, lists of things with an id are merged by id, so the last amendment is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.errors import InputRefused
from planner.exchange.cells import as_text
from planner.exchange.read_table import read_json

Release = Mapping[str, Any]
_MOST_FILES = 20_000
_OCID = re.compile(r"^ocds-([a-z0-9]{6})[a-z0-9]*-(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Process:
    """One contracting process: its ocid as written, its merged state, and where it stands.

    `problem` says why there is no state to read.
    """

    ocid: str
    state: Release
    place: str
    problem: str = ""

    @property
    def same_as(self) -> str:
        """Return the ocid by which copies are known: registered prefixes have six signs, and
        republishers lengthen them ("ocds-b5fd17raw-" and "ocds-b5fd17-" are one publisher's).
        """
        return registered_ocid(self.ocid)


def registered_ocid(ocid: str) -> str:
    """Return an ocid with its prefix cut to the six signs that are registered."""
    found = _OCID.match(ocid)
    return f"ocds-{found[1].lower()}-{found[2]}" if found else ocid


def is_ocds(held: Any) -> bool:
    """Return whether a JSON value is an OCDS package, release, record, or a list of them."""
    if isinstance(held, list):
        return bool(held) and is_ocds(held[0])
    if not isinstance(held, dict):
        return False
    if isinstance(held.get("releases"), list) or isinstance(held.get("records"), list):
        return True
    return "ocid" in held and ("tag" in held or "compiledRelease" in held)


def processes_in(path: Path) -> list[Process]:
    """Return every process of a package, or of all packages (.json) in a folder, by ocid.

    InputRefused where nothing there is OCDS.
    """
    if not path.is_dir():
        held = read_json(path)
        if not is_ocds(held):
            raise InputRefused.one(
                path.name, "is not an OCDS release or record package", "choose another kind of list"
            )
        return _processes(_releases(held, ""))
    found: list[tuple[str, Release, str]] = []
    for number, file in enumerate(sorted(path.rglob("*.json"))):
        if number >= _MOST_FILES:
            raise InputRefused.one(path.name, "holds too many files", "import it in parts")
        held = read_json(file)
        if is_ocds(held):
            found += _releases(held, file.relative_to(path).as_posix())
    if not found:
        raise InputRefused.one(path.name, "the folder holds no OCDS package", "choose another")
    return _processes(found)


def _releases(held: Any, file: str) -> list[tuple[str, Release, str]]:
    """Return (ocid, release, place) of all releases; a record gives its compiled one."""
    found: list[tuple[str, Release, str]] = []
    for package in held if isinstance(held, list) else [held]:
        if not isinstance(package, dict):
            continue
        for release in _dicts(package.get("releases")):
            found.append((as_text(release.get("ocid")), release, file))
        for record in _dicts(package.get("records")):
            found += _of_record(record, file)
        if "ocid" in package and "releases" not in package:
            found += _of_record(package, file)
    return found


def _of_record(record: Release, file: str) -> list[tuple[str, Release, str]]:
    ocid = as_text(record.get("ocid"))
    if isinstance(record.get("compiledRelease"), dict):
        return [(ocid, record["compiledRelease"], file)]
    if "tag" in record:
        return [(ocid, record, file)]
    releases = [one for one in _dicts(record.get("releases")) if "ocid" in one]
    if releases:
        return [(ocid, release, file) for release in releases]
    return [(ocid, {}, file)]


def _processes(found: Sequence[tuple[str, Release, str]]) -> list[Process]:
    by_ocid: dict[str, list[tuple[Release, str]]] = {}
    for number, (ocid, release, file) in enumerate(found, start=1):
        by_ocid.setdefault(ocid or f"release {number}", []).append((release, file))
    processes: list[Process] = []
    for ocid, releases in by_ocid.items():
        files = list(dict.fromkeys(file for _, file in releases if file))
        place = " and ".join(files[:2]) or ocid
        dated = sorted(releases, key=lambda one: as_text(one[0].get("date")))
        state: Release = {}
        for release, _ in dated:
            state = merged(state, release)
        problem = "" if state else "the record only links to its releases"
        processes.append(Process(ocid, state, place, problem))
    return processes


def merged(earlier: Release, later: Release) -> dict[str, Any]:
    """Return a release with a later one laid over it; null takes a value away."""
    state = dict(earlier)
    for name, value in later.items():
        old = state.get(name)
        if isinstance(value, dict) and isinstance(old, dict):
            state[name] = merged(old, value)
        elif _have_ids(value) and _have_ids(old):
            state[name] = _merged_by_id(_dicts(old), _dicts(value))
        elif value is None:
            state.pop(name, None)
        else:
            state[name] = value
    return state


def _have_ids(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and "id" in one for one in value)
    )


def _merged_by_id(old: Sequence[Release], new: Sequence[Release]) -> list[Release]:
    """Merge two lists by id; an id that stands twice in one list is kept twice, never merged."""
    state: list[Release] = list(old)
    places: dict[str, int] = {}
    for place, one in enumerate(old):
        places.setdefault(str(one["id"]), place)
    for one in new:
        place = places.pop(str(one["id"]), -1)
        if place >= 0:
            state[place] = merged(state[place], one)
        else:
            state.append(one)
    return state


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
