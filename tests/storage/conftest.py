"""Folders and a clock of the test's own for everything that keeps registers."""

from __future__ import annotations

import datetime

import pytest

from planner.session import Session
from planner.storage.folders import Folders
from tests.storage.sharing_people import Machines

NOON = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def folders(tmp_path):
    return Folders.under(tmp_path / "home")


@pytest.fixture
def place(tmp_path):
    """Return the path of a register in a folder of its own."""
    (tmp_path / "share").mkdir()
    return tmp_path / "share" / "ashmere.backstop"


class Opener:
    """Opens and makes sessions that are closed when the test ends."""

    def __init__(self, folders):
        self.folders = folders
        self.time = NOON
        self._open = []

    def now(self):
        return self.time

    def new(self, path, who="Sam", **more):
        return self._noted(Session.new(path, "Ashmere", who, **self._common(more)))

    def open(self, path, who="Sam", **more):
        return self._noted(Session.open(path, who, **self._common(more)))

    def _common(self, more):
        return {"now": self.now, "folders": self.folders, "machine": "laptop", **more}

    def _noted(self, session):
        self._open.append(session)
        return session

    def close_all(self):
        for session in self._open:
            session.close()


@pytest.fixture
def door(folders):
    opener = Opener(folders)
    yield opener
    opener.close_all()


@pytest.fixture
def machines(door, tmp_path, place):
    """Return people at machines of their own, with one register between them."""
    door.new(place).close()
    return Machines(door, tmp_path / "machines")
