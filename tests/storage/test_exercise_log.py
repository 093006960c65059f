"""The log of an exercise beside saves, full disks, other programs, undo and removals."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3

import pytest

from planner.errors import BackstopError
from planner.exercise.clock import held_since
from planner.exercise.log import Entry
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord
from planner.register.records import Exercise, Inject, Scenario
from planner.session import Session
from planner.storage.publish import SaveFailed
from tests.storage.conftest import NOON

HERON = Exercise("heron", "Exercise Heron", scenario="S-1", start_day=0, start_time="09:00")
RING = Inject("heron-1", "heron", "The company rings", day=0)


@pytest.fixture
def played(door, place):
    """Return a saved session with an exercise in which two entries were logged."""
    session = door.new(place)
    for record in (Scenario("S-1", "It stops"), HERON, RING):
        session.apply(AddRecord(record))
    session.log("heron", entry("start"))
    session.log("heron", entry("show", inject="heron-1"))
    session.save()
    return session


def entry(kind, seconds=0, **values):
    at = NOON + datetime.timedelta(seconds=seconds)
    return Entry(number=0, kind=kind, at=at, play=540.0 + seconds, who="Sam", **values)


def words(session):
    return [one.words for one in session.log_of("heron")]


def test_what_is_logged_while_a_save_runs_is_saved_by_the_next(door, place, played, monkeypatch):
    played.log("heron", entry("note", words="Before"))
    copy_to = type(played._kept._copy).copy_to

    def logs_meanwhile(copy, path):
        copy_to(copy, path)
        played.log("heron", entry("note", words="Meanwhile"))

    with monkeypatch.context() as patch:
        patch.setattr(type(played._kept._copy), "copy_to", logs_meanwhile)
        played.save()
    assert not played.is_saved
    assert played.unsaved_steps == 1
    played.close()
    again = door.open(place)
    assert "Recovered 1 change" in again.notices[0]
    assert words(again)[-2:] == ["Before", "Meanwhile"]
    again.save()
    assert again.is_saved


def test_the_second_of_play_outlives_a_kill_long_after_the_last_save(door, place, played):
    for seconds in range(600):
        played.keep_pulse("heron", NOON + datetime.timedelta(seconds=seconds))
    assert played.is_saved
    played._kept._folder.release()  # as when the program is killed
    again = door.open(place)
    assert again.pulse("heron") == NOON + datetime.timedelta(seconds=599)
    assert again.is_saved
    assert any("its clock was held there" in one for one in again.notices)
    again.save()
    again._kept._folder.release()
    assert not [one for one in door.open(place).notices if "clock" in one]


def test_anothers_later_version_counts_for_more_than_the_second_of_play(
    door, place, played, tmp_path
):
    played.keep_pulse("heron", NOON)
    played._kept._folder.release()
    theirs = door.new(tmp_path / "theirs.backstop")
    place.write_bytes(theirs.path.read_bytes())
    again = door.open(place)
    assert not [one for one in again.notices if "clock" in one]
    assert not again.register.of_kind("exercise")


def test_a_full_disk_is_said_in_a_sentence_and_the_log_goes_on_when_there_is_room(
    door, place, played
):
    resource = pytest.importorskip("resource", reason="limits are for POSIX systems only")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = played.log_of("heron")
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, hard))
    try:
        with pytest.raises(SaveFailed, match="it is not in the log: make room"):
            played.log("heron", entry("decision", words="Pay them", why="x" * 9_000))
        assert played.log_of("heron") == before
        played.keep_pulse("heron", NOON)  # let pass: the next second counts as well
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    made = played.log("heron", entry("decision", words="Pay them", why="x" * 9_000))
    assert made.number == len(before) + 1
    played.keep_pulse("heron", NOON)
    assert played.pulse("heron") == NOON
    played.close()
    assert words(door.open(place)) == ["", "", "Pay them"]


def test_another_program_opens_the_file_meanwhile_and_neither_loses_its_log(
    door, place, played, tmp_path
):
    played.log("heron", entry("note", words="Ours"))
    other = door.open(place, "Eve", machine="desktop")
    assert any("open in another window" in one or "has" in one for one in other.notices)
    assert words(other) == ["", ""]
    other.log("heron", entry("note", words="Theirs"))
    other.save()
    with pytest.raises(SaveFailed, match="was changed by another"):
        played.save()
    made = played.log("heron", entry("note", words="Ours again"))
    assert made.number == 4
    played.save_as(tmp_path / "ours.backstop")
    assert words(door.open(place)) == ["", "", "Theirs"]
    played.close()
    assert words(door.open(tmp_path / "ours.backstop")) == ["", "", "Ours", "Ours again"]


def test_undo_and_redo_never_touch_the_log(played):
    log = played.log_of("heron")
    played.apply(ChangeFields("exercise", "heron", {"aim": "To learn"}))
    number = played.history()[-1].number
    played.log("heron", entry("note", words="Said"))
    log = played.log_of("heron")
    for change in (played.undo, played.redo, lambda: played.take_back(number)):
        change()
        assert played.log_of("heron") == log
    assert "Said" not in played.undo_sentence


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (RemoveRecord("exercise", "heron", with_dependents=True), "its log of 2 entries"),
        (RemoveRecord("inject", "heron-1"), "is in the log of its exercise"),
    ],
)
def test_what_the_log_tells_of_is_not_removed(played, edit, told):
    before = played.register
    with pytest.raises(BackstopError, match=told):
        played.apply(edit)
    assert played.register is before


def test_the_log_stays_where_the_scenario_it_played_is_removed(played):
    log = played.log_of("heron")
    played.apply(RemoveRecord("scenario", "S-1", with_dependents=True))
    assert played.register.of_kind("exercise")["heron"].scenario is None
    assert played.log_of("heron") == log
    played.undo()
    assert played.register.of_kind("exercise")["heron"].scenario == "S-1"


def test_preparing_a_played_exercise_is_not_undone(played):
    with pytest.raises(BackstopError, match="is in the log"):
        played.undo()
    assert played.register.of_kind("inject")["heron-1"] == RING


def test_an_exercise_never_played_is_removed_and_comes_back_by_undo(played):
    played.apply(AddRecord(Exercise("tern", "Exercise Tern")))
    played.apply(RemoveRecord("exercise", "tern"))
    assert "tern" not in played.register.of_kind("exercise")
    played.undo()
    assert "tern" in played.register.of_kind("exercise")


def test_a_log_changed_by_other_means_is_told_of_when_the_file_opens(door, place, played):
    played.close()
    with contextlib.closing(sqlite3.connect(place)) as raw:
        raw.execute("UPDATE exercise_log SET entry = replace(entry, 'Sam', 'Eve')")
        raw.commit()
    assert "changed outside Backstop" in door.open(place).notices[0]


@pytest.mark.parametrize("name", ["a.json", "a.xlsx"])
def test_exports_leave_the_log_out_and_that_is_said(played, tmp_path, name):
    assert "in the register file alone" in played.log_stays
    export = played.export_json if name.endswith("json") else played.export_workbook
    export(tmp_path / name)
    if name.endswith("json"):
        again = Session.open(tmp_path / name, "Eve")
        assert "heron" in again.register.of_kind("exercise")
        assert again.log_of("heron") == ()
        assert again.log_stays == ""


def test_a_saved_play_that_was_cut_off_is_held_at_its_last_second(door, place, played):
    seen = NOON + datetime.timedelta(seconds=40)
    played.keep_pulse("heron", seen)
    played.save()
    played.close()
    again = door.open(place)
    late = NOON + datetime.timedelta(days=1)
    assert held_since(again.log_of("heron"), again.pulse("heron"), late, HERON) == seen
