"""What has to hold after every harm, asked by a program that had no part in it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from faults.acting import Ended, mark_of
from faults.places import Place, digest
from faults.sentences import unfit
from planner.errors import BackstopError
from planner.session import Session

OURS = {"ashmere.backstop", "other.backstop", ".ashmere.backstop.open", ".other.backstop.open"}


def told_badly(ended: Ended) -> list[str]:
    """Return errors nobody was told of, and sentences unfit to be told."""
    found = [f"untold in {what}: {error}\n{trace}" for what, error, trace in ended.every("untold")]
    for what, sentence in ended.every("told"):
        found += [f"told in {what}: {sentence!r}: {one}" for one in unfit(str(sentence))]
    return found


def first_of(place: Place) -> tuple[int, str]:
    """Return revision and mark of the register before anything is done; -1 where there is none."""
    if not place.register.is_file():
        return -1, ""
    with place.elsewhere(place.register) as session:
        found = session.revision, digest(session.register)
    shutil.rmtree(place.root / "elsewhere")
    return found


def revisions(first: tuple[int, str], ended: Ended) -> dict[int, str]:
    """Return the mark of the register at each revision that was acknowledged."""
    kept = {int(str(number)): str(mark) for number, mark in ended.every("kept")}
    return {first[0]: first[1]} | kept


def register_holds(place: Place, ended: Ended, known: Mapping[int, str], first: int) -> list[str]:
    """Return what is wrong with the register after a harm: lost, torn, or not to be opened.

    `known` are the marks of the register by revision, as an unharmed run has them; `first` is the
    revision before anything was done, -1 where there was no register.
    """
    acknowledged = ended.last("kept")
    least = int(str(acknowledged[0])) if acknowledged else first
    path = place.register
    found: list[str] = []
    if is_saved_as(place, ended):
        path = place.share / "other.backstop"
    if path.is_file():
        found += file_holds(place, path, ended, known)
    elif least < 0:
        return left_behind(place, is_started=True)
    else:
        return [f"lost: {path.name} is gone"]
    try:
        session = place.open(path, who="Eve")
    except BackstopError as error:
        return [*found, f"lost: {path.name} is refused: {error.sentence}"]
    except Exception as error:
        return [*found, f"lost: {path.name} does not open: {error!r}"]
    try:
        found += session_holds(session, least, known)
    except Exception as error:
        found.append(f"torn: {path.name} fails in use: {error!r}")
    finally:
        session.close()
    return found + left_behind(place)


def is_saved_as(place: Place, ended: Ended) -> bool:
    """Return whether work goes on in the other file: the rename was done, told or not."""
    other = place.share / "other.backstop"
    if not ended.every("saving as") or not other.is_file():
        return False
    return bool(ended.every("saved as")) or _in_file(place, other)[0] >= ended.number("saving as")


def session_holds(session: Session, least: int, known: Mapping[int, str]) -> list[str]:
    """Return what is wrong with an open register that holds at least a revision."""
    found = []
    revision = session.revision
    if revision < least:
        found.append(f"lost: revision {least} was acknowledged and {revision} is found")
    if revision > least + 1:
        found.append(f"torn: revision {least} was acknowledged and already {revision} is found")
    mark = digest(session.register)
    if revision in known and known[revision] != mark:
        found.append(f"torn: revision {revision} is not what was kept")
    if revision not in known:
        earlier = session.register_at(least)
        if earlier is None or (least in known and digest(earlier) != known[least]):
            found.append(f"torn: history does not lead back to revision {least}")
    steps = session.history()
    if steps and steps[-1].number != revision:
        found.append(f"torn: history ends at {steps[-1].number} and the register at {revision}")
    for notice in session.notices:
        if "outside Backstop" in notice:
            found.append(f"torn: {notice}")
        found += [f"told on opening: {notice!r}: {one}" for one in unfit(notice, mends=False)]
    if session.undo_sentence:
        try:
            session.undo()
            session.redo()
        except BackstopError as error:  # such as of an exercise that was played meanwhile
            found += [f"told in undo: {error.sentence!r}: {one}" for one in unfit(error.sentence)]
        if digest(session.register) != mark:
            found.append("torn: undo and redo do not lead back")
    if not session.is_changed_by_another():
        session.save()
        if not session.is_saved:
            found.append("lost: it cannot be saved")
    return found


def _in_file(place: Place, path: Path) -> tuple[int, str]:
    """Return revision and mark of what a file holds for somebody who knows nothing else of it."""
    content = mark_of(path)
    if content not in _seen:
        with place.elsewhere(path) as session:
            _seen[content] = session.revision, digest(session.register)
    return _seen[content]


_seen: dict[str, tuple[int, str]] = {}
"""What files of these bytes hold: most tries leave the old file or the new."""


def file_holds(place: Place, path: Path, ended: Ended, known: Mapping[int, str]) -> list[str]:
    """Return what is wrong with the saved file itself, without anything recovered."""
    saved = ended.last("saved")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        (check,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        return [f"torn: {path.name}: {error}"]
    finally:
        connection.close()
    if check != "ok":
        return [f"torn: {path.name}: {check}"]
    try:
        revision, mark = _in_file(place, path)
    except Exception as error:
        return [f"torn: the file {path.name} does not open: {error!r}"]
    if saved is not None and revision < int(str(saved[0])):
        return [f"lost: revision {saved[0]} was saved and the file holds {revision}"]
    if revision in known and known[revision] != mark:
        return [f"torn: the file at revision {revision} is not what was kept"]
    return []


def left_behind(place: Place, *, is_started: bool = False) -> list[str]:
    """Return files that nobody needs any more and that lie about after the next start."""
    if is_started:
        with place.new(place.root / "elsewhere.backstop"):
            pass
    found = [one for one in place.share.iterdir() if one.name not in OURS]
    found += [one for one in place.out.iterdir() if one.name.startswith(".")]
    found += list(place.temp.iterdir())
    for folder in (place.folders.settings, place.folders.backups):
        found += [
            one
            for one in (folder.rglob("*") if folder.is_dir() else ())
            if one.is_file() and one.suffix in {".part", ".new"}
        ]
    return [f"left behind: {one.relative_to(place.root)}" for one in found]
