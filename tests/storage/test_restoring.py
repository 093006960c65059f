"""A register is restored from a backup, and nothing that stood in its place is lost."""

from __future__ import annotations

import dataclasses
import datetime
from datetime import timedelta

import pytest

from planner.answers import caring
from planner.errors import BackstopError
from planner.exercise.log import Entry
from planner.register.edits import AddRecord, ChangeCouncil, ChangeFields, RemoveRecord
from planner.register.records import Contract, Exercise, Inject, Provider, Scenario, Service
from planner.session import Session
from planner.storage import register_file
from planner.storage.aside import read_aside
from tests.storage.conftest import NOON

RECORDS = (
    Service("home-care", "Home care", "must", mtpd_days=2),
    Provider("careful", "Careful Homes"),
    Contract("C1", "North", "home-care", "careful"),
    Contract("C2", "South", "home-care", "careful"),
    Contract("C3", "West", "home-care", "careful"),
)


@pytest.fixture
def lived(door, place):
    """A register saved on three days, a backup before each save; the last day is open."""
    session = door.new(place)
    for record in RECORDS:
        session.apply(AddRecord(record))
    session.save()
    door.time += timedelta(days=1)
    session.apply(RemoveRecord("contract", "C2"))
    session.apply(ChangeCouncil({"marking": "OFFICIAL"}))
    session.save()
    door.time += timedelta(days=1)
    session.apply(ChangeFields("contract", "C3", {"title": "Far west"}))
    session.apply(AddRecord(Contract("C4", "East", "home-care", "careful")))
    session.save()
    return session


def backups(door, place):
    return caring.backups_of(place, door.folders)


def content(register):
    return dataclasses.replace(register, revision=0)


def test_backups_say_what_they_hold_and_what_differs(door, place, lived):
    newest, second, first = backups(door, place)
    assert [one.taken for one in (first, second, newest)] == [
        NOON,
        NOON + timedelta(days=1),
        NOON + timedelta(days=2),
    ]
    assert (second.counts["contract"], second.revision, second.council) == (3, 5, "Ashmere")
    assert second.size == second.path.stat().st_size > 1000
    told = [
        caring.differs_from_now(one, lived.register, lived.history()) for one in (newest, first)
    ]
    assert told == [
        "2 changes since; 1 contract more now",
        "9 changes since; 1 service more now; 1 provider more now; 3 contracts more now",
    ]


def test_a_backup_of_another_history_is_told_as_one(door, place, lived, tmp_path):
    backup = backups(door, place)[0]
    other = door.new(tmp_path / "other.backstop")
    assert caring.differs_from_now(backup, other.register, other.history()).startswith(
        "another history"
    )


def test_restoring_is_one_step_that_undo_takes_back(door, place, lived):
    second = backups(door, place)[1]
    with read_aside(second.path, door.folders) as aside:
        then = aside.register
    before = lived.register
    lived.apply(ChangeFields("contract", "C1", {"title": "Not saved"}))
    unsaved = lived.register
    restored = lived.restore(second)
    assert content(lived.register) == content(then)
    assert list(lived.register.contracts) == ["C1", "C2", "C3"]
    assert restored.step.sentence == "Restored the register from the backup of 6 January 2026 12:00"
    assert (restored.step.who, restored.step.number) == ("Sam", 11)
    with read_aside(restored.kept, door.folders) as aside:
        assert content(aside.register) == content(before)
    lived.save()
    lived.close()
    again = door.open(place)
    assert content(again.register) == content(then)
    again.undo()
    assert content(again.register) == content(unsaved)
    assert list(again.register.contracts) == list(unsaved.contracts)


def test_restoring_what_is_there_already_makes_no_step(door, place, lived):
    lived.restore(backups(door, place)[1])
    number = lived.revision
    restored = lived.restore(backups(door, place)[2])
    assert restored.step is None
    assert lived.revision == number
    assert "nothing was changed" in restored.sentence


def test_a_played_exercise_stays_with_its_log_and_what_it_points_at(door, place, lived):
    lived.apply(AddRecord(Provider("late", "Late Ltd")))
    lived.apply(AddRecord(Scenario("S1", "Late stops")))
    lived.apply(AddRecord(Exercise("X1", "Played", "S1")))
    lived.apply(AddRecord(Inject("I1", "X1", "Call")))
    lived.log("X1", Entry(number=0, kind="note", at=NOON, play=0.0, words="said"))
    lived.save()
    lived.restore(backups(door, place)[2])
    assert list(lived.register.of_kind("exercise")) == ["X1"]
    assert list(lived.register.scenarios) == ["S1"]
    assert len(lived.register.of_kind("inject")) == 1
    assert [one.words for one in lived.log_of("X1")] == ["said"]
    assert "late" not in lived.register.providers


def test_a_log_that_only_the_backup_has_is_added(door, place, lived):
    lived.apply(AddRecord(Exercise("X1", "Played", None)))
    lived.log("X1", Entry(number=0, kind="note", at=NOON, play=0.0, words="said"))
    for _ in range(2):
        door.time += timedelta(days=1)
        lived.save()
    lived.close()
    place.unlink()
    session = door.new(place)
    session.restore(backups(door, place)[0])
    assert [one.words for one in session.log_of("X1")] == ["said"]
    session.save()
    session.close()
    assert door.open(place).notices == ()


def test_where_no_backup_can_be_kept_nothing_is_restored(door, place, lived, monkeypatch):
    second = backups(door, place)[1]
    number = lived.revision

    def full(*arguments, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(register_file, "back_up", full)
    with pytest.raises(BackstopError, match=r"No backup of ashmere\.backstop could be kept"):
        lived.restore(second)
    assert lived.revision == number


def test_a_full_disk_of_backups_lets_a_save_through_and_tells(door, place, lived, monkeypatch):
    def full(*arguments, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(register_file, "back_up", full)
    lived.apply(ChangeFields("contract", "C1", {"title": "Kept all the same"}))
    lived.save()
    assert (
        lived.notices[-1]
        == "No backup of ashmere.backstop could be kept (no space left on device)."
    )
    lived.close()
    assert door.open(place).register.contracts["C1"].title == "Kept all the same"


def test_a_damaged_file_is_set_aside_and_replaced(door, place, lived):
    lived.close()
    place.write_bytes(place.read_bytes()[:9000])
    damaged = place.read_bytes()
    with pytest.raises(BackstopError, match="is damaged"):
        door.open(place)
    second = backups(door, place)[1]
    told = caring.restore_over(place, second, "Anna", door.folders, door.time)
    (kept,) = (one for one in second.path.parent.iterdir() if "unfit" in one.name)
    assert kept.read_bytes() == damaged
    assert str(kept) in told
    session = door.open(place)
    assert list(session.register.contracts) == ["C1", "C2", "C3"]
    last = session.history()[-1]
    assert (last.who, last.when) == ("Anna", door.time)
    assert last.sentence == "Restored the register from the backup of 6 January 2026 12:00"
    session.undo()  # the step changed no record of its own
    session.undo()
    assert "C3" not in session.register.contracts


def test_a_file_that_went_away_comes_back_from_its_backup(door, place, lived):
    lived.close()
    place.unlink()
    caring.restore_over(place, backups(door, place)[0], "Anna", door.folders, door.time)
    assert list(door.open(place).register.contracts) == ["C1", "C3"]


def test_a_damaged_backup_is_told_and_refused(door, place, lived):
    newest = backups(door, place)[0]
    newest.path.write_bytes(newest.path.read_bytes()[:9000])
    seen = backups(door, place)[0]
    assert "is damaged" in seen.fault
    before = place.read_bytes()
    with pytest.raises(BackstopError, match="is damaged"):
        caring.restore_over(place, seen, "Anna", door.folders, door.time, anyway=True)
    assert place.read_bytes() == before


def test_a_register_in_use_is_not_replaced(door, place, lived, tmp_path):
    with pytest.raises(BackstopError, match=r"Sam has ashmere\.backstop open on laptop"):
        caring.refuse_while_in_use(place, door.folders, door.time)
    lived.close()
    caring.refuse_while_in_use(place, door.folders, door.time)
    other = door.open(place)
    other.apply(ChangeFields("contract", "C1", {"title": "Not saved"}))
    other.close()
    with pytest.raises(BackstopError, match="not saved yet"):
        caring.refuse_while_in_use(place, door.folders, door.time)
    assert door.open(place).register.contracts["C1"].title == "Not saved"


def test_backups_are_found_after_a_register_moved_and_was_renamed(door, place, lived, tmp_path):
    lived.close()
    other = door.new(tmp_path / "other.backstop")
    door.time += timedelta(minutes=1)
    other.apply(AddRecord(RECORDS[0]))
    other.save()
    other.save()
    moved = tmp_path / "moved.backstop"
    place.rename(moved)
    assert backups(door, moved) == ()
    found = caring.backups_under_other_names(moved, door.folders)
    assert [one.revision for one in found] == [7, 5, 0]
    assert caring.backups_under_other_names(tmp_path / "not there.backstop", door.folders) == ()


@pytest.mark.parametrize(
    ("called", "expected"),
    [("1", 0), ("3", 2), ("2026-01-06", 1), ("2026-01", 0), ("2026-01-05T12:00", 2)],
)
def test_a_backup_is_called_by_number_or_by_its_time(door, place, lived, called, expected):
    found = backups(door, place)
    assert caring.backup_called(found, called, datetime.UTC) is found[expected]


@pytest.mark.parametrize("called", ["0", "4", "2025", "yesterday", ""])
def test_a_backup_that_is_not_there_is_refused(door, place, lived, called):
    found = backups(door, place)[:0] if not called else backups(door, place)
    with pytest.raises(BackstopError, match="none of that time or number"):
        caring.backup_called(found, called, datetime.UTC)


def test_a_json_register_has_no_backups(door, tmp_path):
    with pytest.raises(BackstopError, match="kept as JSON has no backups"):
        caring.backups_of(tmp_path / "a.json", door.folders)
    session = Session.new(tmp_path / "a.json", "Ashmere", "Sam", folders=door.folders)
    with pytest.raises(BackstopError, match=r"is not a \.backstop file"):
        session.restore(None)
    session.close()
