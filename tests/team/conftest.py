"""Team registers of a test's own on the one server of the tests, and the people who open them."""

from __future__ import annotations

import datetime

import pytest

from planner.register.records import Council, Provider, Service
from planner.register.register import Register
from planner.session import Session, keep_link
from planner.storage.folders import Folders

NOON = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)


class Team:
    """A register on the server, and sessions on it that are closed when the test ends."""

    def __init__(self, postgres, folder):
        self.postgres = postgres
        self.folder = folder
        self.folders = Folders.under(folder / "home")
        self.url = postgres.new_url()
        self.link = folder / "ashmere.backstop-team"
        self._open = []

    @property
    def schema(self):
        return "backstop_" + self.url.split("register=")[1].split("&")[0]

    def put(self, register=None, *, edits=(), **more):
        """Put a register on the server, with a history of these edits, and return its link."""
        register = register or Register.build(
            Council("Ashmere"),
            [Service("S1", "Home care", "needed"), Service("S2", "Parks"), Provider("P1", "Kind")],
        )
        path = self.folder / f"from{len(self._open)}.backstop"
        with Session.of(path, register, "Sam", **self.common) as session:
            for edit in edits:
                session.apply(edit)
            session.put_on_server(self.url, **more)
        keep_link(self.link, self.url, "Ashmere")
        return self.link

    @property
    def common(self):
        return {"now": lambda: NOON, "folders": self.folders, "machine": "laptop"}

    def open(self, who="Sam", **more):
        session = Session.open(self.link, who, **{**self.common, **more})
        self._open.append(session)
        return session

    def sql(self, statement, *values):
        """Run a statement past Backstop, in the register's schema; return what it answers."""
        with self.postgres.connection() as connection:
            connection.execute(f"SET search_path TO {self.schema}")
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def close(self):
        for session in self._open:
            session.close()


@pytest.fixture
def team(postgres, tmp_path):
    found = Team(postgres, tmp_path)
    yield found
    found.close()
