"""Notes of what went wrong hold where in the program it did, and never what a register says."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from planner.storage.working_copy import WorkingCopy
from tests.exchange.open_registers import small_register
from ui.shell.crash_net import CrashNet, without_quotes

SECRETS = ("Grand plc", "Ada Quill", "SECRETNOTE", "77777.0", "020 7946 0999")


def stumble(secret: str) -> None:
    local = {"name": secret}
    try:
        local[secret]
        {}[secret]
    except KeyError as error:
        raise ValueError(f"cannot work out {secret}") from error


def caught(net: CrashNet, secret: str) -> None:
    try:
        stumble(secret)
    except ValueError as error:
        net._caught(type(error), error, error.__traceback__)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_note_names_the_place_and_not_what_was_worked_on(tmp_path: Path, secret: str) -> None:
    net = CrashNet(tmp_path)
    caught(net, secret)

    def fail() -> None:
        raise LookupError(secret)

    net_thread = threading.Thread(target=fail)
    threading.excepthook, before = net._caught_on_thread, threading.excepthook
    net_thread.start()
    net_thread.join()
    threading.excepthook = before
    notes = net.notes()
    assert secret not in notes
    for word in ("builtins.KeyError", "builtins.ValueError", "in stumble", "builtins.LookupError"):
        assert word in notes


def test_an_error_of_the_database_does_not_quote_what_it_was_keeping(tmp_path: Path) -> None:
    copy = WorkingCopy.create(tmp_path / "copy.sqlite", small_register())
    with copy._engine.connect() as connection, pytest.raises(SQLAlchemyError) as failed:
        connection.execute(text("INSERT INTO nowhere VALUES (:a)"), {"a": SECRETS[0]})
    copy.close()
    assert "Grand plc" not in str(failed.value)
    net = CrashNet(tmp_path)
    net._caught(type(failed.value), failed.value, failed.value.__traceback__)
    assert "OperationalError" in net.notes()
    assert "Grand plc" not in net.notes()


def test_what_qt_quotes_is_left_out(tmp_path: Path) -> None:
    said = without_quotes('QFile: cannot open "Grand plc.backstop"')
    assert said == "QFile: cannot open (a text)"
    assert without_quotes("libpng: no such file /home/ada/Grand plc.png") == (
        "libpng: no such file (a file)"
    )
    assert without_quotes(r"no such file C:\Users\ada\Grand plc.png") == "no such file (a file)"
    assert without_quotes("QPainter::begin: Paint device returned engine == 0, type: 2") == (
        "QPainter::begin: Paint device returned engine == 0, type: 2"
    )


def test_the_net_writes_what_qt_says_without_its_quotes(tmp_path: Path) -> None:
    net = CrashNet(tmp_path)
    net.install()
    try:
        qWarning("cannot draw 'Ada Quill'")
    finally:
        net.uninstall()
    assert "cannot draw (a text)" in net.notes()
    assert "Ada" not in net.notes()
