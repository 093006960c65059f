"""Copies of a register as it was before each save, thinned as they grow old.

A copy is judged by how many later days, weeks and months have copies, never by its age: a clock
that is wrong for a while adds a day to the count and costs nothing else.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from planner.storage.publish import flush, flush_folder, remove_quietly
from planner.unfinished import noted

ALL_OF_DAYS = 3
"""Days that keep all of their copies, counted among those that have any, newest first."""
DAYS, WEEKS, MONTHS = 14, 10, 24
"""Days, weeks and months that keep their last copy, counted alike."""
# Two saves within this time need one copy only: the older one is the one worth having.
APART = datetime.timedelta(minutes=10)
_NAME = "%Y-%m-%d %H%M%S.backstop"
_UNFIT_NAME = "%Y-%m-%d %H%M%S unfit"


def kept(
    taken: Iterable[datetime.datetime], now: datetime.datetime
) -> frozenset[datetime.datetime]:
    """Return which copies to keep: all of three days, then the last of each day, week and month.

    Those are counted newest first among the days, weeks and months that have copies. Copies that
    are named later than `now` are counted by themselves, since one of the two clocks was wrong. The
    copy of `now` itself and the newest copy are always kept.
    """
    moments = set(taken)
    passed = {moment for moment in moments if moment <= now}
    return _thinned(passed) | _thinned(moments - passed) | (moments & {now})


def _thinned(taken: Iterable[datetime.datetime]) -> frozenset[datetime.datetime]:
    days: dict[tuple[int, ...], int] = {}
    weeks: set[tuple[int, ...]] = set()
    months: set[tuple[int, ...]] = set()
    keep: set[datetime.datetime] = set()
    for moment in sorted(taken, reverse=True):
        day = (moment.year, moment.month, moment.day)
        is_last_of_day = day not in days
        number = days.setdefault(day, len(days))
        if number < ALL_OF_DAYS or (is_last_of_day and number < DAYS):
            keep.add(moment)
        for told, most, period in (
            (weeks, WEEKS, moment.isocalendar()[:2]),
            (months, MONTHS, day[:2]),
        ):
            if period not in told:
                if len(told) < most:
                    keep.add(moment)
                told.add(period)
    return frozenset(keep)


def backup_folder(backups: Path, register: Path) -> Path:
    """Return the folder that holds the backups of one register."""
    place = os.path.normcase(register.absolute())
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return backups / f"{register.stem} {digest}"


def backups_of(folder: Path) -> dict[datetime.datetime, Path]:
    """Return the backups in a folder by the time they were taken (UTC), oldest first."""
    found: dict[datetime.datetime, Path] = {}
    for path in sorted(folder.glob("*.backstop")) if folder.is_dir() else ():
        try:
            moment = datetime.datetime.strptime(path.name, _NAME)
        except ValueError:
            continue
        found[moment.replace(tzinfo=datetime.UTC)] = path
    return found


def back_up(
    source: Path, folder: Path, now: datetime.datetime, *, always: bool = False
) -> Path | None:
    """Copy a register into its backup folder and thin the folder; return the copy.

    None where the newest copy is less than ten minutes old, unless `always`.
    """
    moment = now.astimezone(datetime.UTC).replace(microsecond=0)
    known = backups_of(folder)
    if not always and any(datetime.timedelta() <= moment - taken < APART for taken in known):
        return None
    while moment in known:
        moment += datetime.timedelta(seconds=1)
    copy = _copied(source, folder, moment.strftime(_NAME))
    known[moment] = copy
    keep = kept(known, moment)
    for taken, path in known.items():
        if taken not in keep:
            remove_quietly(path)
    for part in folder.glob("*.part"):  # of a copy that a crash or a full disk cut short
        remove_quietly(part)
    return copy


def set_aside(source: Path, folder: Path, now: datetime.datetime) -> Path:
    """Keep a file that cannot be opened beside the backups; it is never thinned nor counted."""
    name = now.astimezone(datetime.UTC).strftime(_UNFIT_NAME)
    number, copy = 1, f"{name}.backstop"
    while (folder / copy).exists():
        number += 1
        copy = f"{name} {number}.backstop"
    return _copied(source, folder, copy)


def _copied(source: Path, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / name
    part = copy.with_suffix(".part")
    with noted(part):
        shutil.copyfile(source, part)
        flush(part)
        part.replace(copy)
        flush_folder(folder)
    return copy
