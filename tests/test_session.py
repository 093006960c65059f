"""The one door: register files and JSON registers behave alike through a session."""

from __future__ import annotations

import datetime
import json

import pytest

from planner.errors import BackstopError
from planner.register.edits import AddRecord, ChangeClass, ChangeFields
from planner.register.records import Service
from planner.session import Session
from planner.storage.folders import Folders
from planner.storage.register_file import ChangedByAnother

NOON = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def common(tmp_path):
    return {"now": lambda: NOON, "folders": Folders.under(tmp_path / "home"), "machine": "laptop"}


@pytest.mark.parametrize("name", ["a.backstop", "a.json"])
def test_edit_undo_redo_save_and_open_again(tmp_path, common, name):
    path = tmp_path / name
    with Session.new(path, "Ashmere", "Sam", **common) as session:
        step = session.apply(AddRecord(Service("S1", "Home care", "needed")))
        assert step.who == "Sam"
        assert step.when == NOON
        session.apply(ChangeClass("S1", "must", "Harm."))
        assert session.undo_sentence == "Class of Home care changed from needed to must"
        assert session.history()[-1].why == "Harm."
        session.undo()
        assert session.redo_sentence == "Class of Home care changed from needed to must"
        assert session.register.services["S1"].class_ == "needed"
        session.redo()
        assert session.redo_sentence == ""
        assert session.revision == 4
        assert not session.is_saved
        assert session.save().in_place
        assert session.is_saved
    with Session.open(path, "Alex", **common) as again:
        assert again.register.services["S1"].class_ == "must"
        assert again.notices == ()
        assert again.is_saved


def test_an_edit_that_changes_nothing_leaves_no_step(tmp_path, common):
    with Session.new(tmp_path / "a.backstop", "Ashmere", "Sam", **common) as session:
        session.apply(AddRecord(Service("S1", "Home care")))
        assert session.apply(ChangeFields("service", "S1", {"title": "Home care"})) is None
        assert len(session.history()) == 1


def test_a_step_is_taken_back_by_its_number(tmp_path, common):
    with Session.new(tmp_path / "a.backstop", "Ashmere", "Sam", **common) as session:
        session.apply(AddRecord(Service("S1", "Home care")))
        session.apply(AddRecord(Service("S2", "Parks")))
        session.take_back(1, "Entered twice")
        assert list(session.register.services) == ["S2"]
        with pytest.raises(BackstopError, match="there is no such step"):
            session.take_back(99)


def test_a_json_register_changed_by_another_is_not_written_over(tmp_path, common):
    path = tmp_path / "a.json"
    session = Session.new(path, "Ashmere", "Sam", **common)
    session.apply(AddRecord(Service("S1", "Home care")))
    path.write_text("{}")
    with pytest.raises(ChangedByAnother):
        session.save()
    assert path.read_text() == "{}"
    session.save_as(tmp_path / "b.json")
    assert session.is_saved
    assert json.loads((tmp_path / "b.json").read_text())["services"][0]["id"] == "S1"


def test_a_register_file_is_exported_as_json_and_not_saved_as_it(tmp_path, common):
    with Session.new(tmp_path / "a.backstop", "Ashmere", "Sam", **common) as session:
        session.apply(AddRecord(Service("S1", "Home care")))
        with pytest.raises(BackstopError, match="export"):
            session.save_as(tmp_path / "a.json")
        session.export_json(tmp_path / "a.json")
        register = session.register
    with Session.open(tmp_path / "a.json", "Sam", **common) as exported:
        assert exported.register.tables == register.tables
        assert exported.register.council == register.council


def test_an_export_to_a_folder_that_is_not_there_says_so(tmp_path, common):
    with (
        Session.new(tmp_path / "a.backstop", "Ashmere", "Sam", **common) as session,
        pytest.raises(BackstopError, match=r"x\.json could not be saved"),
    ):
        session.export_json(tmp_path / "nowhere" / "x.json")


def test_the_known_answers_survive_a_register_file(tmp_path, common, shared):
    from planner.exchange.register_json import register_from_json, register_to_json

    for number, path in enumerate(sorted((shared / "golden" / "model").glob("*.json"))):
        register = register_from_json(json.loads(path.read_text())["register"])
        kept = tmp_path / f"{number}.backstop"
        Session.of(kept, register, "Sam", **common).close()
        with Session.open(kept, "Sam", **common) as session:
            assert session.register == register
            assert register_to_json(session.register) == register_to_json(register)
