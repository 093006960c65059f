"""What Backstop remembers of the person at this computer."""

import datetime
from pathlib import Path

import pytest

from planner.answers import personal
from planner.register.records import Contract, Council, Service
from planner.register.register import Register
from planner.storage.folders import Folders

NOON = datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def folders(tmp_path):
    return Folders.under(tmp_path / "home")


def remembered(folders, path, *services):
    rows = [Service(one, one.title()) for one in services]
    personal.remember_opened(folders, path, Register.build(Council("A"), rows), NOON)


def test_the_login_name_stands_in_until_a_name_is_given(folders, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "r.okafor")
    assert personal.user_name(folders) == "r.okafor"
    personal.remember_user_name(folders, "  R. Okafor ")
    assert personal.user_name(folders) == "R. Okafor"
    personal.remember_user_name(folders, "")
    assert personal.user_name(folders) == "r.okafor"


def test_recent_registers_tell_when_how_much_and_what_is_missing(folders, tmp_path):
    there = tmp_path / "one.backstop"
    there.touch()
    remembered(folders, tmp_path / "two.backstop", "a")
    remembered(folders, tmp_path / "away" / "three.backstop")
    remembered(folders, there, "a", "b")
    one, three, two = personal.recent_registers(folders)
    assert (one.path, one.services, one.contracts, one.missing) == (there, 2, 0, "")
    assert one.opened == NOON
    assert two.missing == "Not found"
    assert three.missing == "The folder is not there now"
    assert personal.last_register(folders) == there


def test_a_register_taken_off_the_list_is_not_deleted(folders, tmp_path):
    path = tmp_path / "one.backstop"
    path.touch()
    remembered(folders, path)
    personal.forget_recent(folders, path)
    assert personal.recent_registers(folders) == ()
    assert personal.last_register(folders) is None
    assert path.exists()


def test_notes_of_an_unknown_kind_are_blank_not_zero(folders, tmp_path):
    folders.settings.mkdir(parents=True)
    path = tmp_path / "one.backstop"
    (folders.settings / "settings.json").write_text(
        f'{{"recent": ["{path.as_posix()}"], "notes": {{"{path}": {{"opened": "soon"}}}}}}'
    )
    (found,) = personal.recent_registers(folders)
    assert (found.opened, found.services, found.contracts) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.backstop", "", True),
        ("a.json", '{\n "format": "backstop-register", "version": 1}', True),
        ("a.json", '[{"ocid": "1"}]', False),
        ("a.csv", '"backstop-register"', False),
        ("a.xlsx", "", False),
    ],
)
def test_a_register_is_told_from_a_list(tmp_path: Path, name, text, expected):
    path = tmp_path / name
    path.write_text(text)
    assert personal.is_register(path) is expected


def test_a_file_that_is_not_there_is_no_json_register(tmp_path):
    assert not personal.is_register(tmp_path / "none.json")


def test_contracts_are_counted(folders, tmp_path):
    rows = [Contract("c1", "One", "s", "p"), Contract("c2", "Two", "s", "p")]
    personal.remember_opened(
        folders, tmp_path / "a.backstop", Register.build(Council("A"), rows), NOON
    )
    assert personal.recent_registers(folders)[0].contracts == 2
