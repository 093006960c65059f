"""Backups, restoring and repairing from the command line; files that a newer Backstop saved."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from planner.cli import backstop
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Contract, Provider, Service
from planner.session import Session
from planner.storage.migrations import LATEST_VERSION


@pytest.fixture
def register(tmp_path):
    """A register that was saved twice: one backup, in which the contract is called North."""
    session = Session.new(tmp_path / "ashmere.backstop", "Ashmere", "Sam")
    session.apply(AddRecord(Provider("P1", "Brightwater")))
    session.apply(AddRecord(Service("S1", "Home care")))
    session.apply(AddRecord(Contract("C1", "North", "S1", "P1")))
    session.save()
    session.apply(ChangeFields("contract", "C1", {"title": "Far north"}))
    session.close()
    session = Session.open(tmp_path / "ashmere.backstop", "Sam")
    session._kept.back_up_now(session.now())
    session.save()
    session.close()
    return tmp_path / "ashmere.backstop"


def run(*words, status=0):
    done = CliRunner().invoke(backstop, [str(word) for word in words])
    assert done.exit_code == status, done.output
    assert "Traceback" not in done.output
    return done


def title(path):
    with Session.open(path, "Sam") as session:
        return session.register.contracts["C1"].title


def damage(path):
    path.write_bytes(path.read_bytes()[:9000])


def test_backups_are_listed_and_one_is_restored(register, tmp_path):
    told = run("backups", register).stdout
    assert "2 backups of ashmere.backstop" in told
    assert "1 service, 1 contract, revision 3; 1 change since" in " ".join(told.split())
    (newest, first) = json.loads(run("backups", register, "--json").stdout)["backups"]
    assert (newest["number"], newest["contracts"], newest["fault"]) == (1, 1, "")
    assert first["differs"].startswith("4 changes since")
    told = run("restore", register, "1").stdout
    assert "Restored the register from the backup of" in told
    assert title(register) == "North"
    assert "Restored the register" in run("history", register).stdout
    copy = tmp_path / "copy.backstop"
    run("restore", register, newest["when"], "--to", copy)
    assert title(copy) == "North"


def test_a_register_in_use_is_restored_only_knowingly(register):
    other = Session.open(register, "Anna Lee", machine="LT-114")
    told = run("restore", register, "1", status=2).stderr
    assert "Anna Lee has ashmere.backstop open on LT-114" in told
    other.close()
    run("restore", register, "1")


def test_a_damaged_register_is_listed_repaired_and_restored(register, tmp_path):
    damage(register)
    done = run("backups", register)
    assert "is damaged" in done.stderr
    assert "2 backups" in done.stdout
    assert "is damaged:" in run("repair", register, "--check", "--strict", status=1).stdout
    assert not (tmp_path / "ashmere repaired.backstop").exists()
    told = run("repair", register).stdout
    assert "ashmere repaired.backstop holds all that could be saved" in told
    assert title(tmp_path / "ashmere repaired.backstop") in ("North", "Far north")
    assert "is kept as" in run("restore", register, "1").stdout
    assert title(register) == "North"


def test_a_sound_register_needs_no_repair(register, tmp_path):
    assert run("repair", register, "--strict").stdout == "Nothing is wrong with ashmere.backstop.\n"
    assert not (tmp_path / "ashmere repaired.backstop").exists()


def test_a_register_without_backups_is_told_where_they_will_lie(tmp_path):
    Session.new(tmp_path / "new.backstop", "Ashmere", "Sam").close()
    assert "has no backups yet" in run("backups", tmp_path / "new.backstop").stdout


OF_A_REGISTER = (
    "check {reg}",
    "run {reg} --scenario hard-fast --target P1",
    "sweep {reg}",
    "pairs {reg}",
    "concentration {reg}",
    "lots {reg} --split C1=P1:60,new:40",
    "watch {reg}",
    "chance {reg}",
    "reserve {reg}",
    "levy {reg} --target 1000",
    "prevent {reg}",
    "compare {reg} hard-fast hard-slow",
    "plan {reg} --scenario hard-fast --target P1",
    "document {reg} register-book {folder}/a.pdf",
    "exercise list {reg}",
    "export {reg} {folder}/a.json",
    "publish {reg} {folder}/a.csv --as transparency",
    "calendar {reg} {folder}/a.ics",
    "history {reg}",
    "restore {reg} 1",
    "repair {reg}",
)


def test_every_command_refuses_a_file_of_a_newer_version_and_leaves_it(register, tmp_path):
    with closing(sqlite3.connect(register)) as connection:
        connection.execute(f"PRAGMA user_version = {LATEST_VERSION + 1}")
    before = register.read_bytes()
    for line in OF_A_REGISTER:
        words = line.format(reg=register, folder=tmp_path).split(" ")
        told = run(*words, status=2).stderr
        assert "was saved by a newer Backstop" in told, line
        # A slow machine is told what is being looked for as well.
        refusals = [one for one in told.splitlines() if not one.startswith("Looking for")]
        assert len(refusals) == 1, line
    assert "was saved by a newer Backstop" in run("backups", register).stderr
    assert register.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["ashmere.backstop"]
