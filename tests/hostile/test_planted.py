"""A register file in which something was planted is refused in words, and nothing in it runs."""

from __future__ import annotations

import datetime
import os
import sqlite3
from pathlib import Path

import pytest

from planner.errors import BackstopError
from planner.session import Session
from planner.storage.folders import Folders
from planner.storage.migrations import LATEST_VERSION
from tests.exchange.open_registers import small_register

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    path = folder / "sound.backstop"
    home = Folders.under(folder / "home")
    with Session.of(path, small_register(), "Ada", now=lambda: NOW, folders=home):
        pass
    return path.read_bytes()


def planted(folder: Path, sound: bytes, script: str) -> Path:
    path = folder / "planted.backstop"
    path.write_bytes(sound)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(script)
    connection.close()
    return path


def refusal(path: Path) -> str:
    home = Folders.under(path.parent / "home")
    with pytest.raises(BackstopError) as caught:
        Session.open(path, "Ada", now=lambda: NOW, folders=home)
    assert "\n" not in caught.value.sentence
    working = path.parent / "home" / "working"
    assert not working.exists() or not any(working.iterdir())
    return caught.value.sentence


def schema(old: str, new: str, table: str = "services") -> str:
    return (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET "
        f"sql = replace(sql, '{old}', '{new}') WHERE name = '{table}';"
    )


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON steps BEGIN DELETE FROM contracts; END", "a trigger, t"),
        ("CREATE VIEW v AS SELECT 1", "a view, v"),
        (
            "ALTER TABLE reviews RENAME TO old; CREATE VIEW reviews AS WITH RECURSIVE n(key) AS "
            "(SELECT 1 UNION ALL SELECT key + 1 FROM n) SELECT key FROM n",
            "a table, old",
        ),
        ("DROP TABLE reviews; CREATE VIRTUAL TABLE reviews USING fts5(key)", "VIRTUAL in reviews"),
        ("ALTER TABLE services ADD COLUMN g AS (length(zeroblob(900000000)))", "in services"),
        ("CREATE INDEX i ON services (length(zeroblob(900000000)))", "in i"),
        (schema("TEXT", "TEXT CHECK (length(randomblob(900000000)))"), "CHECK in services"),
        (schema("TEXT", "TEXT COLLATE nosuch"), "COLLATE in services"),
        ("CREATE TABLE q (a INTEGER PRIMARY KEY AUTOINCREMENT)", "a table"),
        ("CREATE TABLE facts2 AS SELECT * FROM facts", "a table, facts2"),
        ("DROP TABLE reviews", "is damaged"),
        ("PRAGMA user_version = -1", "is damaged"),
        (f"PRAGMA user_version = {LATEST_VERSION + 1}", "saved by a newer Backstop"),
        ("PRAGMA application_id = 7", "a database of another program"),
        ("UPDATE providers SET parent = 'p1' WHERE key = 'p1'", "owns itself"),
        ("UPDATE services SET title = 'a' || char(0) || 'b'", "services, title"),
        ("UPDATE services SET title = CAST(X'ff' AS TEXT)", "is damaged"),
        ("UPDATE scenarios SET events = 7; UPDATE providers SET name = ''", "providers, name"),
    ],
)
def test_what_is_planted_is_refused(tmp_path: Path, sound: bytes, script: str, says: str) -> None:
    assert says in refusal(planted(tmp_path, sound, script))


def test_a_list_nested_without_end_is_damage(tmp_path: Path, sound: bytes) -> None:
    path = planted(tmp_path, sound, "SELECT 1")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE contracts SET kpis = ?", ("[" * 100_000,))
    connection.commit()
    connection.close()
    assert "is damaged" in refusal(path)


def test_history_that_cannot_be_read_is_told_in_words(tmp_path: Path, sound: bytes) -> None:
    path = planted(tmp_path, sound, "SELECT 1")
    home = Folders.under(tmp_path / "home")
    from planner.register.edits import ChangeFields

    with Session.open(path, "Ada", now=lambda: NOW, folders=home) as session:
        step = session.apply(ChangeFields("service", "art", {"title": "Art"}))
        session.save()
    assert step is not None
    planted(tmp_path, path.read_bytes(), "UPDATE changes SET change = '{\"kind\":1'")
    with Session.open(path, "Ada", now=lambda: NOW, folders=home) as session:
        with pytest.raises(BackstopError, match="What step 1 of the history changed"):
            session.told(session.history()[0])
        with pytest.raises(BackstopError):
            session.undo()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_or_a_device_is_never_waited_for(tmp_path: Path) -> None:
    from planner.document.word.template import opened
    from planner.exchange.list_look import ListChoice, look_at
    from planner.exchange.register_json import read_register

    for name in ("pipe.json", "pipe.csv", "pipe.docx", "pipe.backstop"):
        os.mkfifo(tmp_path / name)
    assert "is not a file" in look_at(ListChoice(tmp_path / "pipe.csv")).problem
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    assert "is not a file" in look_at(ListChoice(tmp_path / "zero.csv")).problem
    for read, name in ((read_register, "pipe.json"), (opened, "pipe.docx")):
        with pytest.raises(BackstopError, match="is not a file"):
            read(tmp_path / name)
    (tmp_path / "zero.backstop").symlink_to("/dev/zero")
    for name in ("pipe.backstop", "zero.backstop", "pipe.json"):
        assert "is not a file" in refusal(tmp_path / name)
