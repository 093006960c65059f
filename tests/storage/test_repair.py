"""A damaged register is told in sentences, and what can be saved of it goes into a new file."""

from __future__ import annotations

import dataclasses
import datetime
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.answers import caring
from planner.errors import BackstopError
from planner.exercise.log import Entry, from_json
from planner.progress import Cancelled
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord, Together
from planner.register.records import (
    Exercise,
)
from planner.session import Session
from planner.storage.aside import read_aside
from planner.storage.folders import Folders
from planner.storage.migrations import LATEST_VERSION
from planner.storage.tables import APPLICATION_ID
from tests.storage.conftest import NOON
from tests.storage.damaging import PAGE, WAYS, damaged, fate, register_of, share_kept

SAMPLES = Path(__file__).parents[1] / "samples"
DAY = datetime.date(2026, 5, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A saved register of 100 contracts with fifteen steps of history and a log, and its file."""
    home = tmp_path_factory.mktemp("whole")
    path = home / "ashmere.backstop"
    folders = Folders.under(home / "home")
    session = Session.of(
        path, register_of(100), "Sam", now=lambda: NOON, folders=folders, machine="m"
    )
    for n in range(12):
        session.apply(ChangeFields("provider", f"P{n}", {"cash_days": 100.0 + n}))
    session.apply(Together("Two went", (RemoveRecord("contract", "C99", True),)))
    session.apply(AddRecord(Exercise("X1", "Played")))
    session.undo()
    session.redo()
    for words in ("first", "second"):
        session.log("X1", Entry(number=0, kind="note", at=NOON, play=0.0, words=words))
    session.save()
    register = session.register
    session.close()
    return path, register


@pytest.fixture
def hurt(whole, tmp_path):
    """A copy of the whole register to be damaged by SQL or by bytes."""
    path = tmp_path / "ashmere.backstop"
    shutil.copyfile(whole[0], path)
    return path


@pytest.fixture
def folders(tmp_path):
    return Folders.under(tmp_path / "home")


def sql(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def repair(path, folders, target=None):
    target = target or caring.repaired_name(path)
    return caring.repair_file(path, target, "Anna", folders, NOON)


def content(register):
    return dataclasses.replace(register, revision=0)


def page_of(path, table):
    """Return the number of the page that holds the root of a table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()[0]


def zero(path, page):
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def test_nothing_is_wrong_with_a_whole_file(whole, folders):
    path, register = whole
    assert caring.checked_file(path, folders) == ()
    before = path.read_bytes()
    made = repair(path, folders, folders.settings.parent / "copy.backstop")
    assert path.read_bytes() == before
    with read_aside(made.path, folders) as aside:
        assert content(aside.register) == content(register)
        assert list(aside.register.contracts) == list(register.contracts)
        assert len(aside.history.steps) == 17
        assert aside.history.steps[-1].sentence == "Repaired ashmere.backstop"
        assert [from_json(text).words for text in aside.copy.log_of("X1")] == ["first", "second"]
        assert aside.copy.is_log_whole()


@pytest.mark.parametrize("version", range(LATEST_VERSION + 1))
def test_a_file_of_every_version_is_sound_and_can_be_written_anew(version, folders, tmp_path):
    path = tmp_path / "old.backstop"
    shutil.copyfile(SAMPLES / f"version_{version}.backstop", path)
    assert caring.checked_file(path, folders) == ()
    made = repair(path, folders)
    with read_aside(path, folders) as old, read_aside(made.path, folders) as new:
        assert content(new.register) == content(old.register)
        assert new.history.steps[:-1] == old.history.steps
        for step in old.history.steps:
            assert new.changes_of(step) == old.changes_of(step)


PLANTED = {
    "CREATE TRIGGER sly AFTER INSERT ON services BEGIN DELETE FROM contracts; END": (
        "It holds the trigger sly, which is none of Backstop's."
    ),
    "CREATE VIEW v AS SELECT 1": "It holds the view v, which is none of Backstop's.",
    "CREATE TABLE t (a)": "It holds the table t, which is none of Backstop's.",
    "DROP INDEX ix_contracts_provider": "1 index is missing.",
    "UPDATE contracts SET rank = (SELECT max(rank) FROM contracts) WHERE key = 'C1'": (
        "The order of 1 record of contracts is lost."
    ),
    "UPDATE exercise_log SET entry = replace(entry, 'first', 'never') WHERE number = 1": (
        "Entry 1 of the log of exercises is not what was written, or what was before it is not."
    ),
}
PAST = {
    "DELETE FROM steps WHERE number = 5": "Step 5 of history is missing.",
    "UPDATE changes SET change = '{' WHERE step = 7": (
        "What step 7 of history changed cannot be read."
    ),
    "UPDATE providers SET cash_days = 7 WHERE key = 'P3'": (
        "Provider P3 is not what history says (cash)."
    ),
    "DELETE FROM exercise_log WHERE number = 1": (
        "1 entry before entry 2 of the log of exercises is missing."
    ),
}
VALUES = {
    "UPDATE places SET people = -4 WHERE key LIKE 'C5/%'": (
        "People of people served C5/North/standard/self is now unknown."
    ),
    "UPDATE services SET class = 'big' WHERE key = 's1'": "Class of service s1 is now unknown.",
    "DELETE FROM providers WHERE key = 'P50'": (
        "Provider P50 is lost and was made anew with its code alone, because others point at it."
    ),
    "DELETE FROM contracts WHERE key = 'C60'": (
        "Set aside: people served C60/North/standard/self: contract C60 is not there."
    ),
}


@pytest.mark.parametrize("faults", [PLANTED, PAST, VALUES])
def test_each_fault_is_told_and_mended(hurt, folders, faults):
    sql(hurt, *faults)
    findings = caring.checked_file(hurt, folders)
    for told in faults.values():
        assert any(one.startswith(told) for one in findings), (told, findings)
    made = repair(hurt, folders)
    assert all(told in made.report for told in faults.values() if told[:9] != "Set aside")
    again = caring.checked_file(made.path, folders)
    assert all("log of exercises" in one for one in again), again
    with closing(sqlite3.connect(made.path)) as connection:
        kinds = {row[0] for row in connection.execute("SELECT type FROM sqlite_master")}
    assert kinds == {"table", "index"}


def test_history_begins_after_what_cannot_be_read_of_it(hurt, whole, folders):
    sql(hurt, *PAST)
    made = repair(hurt, folders)
    with read_aside(made.path, folders) as aside:
        assert [step.number for step in aside.history.steps] == list(range(8, 18))
        assert "P3" in aside.register.providers
        assert aside.register.providers["P6"] == whole[1].providers["P6"]


def test_a_log_that_was_changed_stays_marked_and_another_shows_its_exercise(hurt, folders):
    sql(
        hurt,
        "UPDATE exercise_log SET entry = replace(entry, 'first', 'never') WHERE number = 1",
        "UPDATE exercise_log SET exercise = 'X2' WHERE number = 2",
    )
    made = repair(hurt, folders)
    with read_aside(made.path, folders) as aside:
        assert not aside.copy.is_log_whole()
        assert aside.register.of_kind("exercise")["X2"].title == "X2 (its record was lost)"


def test_an_entry_that_is_none_is_left_out_and_told(hurt, folders):
    sql(hurt, "UPDATE exercise_log SET entry = '{}' WHERE number = 2")
    made = repair(hurt, folders)
    assert "1 entry of the log of exercises cannot be read." in made.findings
    with Session.open(made.path, "Anna", folders=folders, machine="m") as session:
        assert [entry.words for entry in session.log_of("X1")] == ["first"]


def test_undoing_the_repair_gives_back_what_history_says(hurt, folders):
    sql(hurt, "UPDATE providers SET cash_days = 7 WHERE key = 'P3'")
    made = repair(hurt, folders)
    with Session.open(made.path, "Anna", folders=folders, machine="m") as session:
        assert session.register.providers["P3"].cash_days == 7
        session.undo()
        assert session.register.providers["P3"].cash_days == 103
        began = session.register_at(0)
        assert content(began) == content(register_of(100))
        session.save()


def test_records_on_a_page_that_is_gone_come_back_from_history(hurt, whole, folders):
    """The providers that history speaks of come back, with their contracts; the rest is told."""
    zero(hurt, page_of(hurt, "providers"))
    made = repair(hurt, folders)
    with read_aside(made.path, folders) as aside:
        providers = aside.register.providers
        assert providers["P3"] == whole[1].providers["P3"]
        assert len(aside.register.contracts) == 99
        assert share_kept(aside.register, whole[1]) > 0.95
    assert any("page of providers cannot be read" in one for one in made.findings)


def test_lost_records_come_back_from_the_newest_sound_backup(hurt, whole, folders):
    with Session.open(hurt, "Sam", folders=folders, now=lambda: NOON, machine="m") as session:
        session.save()
    (backup,) = caring.backups_of(hurt, folders)
    zero(hurt, page_of(hurt, "reviews"))
    data = bytearray(hurt.read_bytes())
    for page in range(20, len(data) // PAGE, 3):
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    hurt.write_bytes(data)
    made = repair(hurt, folders)
    with read_aside(made.path, folders) as aside:
        assert share_kept(aside.register, whole[1]) == 1.0
    assert any("was brought back from a backup" in one for one in made.brought_back)
    assert backup.counts["contract"] == 99


def test_where_nothing_can_be_read_the_newest_sound_backup_stands_in(hurt, whole, folders):
    with Session.open(hurt, "Sam", folders=folders, now=lambda: NOON, machine="m") as session:
        session.save()
    head = bytearray(hurt.read_bytes()[:100])
    hurt.write_bytes(head)
    made = repair(hurt, folders)
    assert "holds its newest sound backup, of 5 January 2026" in made.sentence
    with read_aside(made.path, folders) as aside:
        assert content(aside.register) == content(whole[1])


@pytest.mark.parametrize("data", [b"", b"Contract,Provider\nC1,P1\n", b"SQLite format 3\x00"])
def test_what_is_no_register_is_refused_in_one_sentence(tmp_path, folders, data):
    path = tmp_path / "list.backstop"
    path.write_bytes(data)
    for attempt in (lambda: caring.checked_file(path, folders), lambda: repair(path, folders)):
        with pytest.raises(BackstopError, match="is not a Backstop register") as refused:
            attempt()
        assert len(refused.value.sentence.splitlines()) == 1
    assert not caring.repaired_name(path).with_name("list repaired.backstop").exists()


def test_a_register_of_which_nothing_is_left_is_refused_where_it_has_no_backup(hurt, folders):
    hurt.write_bytes(hurt.read_bytes()[:100])
    with pytest.raises(BackstopError, match="it has no sound backup on this computer"):
        repair(hurt, folders)


def test_a_file_of_a_newer_version_is_refused_kindly(hurt, folders):
    sql(hurt, f"PRAGMA user_version = {LATEST_VERSION + 1}")
    with pytest.raises(BackstopError, match="saved by a newer Backstop"):
        caring.checked_file(hurt, folders)
    with pytest.raises(BackstopError, match="saved by a newer Backstop"):
        repair(hurt, folders)


def test_a_version_or_a_mark_that_no_program_wrote_is_damage(hurt, whole, folders):
    sql(hurt, "PRAGMA user_version = 1900000000", f"PRAGMA application_id = {APPLICATION_ID + 1}")
    made = repair(hurt, folders)
    with read_aside(made.path, folders) as aside:
        assert content(aside.register) == content(whole[1])


def test_changes_not_saved_are_in_the_repaired_file(hurt, folders):
    session = Session.open(hurt, "Sam", folders=folders, now=lambda: NOON, machine="m")
    session.apply(ChangeFields("provider", "P1", {"cash_days": 55.0}))
    session.close()
    hurt.write_bytes(hurt.read_bytes()[:5000])
    made = repair(hurt, folders)
    assert made.has_unsaved
    with read_aside(made.path, folders) as aside:
        assert aside.register.providers["P1"].cash_days == 55.0
    with Session.open(hurt, "Sam", folders=folders, now=lambda: NOON, machine="m") as session:
        assert session.register.providers["P1"].cash_days == 55.0


def test_repair_writes_over_nothing_and_leaves_nothing_behind_when_stopped(hurt, folders):
    target = hurt.with_name("there.backstop")
    target.write_text("mine")
    with pytest.raises(BackstopError, match="is there already"):
        repair(hurt, folders, target)
    assert target.read_text() == "mine"

    def stopped(done, total, text):
        if text == "Checking the file":
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        caring.repair_file(hurt, hurt.with_name("new.backstop"), "Anna", folders, NOON, stopped)
    assert {one.name for one in hurt.parent.iterdir()} == {
        "ashmere.backstop",
        "there.backstop",
        "home",
    }
    assert not list(folders.working.iterdir())


@pytest.mark.parametrize("number", range(len(WAYS)))
def test_a_damaged_file_opens_or_is_repaired(number, whole, tmp_path):
    """A seeded few of the thousands of `packaging/damage_run.py`."""
    path, register = whole
    way = WAYS[number % len(WAYS)]
    bad = damaged(path.read_bytes(), way, random.Random(f"suite {number}"))
    ended = fate(bad, way, register, tmp_path)
    if way in ("flip", "zeros", "noise", "page", "head", "swap"):
        assert ended.share > 0.9, ended
