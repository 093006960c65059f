"""What others do to a register while it is open: taken away, changed, replaced; clocks; twins.

Each story is played in one process; what is wrong after it is a list of words, as in checks.py.
"""

from __future__ import annotations

import dataclasses
import datetime
import errno
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.acting import a_register, add, many
from faults.places import Place, digest
from faults.sentences import unfit
from planner.errors import BackstopError
from planner.session import Session
from planner.storage.folders import Folders
from planner.storage.publish import SaveFailed

Story = Callable[[Place, random.Random], list[str]]


def refused(work: Callable[[], object], wanted: str = "") -> list[str]:
    """Return what is wrong with how something was refused; it has to be, in a fair sentence."""
    try:
        work()
    except BackstopError as error:
        found = [f"told: {error.sentence!r}: {one}" for one in unfit(error.sentence)]
        if wanted not in error.sentence:
            found.append(f"told: {error.sentence!r} does not say {wanted!r}")
        return found
    except Exception as error:
        return [f"untold: {error!r}"]
    return ["untold: it was not refused"]


def goes_on(place: Place, session: Session, path: Path | None = None) -> list[str]:
    """Close a session with unsaved edits, open again: everything is there and can be saved."""
    revision, mark = session.revision, digest(session.register)
    session.close()
    found = []
    with place.open(path) as again:
        if (again.revision, digest(again.register)) != (revision, mark):
            found.append(f"lost: revision {revision} was kept and {again.revision} is found")
        found += [
            f"told on opening: {one!r}: {wrong}"
            for one in again.notices
            for wrong in unfit(one, mends=False)
        ]
        if again.is_changed_by_another():
            saved = again.save_as(place.share / "other.backstop", overwrite=True)
        else:
            saved = again.save()
        if not saved.in_place or not again.is_saved:
            found.append("lost: it cannot be saved any more")
    return found


def taken_away(place: Place, chance: random.Random) -> list[str]:
    """The file is removed or renamed while it is open: saving writes it anew."""
    session = _edited(place)
    if chance.random() < 0.5:
        place.register.unlink()
    else:
        place.register.rename(place.share / "moved.backstop")
    session.save()
    found = [] if place.register.is_file() else ["lost: the file was not written anew"]
    session.apply(add(8))
    return found + goes_on(place, session)


def replaced_by_a_folder(place: Place, chance: random.Random) -> list[str]:
    """A folder stands where the file was."""
    session = _edited(place)
    place.register.unlink()
    place.register.mkdir()
    found = refused(session.save, "ashmere.backstop")
    session.is_changed_by_another()
    session.apply(add(8))
    place.register.rmdir()
    return found + goes_on(place, session)


def changed(place: Place, chance: random.Random) -> list[str]:
    """The file is cut short, grown, emptied or written over by another program."""
    session = _edited(place)
    data = place.register.read_bytes()
    theirs = chance.choice(
        (data[: chance.randrange(len(data))], data + b"more", b"", bytes(len(data)))
    )
    place.register.write_bytes(theirs)
    found = refused(session.save, "was changed by another")
    if place.register.read_bytes() != theirs:
        found.append("lost: what another wrote was written over")
    session.apply(add(8))
    return found + goes_on(place, session)


def share_away(place: Place, chance: random.Random) -> list[str]:
    """The share is gone for a while and comes back as it was."""
    session = _edited(place)
    away = place.root / "unplugged"
    place.share.rename(away)
    found = refused(session.save, "ashmere.backstop")
    if session.is_changed_by_another():
        found.append("told: a share that is away does not mean that the file was changed")
    session.apply(add(8))
    session.show_presence()
    if chance.random() < 0.5:
        revision = session.revision
        session.close()
        with place.open() as session:  # nothing of the share is needed for what was not saved
            if session.revision != revision:
                found.append("lost: edits are not found while the share is away")
        session = place.open()
    away.rename(place.share)
    session.save()
    session.apply(add(9))
    return found + goes_on(place, session)


def clock_set(place: Place, chance: random.Random) -> list[str]:
    """The clock is set back and forward, by hours and years, between all that is done."""
    session = _edited(place)
    found = []
    for number in range(10, 22):
        hours = chance.choice((-1, 1)) * chance.choice((1, 5, 24 * 40, 24 * 365 * 6))
        place.clock.now += datetime.timedelta(hours=hours)
        session.apply(add(number))
        session.show_presence()
        if number % 2:
            session.save()
        if number % 5 == 0:
            found += goes_on(place, session)
            session = place.open()
    place.clock.now -= datetime.timedelta(days=4000)
    return found + goes_on(place, session)


def two_windows(place: Place, chance: random.Random) -> list[str]:
    """Two windows on one computer, and one on another, save in turn: who is second is told."""
    a_register(place)
    places = [place, place, dataclasses.replace(place)]
    sessions = [places[0].open(who="Sam"), _at(places[1], "home"), _at(places[2], "away")]
    found: list[str] = []
    holder = -1
    for number in range(30, 42):
        turn = chance.randrange(3)
        session = sessions[turn]
        try:
            session.apply(add(number))
        except BackstopError as error:
            found += [f"told: {error.sentence!r}: {one}" for one in unfit(error.sentence)]
            continue
        before = place.register.read_bytes()
        if holder in (-1, turn):
            try:
                session.save()
                holder = turn
            except BackstopError as error:
                found += [f"told: {error.sentence!r}: {one}" for one in unfit(error.sentence)]
        else:
            found += refused(session.save)
            if place.register.read_bytes() != before:
                found.append("lost: what the first saved was written over by the second")
    kept = [session.revision for session in sessions]
    for session in sessions:
        session.close()
    with place.open() as again:
        if again.revision < min(kept[:2]):
            found.append("lost: nothing of the windows on this computer is found")
    return found


def _at(place: Place, home: str) -> Session:
    return Session.open(
        place.register,
        "Ann",
        now=place.clock,
        folders=Folders.under(place.root / home),
        machine="tower" if home == "away" else "laptop",
    )


@contextmanager
def small_disk(folder: Path, size: str, *, read_only: bool = False) -> Iterator[None]:
    """Put a file system of a few kilobytes in the place of a folder, with what is in it."""
    kept = folder.with_name(folder.name + " kept")
    shutil.copytree(folder, kept) if folder.is_dir() else kept.mkdir()
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        if read_only:
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        yield
    finally:
        if read_only:
            subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
        shutil.rmtree(kept)
        shutil.copytree(folder, kept)
        # Lazily: this program goes on to hold its notes of unfinished files there.
        subprocess.run(["umount", "-l", folder], check=True)
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        shutil.rmtree(kept)


def full_share(place: Place, chance: random.Random) -> list[str]:
    """The register's folder fills up while it is edited, for real: a file system of few MB."""
    a_register(place)
    with small_disk(place.share, f"{chance.randrange(3000, 5000)}k"):
        session = place.open()
        filler = place.share / "filler"
        _fill(filler)
        session.apply(many(1, 500))
        found = refused(session.save, "save it in another folder")
        left = sorted(one.name for one in place.share.iterdir())
        if any(".saving-" in one for one in left):
            found.append(f"left behind: {left}")
        filler.unlink()
        found += goes_on(place, session)
    return found


def full_home(place: Place, chance: random.Random) -> list[str]:
    """The folder of working copies, settings and backups fills up, for real."""
    a_register(place)
    found: list[str] = []
    with small_disk(place.root / "home", f"{chance.randrange(2500, 5000)}k"):
        session = place.open()
        session.apply(add(7))
        filler = place.root / "home" / "filler"
        _fill(filler)
        kept = session.revision
        for number in range(20):
            try:
                session.apply(many(1 + number * 200, 200))
                kept = session.revision
            except SaveFailed as error:
                found += [f"told: {error.sentence!r}: {one}" for one in unfit(error.sentence)]
                break
        else:
            found.append("untold: the disk never filled")
        if session.revision != kept:
            found.append("torn: a refused step changed the register")
        session.close()
        found += not_worse(lambda: place.open().close())
        filler.unlink()
        with place.open() as again:
            if again.revision != kept:
                found.append(f"lost: revision {kept} was kept and {again.revision} is found")
            again.save()
    return found


def not_worse(work: Callable[[], object]) -> list[str]:
    """Return what is wrong with work that may be refused, but only in a fair sentence."""
    found = refused(work)
    return [one for one in found if one != "untold: it was not refused"]


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise


def read_only_share(place: Place, chance: random.Random) -> list[str]:
    """The register lies where nothing may be written: it opens, and is saved elsewhere."""
    a_register(place)
    with small_disk(place.share, "2m", read_only=True):
        session = place.open()
        session.apply(add(7))
        found = refused(session.save, "save it in another folder")
        session.save_as(place.out / "mine.backstop")
        session.apply(add(8))
        revision = session.revision
        session.close()
        with place.open(place.out / "mine.backstop") as again:
            if again.revision != revision:
                found.append("lost: the edit after saving as")
    return found


def _edited(place: Place) -> Session:
    a_register(place)
    session = place.open()
    session.apply(add(7))
    return session


STORIES: dict[str, Story] = {
    "file taken away": taken_away,
    "folder in its place": replaced_by_a_folder,
    "file changed": changed,
    "share away": share_away,
    "clock set": clock_set,
    "three windows": two_windows,
}
MOUNTED: dict[str, Story] = {
    "share full": full_share,
    "home full": full_home,
    "share read-only": read_only_share,
}
"""Stories that need the right to mount a file system."""


def may_mount() -> bool:
    """Return whether this program may mount file systems."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount") is not None
