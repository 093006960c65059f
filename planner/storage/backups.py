"""Copies of a register as it was before each save, thinned as they grow old."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from planner.storage.publish import remove_quietly

# Within this age all copies are kept; then one a day, one a week, one a month.
KEEP_ALL = datetime.timedelta(days=2)
KEEP_DAILY = datetime.timedelta(days=14)
KEEP_WEEKLY = datetime.timedelta(days=70)
KEEP_MONTHLY = datetime.timedelta(days=730)
# Two saves within this time need one copy only: the older one is the one worth having.
APART = datetime.timedelta(minutes=10)
_NAME = "%Y-%m-%d %H%M%S.backstop"


def kept(
    taken: Iterable[datetime.datetime], now: datetime.datetime
) -> frozenset[datetime.datetime]:
    """Return which copies to keep: all of two days, then the last of each day, week and month.

    Days older than 14, weeks older than 70 days and months older than two years are let go. The
    newest copy is always kept.
    """
    newest_first = sorted(taken, reverse=True)
    told: set[tuple[str, int, int]] = set()
    keep = set(newest_first[:1])
    for moment in newest_first:
        period = _period(moment, now - moment)
        if period is None:
            continue
        if period[0] == "moment" or period not in told:
            keep.add(moment)
        told.add(period)
    return frozenset(keep)


def _period(moment: datetime.datetime, age: datetime.timedelta) -> tuple[str, int, int] | None:
    if age <= KEEP_ALL:
        return ("moment", 0, 0)
    if age <= KEEP_DAILY:
        return ("day", moment.year, moment.timetuple().tm_yday)
    if age <= KEEP_WEEKLY:
        return ("week", *moment.isocalendar()[:2])
    if age <= KEEP_MONTHLY:
        return ("month", moment.year, moment.month)
    return None


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
    if known and not always and moment - max(known) < APART:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / moment.strftime(_NAME)
    part = copy.with_suffix(".part")
    try:
        shutil.copyfile(source, part)
        part.replace(copy)
    finally:
        remove_quietly(part)
    known[moment] = copy
    keep = kept(known, moment)
    for taken, path in known.items():
        if taken not in keep:
            remove_quietly(path)
    return copy
