"""What is told to one who reads a register that another has open."""

from __future__ import annotations

import datetime

from planner.storage.courtesy_lock import LockNote


def reading_words(
    other: LockNote | None, mine: LockNote, now: datetime.datetime, *, taken: bool
) -> str:
    """Return the words at the top of a window that reads; times are those of this machine.

    `other` is None where the one who edited has closed it; `taken` where it was taken over.
    """
    if other is None:
        return "Nobody else has this register open now. You are reading it; edit it if you like."
    at = moment(other.since, now)
    if taken:
        return (
            f"{_person(other, mine)} took this register over {_where(other, mine)} at {at}. "
            "What you did before is kept on this computer; nothing you do now changes it."
        )
    has = "have" if _is_same(other, mine) else "has"
    return (
        f"{_person(other, mine)} {has} had this register open {_where(other, mine)} since {at}. "
        "You are reading; nothing you do changes it."
    )


def refusal(other: LockNote | None, mine: LockNote, *, taken: bool) -> str:
    """Return why a change was refused, in a sentence that says what to do."""
    if other is None:
        return (
            "You are only reading this register; choose Edit it at the top first, then change it."
        )
    if taken:
        return (
            f"{_person(other, mine)} took this register over {_where(other, mine)}, so you are "
            "reading it now; save what you have as a copy, or take it back."
        )
    has = "have" if _is_same(other, mine) else "has"
    return (
        f"{_person(other, mine)} {has} this register open {_where(other, mine)}, so you are only "
        "reading it; take it over, or save a copy and change that."
    )


def moment(when: datetime.datetime, now: datetime.datetime) -> str:
    """Return a time of today as 14:02, and one of another day with its date before it."""
    here = when.astimezone(now.tzinfo)
    if here.date() == now.date():
        return f"{here:%H:%M}"
    return f"{here:%H:%M} on {here.day} {here:%B}"


def _is_same(other: LockNote, mine: LockNote) -> bool:
    return other.who == mine.who


def _person(other: LockNote, mine: LockNote) -> str:
    return "You" if _is_same(other, mine) else other.who


def _where(other: LockNote, mine: LockNote) -> str:
    if other.machine != mine.machine:
        return f"on {other.machine}"
    return "in another window" if _is_same(other, mine) else "on this computer"
