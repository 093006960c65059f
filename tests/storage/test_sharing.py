"""Several people and one register file: one edits, others read, and taking over loses nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from planner.courtesy import ReadingOnly
from planner.errors import BackstopError
from planner.exercise.log import Entry
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Exercise, Scenario, Service
from planner.session import Session
from planner.storage.courtesy_lock import note_path, note_there

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
PARKS = AddRecord(Service("S1", "Parks"))
LIBRARIES = AddRecord(Service("S2", "Libraries"))
NOTED = Entry(number=0, kind="note", at=NOON, play=0, words="The room decided.")
MINUTE = timedelta(minutes=1)


def saved_by(session, edit):
    session.apply(edit)
    session.save()


def test_the_second_reads_and_is_told_of_whom(machines, place):
    anna = machines.open(place, "Anna Lee", machine="COUNCIL-LT-114")
    assert not anna.is_reading
    assert anna.reading_words == ""
    ben = machines.open(place, "Ben")
    assert ben.is_reading
    assert ben.other_person.who == "Anna Lee"
    assert ben.notices == ()
    assert ben.reading_words == (
        "Anna Lee has had this register open on COUNCIL-LT-114 since 12:00. You are reading; "
        "nothing you do changes it."
    )
    anna.apply(PARKS)
    assert not anna.is_reading


def test_whoever_reads_can_change_nothing_but_ask_anything(machines, place, tmp_path):
    anna = machines.open(place, "Anna")
    saved_by(anna, PARKS)
    ben = machines.open(place, "Ben")
    before = place.read_bytes()
    for change in (
        lambda: ben.apply(LIBRARIES),
        ben.undo,
        lambda: ben.take_back(1),
        lambda: ben.log("E1", NOTED),
        ben.save,
        lambda: ben.save_as(place, overwrite=True),
    ):
        with pytest.raises(ReadingOnly, match=r"reading"):
            change()
    assert place.read_bytes() == before
    assert ben.revision == 1
    assert len(ben.check()) > 0
    ben.export_workbook(tmp_path / "out.xlsx")
    ben.export_json(tmp_path / "out.json")
    ben.close()
    assert note_there(place).who == "Anna"


def test_a_copy_of_what_is_read_can_be_changed(machines, place):
    machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    copy = place.with_name("copy.backstop")
    ben.save_as(copy)
    assert not ben.is_reading
    assert note_there(copy).who == "Ben"
    saved_by(ben, PARKS)
    assert note_there(place).who == "Anna"


def test_taking_over_edits_and_the_first_keeps_what_was_not_saved(machines, place):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    saved_by(anna, PARKS)
    anna.apply(LIBRARIES)
    machines.pass_time(MINUTE)
    ben.take_over()
    assert not ben.is_reading
    assert set(ben.register.services) == {"S1"}, "what Anna saved is read first"
    anna.show_presence()
    assert anna.was_taken_over
    assert anna.reading_words.startswith("Ben took this register over on Ben-laptop at 12:01.")
    assert anna.unsaved_steps == 1
    with pytest.raises(ReadingOnly, match="save what you have as a copy"):
        anna.apply(ChangeFields("service", "S2", {"title": "Two libraries"}))
    saved_by(ben, AddRecord(Service("S3", "Roads")))
    anna.save_as(place.with_name("of Anna.backstop"))
    assert anna.is_saved
    assert not anna.is_reading
    assert set(anna.register.services) == {"S1", "S2"}


def test_a_save_asks_the_note_first_so_that_nothing_is_saved_past_the_one_who_took_over(
    machines, place
):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    ben.take_over()
    anna.apply(PARKS)  # she was not told yet
    before = place.read_bytes()
    with pytest.raises(ReadingOnly):
        anna.save()
    assert place.read_bytes() == before
    assert anna.unsaved_steps == 1


def test_what_the_one_before_did_comes_back_after_closing_without_a_copy(machines, place):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    anna.apply(PARKS)
    ben.take_over()
    anna.show_presence()
    anna.close()
    saved_by(ben, LIBRARIES)
    again = machines.open(place, "Anna")
    assert again.is_reading
    assert set(again.register.services) == {"S1"}
    assert "save your work under another name" in " ".join(again.notices)
    again.save_as(place.with_name("of Anna.backstop"))
    assert machines.open(place, "Anna").register.services.keys() == {"S2"}


def test_it_can_be_taken_back_and_taken_again(machines, place):
    people = [machines.open(place, who) for who in ("Anna", "Ben", "Cas")]
    for number in range(3):
        one = people[(number + 1) % 3]
        one.take_over()
        for other in people:
            other.show_presence()
        assert [other.is_reading for other in people].count(False) == 1
        assert not one.is_reading
        saved_by(one, AddRecord(Service(f"S{number}", f"Service {number}")))
    assert len(people[0].register.services) == 3


def test_of_two_who_take_over_at_once_one_edits(machines, place):
    anna, ben, cas = (machines.open(place, who) for who in ("Anna", "Ben", "Cas"))
    turn = note_there(place).turn
    ben.take_over()
    note = note_path(place).read_text().replace(f'"turn": {turn + 1}', f'"turn": {turn}')
    note_path(place).write_text(note)  # as Cas saw it a moment earlier
    cas.take_over()
    for one in (anna, ben, cas):
        one.show_presence()
    assert [one.is_reading for one in (anna, ben, cas)] == [True, True, False]


def test_a_sign_of_life_written_over_one_who_took_over_does_not_take_it_back(machines, place):
    anna = machines.open(place, "Anna")
    earlier = note_path(place).read_bytes()
    ben = machines.open(place, "Ben")
    ben.take_over()
    note_path(place).write_bytes(earlier)  # Anna looked before and wrote after
    ben.show_presence()
    assert not ben.is_reading
    anna.show_presence()
    assert anna.was_taken_over


def test_a_reader_learns_that_the_file_was_saved_and_reads_it_anew(machines, place):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    assert not ben.newer()
    saved_by(anna, PARKS)
    assert not anna.newer()
    assert ben.newer()
    assert ben.newer(), "until it is read"
    ben.read_anew()
    assert not ben.newer()
    assert set(ben.register.services) == {"S1"}
    assert ben.is_reading
    assert ben.notices == ()
    assert len(ben.history()) == 1
    saved_by(anna, LIBRARIES)
    ben.read_anew()
    assert len(ben.register.services) == 2


def test_what_is_not_saved_is_not_read_over(machines, place):
    anna = machines.open(place, "Anna")
    ben = machines.open(place, "Ben")
    anna.apply(PARKS)
    ben.take_over()
    saved_by(ben, LIBRARIES)
    anna.show_presence()
    assert anna.newer()
    with pytest.raises(BackstopError, match="save them as a copy"):
        anna.read_anew()
    assert set(anna.register.services) == {"S1"}
    anna.take_over()
    assert set(anna.register.services) == {"S1"}, "her changes stay when she takes it back"
    with pytest.raises(BackstopError, match="changed by another"):
        anna.save()


def test_an_exercise_in_play_goes_on_when_the_register_is_taken_over(machines, place):
    anna = machines.open(place, "Anna")
    anna.apply(AddRecord(Scenario("X1", "Failure")))
    anna.apply(AddRecord(Exercise("E1", "Exercise", scenario="X1")))
    machines.open(place, "Ben").take_over()
    anna.show_presence()
    assert anna.was_taken_over
    anna.log("E1", NOTED)
    copy = place.with_name("played.backstop")
    anna.save_as(copy)
    assert len(machines.open(copy, "Cas").log_of("E1")) == 1


def test_a_register_kept_as_json_has_no_note_and_sees_what_is_newer(machines, place):
    path = place.with_name("a.json")
    with Session.new(path, "Ashmere", "Anna") as anna:
        anna.give_way()
        assert not anna.is_reading
        shutil.copy(path, path.with_name("b.json"))
        anna.apply(PARKS)
        anna.save()
        assert not anna.newer()
        shutil.copy(path.with_name("b.json"), path)
        assert anna.newer()
        anna.read_anew()
        assert not anna.register.services
