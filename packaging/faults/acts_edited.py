"""Edits made, taken back and saved, by hand and by the thousand."""

from __future__ import annotations

from faults.acting import Act, Say, Working, a_register, add, leave, many, opened, tried
from faults.places import Place
from planner.register.edits import ChangeFields


def edit_singly(place: Place, say: Say) -> None:
    """Add, change, undo, redo, take back."""
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    working.step("add", lambda: session.apply(add(2)))
    working.step("add", lambda: session.apply(add(3)))
    working.step("change", lambda: session.apply(ChangeFields("service", "S1", {"owner": "Seven"})))
    working.step("undo", session.undo)
    working.step("redo", session.redo)
    working.step("take back", lambda: session.take_back(session.revision - 3))
    leave(working, say)


def edit_in_bulk(place: Place, say: Say) -> None:
    """Add thousands of records in one step, undo it, redo it."""
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    working.step("add many", lambda: session.apply(many(1, 3000)))
    working.step("undo", session.undo)
    working.step("redo", session.redo)
    leave(working, say)


def save_often(place: Place, say: Say) -> None:
    """Edit and save, as autosave does."""
    working = opened(place, say)
    if working is None:
        return
    for number in (2, 3):
        working.step("add", lambda number=number: working.session.apply(add(number)))
        working.save()
    leave(working, say)


def save_after_a_while(place: Place, say: Say) -> None:
    """Save with hours between, so that each save keeps a copy and thins the old ones."""
    working = opened(place, say)
    if working is None:
        return
    for number in (2, 3):
        place.clock.now = place.clock.now.replace(year=2026 + number, day=number)
        working.step("add", lambda number=number: working.session.apply(add(number)))
        working.save()
    leave(working, say)


def with_backups(place: Place) -> None:
    """Make a register that was saved daily for weeks."""
    a_register(place)
    with place.open() as session:
        for day in range(1, 25):
            place.clock.now = place.clock.now.replace(day=day, month=2)
            session.apply(add(100 + day))
            session.save()


def save_as_over(place: Place, say: Say) -> None:
    """Save over another file that is there, go on with it and save again."""
    working = opened(place, say)
    if working is None:
        return
    other = place.share / "other.backstop"
    working.step("add", lambda: working.session.apply(add(2)))
    say("saving as", working.session.revision)
    saved = tried(say, "save as", lambda: working.session.save_as(other, overwrite=True))
    if saved is not None and saved.in_place:
        say("saved as", working.session.revision)
    working.step("add", lambda: working.session.apply(add(3)))
    leave(working, say)


def with_another(place: Place) -> None:
    """Make a register and another file beside it."""
    a_register(place)
    with place.new(place.share / "other.backstop") as session:
        session.apply(add(50))
        session.save()


def make_new(place: Place, say: Say) -> None:
    """Make a new register and edit it."""
    session = tried(say, "new", place.new)
    if session is None:
        return
    working = Working(session, say)
    say("saved", session.revision)
    working.step("add", lambda: session.apply(add(1)))
    leave(working, say)


def nothing(place: Place) -> None:
    """Start with empty folders."""
    place.emptied()


EDITED = (
    Act("editing", a_register, edit_singly),
    Act("editing thousands", a_register, edit_in_bulk, bulk=True),
    Act("saving", a_register, save_often),
    Act("backups", with_backups, save_after_a_while),
    Act("saving as", with_another, save_as_over),
    Act("making new", nothing, make_new),
)
