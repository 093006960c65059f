"""A note says who has a register open; it informs and never stops anybody."""

from __future__ import annotations

import dataclasses
import datetime
import os
from datetime import timedelta

import pytest

from planner.storage.courtesy_lock import (
    LockNote,
    leave_note,
    note_of_another,
    note_path,
    take_away,
)

NOW = datetime.datetime(2026, 6, 17, 12, 0, tzinfo=datetime.UTC)
NOTE = LockNote("Sam", "laptop", NOW, NOW, "mine")


def grow_old(register):
    """Let the note have been written long ago by the clock of the disk."""
    os.utime(note_path(register), (1, 1))


@pytest.fixture
def register(tmp_path):
    return tmp_path / "a.backstop"


def test_another_sees_the_note_and_its_owner_does_not(register):
    leave_note(register, NOTE)
    assert note_of_another(register, NOW, "other") == NOTE
    assert note_of_another(register, NOW, "mine") is None
    assert "Sam" in NOTE.sentence
    assert "laptop" in NOTE.sentence


def test_a_note_without_a_sign_of_life_is_ignored(register):
    leave_note(register, NOTE)
    assert note_of_another(register, NOW + timedelta(minutes=9), "other")
    grow_old(register)
    assert note_of_another(register, NOW + timedelta(minutes=9), "other")
    assert note_of_another(register, NOW + timedelta(minutes=11), "other") is None


@pytest.mark.parametrize("hours", [-3, 3, 9000])
def test_a_wrong_clock_elsewhere_does_not_hide_who_has_it_open(register, hours):
    leave_note(register, NOTE)
    assert note_of_another(register, NOW + timedelta(hours=hours), "other") == NOTE
    assert [one.name for one in register.parent.iterdir()] == [note_path(register).name]
    grow_old(register)
    assert note_of_another(register, NOW + timedelta(hours=hours), "other") is None


def test_a_note_is_read_as_names_and_nothing_more(register):
    leave_note(register, dataclasses.replace(NOTE, who="A\n<b>B</b>\x00" + "x" * 900))
    read = note_of_another(register, NOW)
    assert read.who == "A <b>B</b> " + "x" * 69
    note_path(register).write_text(" " * 5000 + note_path(register).read_text())
    assert note_of_another(register, NOW) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"who": "x"}', "\x00", "[" * 4000])
def test_a_broken_note_is_ignored(register, text):
    note_path(register).write_text(text)
    assert note_of_another(register, NOW, "other") is None


def test_only_its_owner_takes_a_note_away(register):
    leave_note(register, NOTE)
    take_away(register, "other")
    assert note_path(register).exists()
    take_away(register, "mine")
    assert not note_path(register).exists()


def test_a_folder_that_is_not_there_is_no_reason_to_stop(tmp_path):
    (tmp_path / "file").write_text("")
    leave_note(tmp_path / "file" / "a.backstop", NOTE)
    assert note_of_another(tmp_path / "file" / "a.backstop", NOW) is None


def test_a_session_shows_that_it_lives_and_takes_its_note_away(door, place):
    session = door.new(place)
    door.time += timedelta(minutes=30)
    grow_old(place)
    assert note_of_another(place, door.time, "other") is None
    session.show_presence()
    assert note_of_another(place, door.time, "other").who == "Sam"
    session.close()
    assert not note_path(place).exists()
