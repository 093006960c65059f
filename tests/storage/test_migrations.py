"""Files of every past version open; files of a newer one are refused."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from planner.errors import BackstopError
from planner.register.edits import AddRecord, ChangeCouncil
from planner.register.records import Accounts, Provider, Spend
from planner.register.register import Register
from planner.storage import migrations
from planner.storage.migrations import LATEST_VERSION
from planner.storage.origin import Origin, write_origin
from planner.storage.publish import fingerprint
from planner.storage.working_copy import WorkingCopy

SAMPLES = Path(__file__).parents[1] / "samples"
VERSIONS = range(LATEST_VERSION + 1)


def layout(path):
    """Return the tables and columns of a file with their types, in no order."""
    connection = sqlite3.connect(path)
    names = [
        one for (one,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = {
        name: {(row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{name}")')}
        for name in names
    }
    connection.close()
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_of_every_version_says_the_same(door, place, version):
    shutil.copyfile(SAMPLES / f"version_{version}.backstop", place)
    session = door.open(place)
    register = session.register
    assert register.council.name == "Ashmere"
    assert register.services["home-care"].class_ == "must"
    assert list(register.contracts) == ["C2", "C1"]
    assert register.contracts["C2"].kpis == ("visits", "falls")
    assert [step.who for step in session.history()] == ["Sam", "Sam"]
    session.undo()
    assert session.register.services["home-care"].class_ == "needed"
    session.apply(AddRecord(Provider("new", "New Ltd")))
    session.save()
    session.close()
    session = door.open(place)
    assert session.notices == ()
    assert session.register.providers["new"].name == "New Ltd"
    for _ in range(2):
        session.undo()
    assert not session.register.services


@pytest.mark.parametrize("version", VERSIONS)
def test_a_sample_brought_up_has_the_tables_of_a_new_file(tmp_path, version):
    """Where this fails for the latest version, a field was added without a migration."""
    old = tmp_path / "old.backstop"
    shutil.copyfile(SAMPLES / f"version_{version}.backstop", old)
    migrations.bring_up(old, "old")
    WorkingCopy.create(tmp_path / "new", Register()).close()
    assert layout(old) == layout(tmp_path / "new")


def test_an_old_file_is_backed_up_first_and_only_saving_changes_it(door, place):
    shutil.copyfile(SAMPLES / "version_0.backstop", place)
    before = place.read_bytes()
    session = door.open(place)
    assert "brought up from file version 0" in session.notices[0]
    assert place.read_bytes() == before
    (backup,) = door.folders.backups.rglob("*.backstop")
    assert backup.read_bytes() == before
    session.save()
    session.close()
    assert door.open(place).notices == ()


def test_a_file_from_a_newer_version_is_refused_in_one_sentence(door, place):
    door.new(place).close()
    connection = sqlite3.connect(place)
    connection.execute(f"PRAGMA user_version = {LATEST_VERSION + 1}")
    connection.close()
    with pytest.raises(BackstopError, match="saved by a newer Backstop") as refused:
        door.open(place)
    assert len(str(refused.value).splitlines()) == 1


def test_a_migration_that_fails_halfway_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    old = tmp_path / "old.backstop"
    shutil.copyfile(SAMPLES / "version_0.backstop", old)
    before = layout(old)

    def fails(connection):
        connection.execute("ALTER TABLE services RENAME COLUMN title TO name")
        connection.execute("SELECT no_such_column FROM services")

    monkeypatch.setattr(migrations, "_STEPS", (fails,))
    with pytest.raises(BackstopError, match="left as it was"):
        migrations.bring_up(old, "old.backstop")
    assert layout(old) == before


KILLED = """
import os, sys
from pathlib import Path
from planner.session import Session
from planner.storage import migrations
from planner.storage.folders import Folders

def dies(connection):
    connection.execute("PRAGMA cache_spill = 1")
    migrations._to_version_5(connection)
    connection.execute("UPDATE services SET title = 'half done'")
    os._exit(9)

migrations._STEPS = (*migrations._STEPS[:4], dies)
Session.open(Path(sys.argv[1]), "Sam", folders=Folders.under(Path(sys.argv[2])))
"""


@pytest.mark.parametrize("is_unsaved", [False, True])
def test_a_program_killed_amid_a_migration_loses_nothing(door, place, is_unsaved):
    shutil.copyfile(SAMPLES / "version_2.backstop", place)
    before = place.read_bytes()
    if is_unsaved:  # the working copy of an earlier program, with a step the file does not hold
        folder = door.folders.working / "earlier"
        folder.mkdir(parents=True)
        shutil.copyfile(place, folder / "register.sqlite")
        seen = fingerprint(place)
        write_origin(folder, Origin(place.resolve(), "2026-01-01T00:00:00+00:00", seen, 1))
    home = door.folders.working.parent
    killed = subprocess.run([sys.executable, "-c", KILLED, str(place), str(home)], check=False)
    assert killed.returncode == 9
    assert place.read_bytes() == before
    session = door.open(place)
    assert session.register.services["home-care"].title == "Home care"
    assert ("Recovered 1 change" in " ".join(session.notices)) is is_unsaved
    session.undo()
    session.save()
    session.close()
    assert door.open(place).register.services["home-care"].class_ == "needed"
    assert any(before == one.read_bytes() for one in door.folders.backups.rglob("*.backstop"))


def test_signs_and_council_of_an_older_file_are_blank_where_nothing_was_kept(door, place):
    shutil.copyfile(SAMPLES / "version_2.backstop", place)
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "INSERT INTO warning_signs (key, rank, provider, date, indicator, rating) "
        "VALUES ('careful/2026-01-02/Late', 1, 'careful', '2026-01-02', 'Late', 2)"
    )
    connection.commit()
    connection.close()
    register = door.open(place).register
    (sign,) = register.warning_signs.values()
    assert (sign.rating, sign.recorded_by, sign.expires) == (2, None, None)
    assert register.council.marking is None
    assert not register.accounts


def test_accounts_and_the_marking_are_kept_and_taken_back(door, place):
    shutil.copyfile(SAMPLES / "version_2.backstop", place)
    session = door.open(place)
    accounts = Accounts("careful", datetime.date(2026, 3, 31), net_assets=-12.5, stock=0.0)
    session.apply(AddRecord(accounts))
    session.apply(ChangeCouncil({"marking": "OFFICIAL"}))
    session.save()
    session.close()
    session = door.open(place)
    assert list(session.register.accounts.values()) == [accounts]
    assert session.register.council.marking == "OFFICIAL"
    session.undo()
    session.undo()
    assert not session.register.accounts
    assert session.register.council.marking is None


def test_spend_can_be_kept_in_a_file_that_knew_none(door, place):
    shutil.copyfile(SAMPLES / "version_3.backstop", place)
    session = door.open(place)
    assert not session.register.spend
    paid = Spend("careful", "2024/25", "paid.csv", -12.5, 3, 0.0, datetime.date(2024, 4, 1))
    session.apply(AddRecord(paid))
    session.save()
    session.close()
    session = door.open(place)
    assert list(session.register.spend.values()) == [paid]
    session.undo()
    assert not session.register.spend
