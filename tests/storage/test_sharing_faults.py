"""Sharing a register file when machines crash, sleep, tell the wrong time, or a share is away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.errors import BackstopError
from planner.register.edits import AddRecord
from planner.register.records import Service
from planner.storage.courtesy_lock import note_path, note_there

PARKS = AddRecord(Service("S1", "Parks"))
MINUTE = timedelta(minutes=1)


def saved_by(session, edit):
    session.apply(edit)
    session.save()


def test_a_reader_learns_that_nobody_has_it_open_any_more(machines, place):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    anna.close()
    ben.show_presence()
    assert ben.is_reading
    assert ben.other_person is None
    assert ben.reading_words.startswith("Nobody else has this register open now.")
    ben.take_over()
    saved_by(ben, PARKS)


def test_who_shows_no_sign_of_life_while_watched_counts_as_gone(machines, place):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    for _ in range(4):
        machines.pass_time(4 * MINUTE)
        anna.show_presence()
        ben.show_presence()
        assert ben.other_person.who == "Anna"
    machines.pass_time(6 * MINUTE)
    ben.show_presence()
    assert ben.other_person.who == "Anna"
    machines.pass_time(5 * MINUTE)
    ben.show_presence()
    assert ben.other_person is None
    anna.show_presence()  # her laptop woke up
    ben.show_presence()
    assert ben.other_person.who == "Anna"


def test_the_note_of_a_crash_long_ago_is_in_nobodys_way(machines, place):
    anna = machines.open(place, "Anna")
    left = note_path(place).read_bytes()
    anna.close()
    note_path(place).write_bytes(left)
    machines.pass_time(11 * MINUTE, place)
    ben = machines.open(place, "Ben")
    assert not ben.is_reading
    assert note_there(place).who == "Ben"


def test_who_slept_while_another_opened_it_reads(machines, place):
    anna = machines.open(place, "Anna")
    anna.apply(PARKS)
    machines.pass_time(40 * MINUTE, place)
    ben = machines.open(place, "Ben")
    assert not ben.is_reading
    anna.show_presence()
    assert anna.was_taken_over
    ben.show_presence()
    assert not ben.is_reading
    assert anna.unsaved_steps == 1


def test_a_crash_of_ones_own_opens_at_once(machines, place):
    anna = machines.open(place, "Anna")
    left = note_path(place).read_bytes()
    anna.close()
    note_path(place).write_bytes(left)
    again = machines.open(place, "Anna")
    assert not again.is_reading
    saved_by(again, PARKS)


def test_ones_own_other_window_has_it(machines, place):
    machines.open(place, "Anna")
    second = machines.open(place, "Anna")
    assert second.reading_words.startswith(
        "You have had this register open in another window since 12:00."
    )
    assert second.notices == ()
    elsewhere = machines.open(place, "Anna", machine="DESK-7")
    assert "open on Anna-laptop since" in elsewhere.reading_words


@pytest.mark.parametrize("hours", [-30, 1])
def test_wrong_clocks_change_nothing_but_the_hour_shown(machines, place, hours):
    machines.wrong_by["Anna"] = timedelta(hours=hours)
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    assert ben.is_reading
    for _ in range(5):
        machines.pass_time(5 * MINUTE)
        anna.show_presence()
        ben.show_presence()
        assert ben.other_person.who == "Anna"
        assert not anna.is_reading
    ben.take_over()
    anna.show_presence()
    ben.show_presence()
    assert anna.was_taken_over
    assert not ben.is_reading


def test_a_command_goes_on_and_is_told(machines, place):
    anna = machines.open(place, "Anna")
    command = machines.open(place, "Ben", gives_way=False)
    assert not command.is_reading
    assert "Anna has had this register open" in command.notices[0]
    saved_by(command, PARKS)
    command.close()
    anna.show_presence()
    assert not anna.is_reading
    assert anna.newer()


def test_a_broken_note_and_a_folder_that_takes_none_are_passed_over(machines, place, monkeypatch):
    note_path(place).write_text("{")
    ben = machines.open(place, "Ben")
    assert not ben.is_reading
    ben.close()

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("planner.storage.courtesy_lock.write_text", refused)
    cas = machines.open(place, "Cas")
    assert not cas.is_reading
    assert cas.notices == ()
    cas.show_presence()
    assert not cas.is_reading


def test_a_share_that_is_away_for_a_while_changes_nothing(machines, place):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    away = place.parent.with_name("away")
    place.parent.rename(away)
    machines.pass_time(3 * MINUTE)
    for one in (anna, ben):
        one.show_presence()
        assert not one.newer()
    assert not anna.is_reading
    assert ben.other_person.who == "Anna"
    with pytest.raises(BackstopError, match="cannot be written to now"):
        ben.take_over()
    assert ben.is_reading
    anna.apply(PARKS)
    with pytest.raises(BackstopError, match="could not be saved"):
        anna.save()
    away.rename(place.parent)
    anna.show_presence()
    anna.save()
    assert ben.newer()
    ben.take_over()
    assert set(ben.register.services) == {"S1"}
