"""Make the stored sample of each file version; run it when a version is added.

A sample that is there is left as it is, because real files of that version do not change either.
Only before a version is first released may its sample be deleted and made again.
"""

from __future__ import annotations

import datetime
import sqlite3
import tempfile
from pathlib import Path

from planner.register.edits import AddRecord, ChangeClass, Together
from planner.register.history import recorded
from planner.register.records import Contract, Council, Place, Provider, Service
from planner.register.register import Register
from planner.storage.migrations import LATEST_VERSION
from planner.storage.working_copy import WorkingCopy

HERE = Path(__file__).resolve().parent
NOON = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)
EDITS = (
    Together(
        "Imported 2 contracts from contracts.csv",
        (
            AddRecord(Service("home-care", "Home care", "needed", mtpd_days=2)),
            AddRecord(Provider("careful", "Careful Homes", cash_days=20.5)),
            AddRecord(Contract("C2", "South", "home-care", "careful", kpis=("visits", "falls"))),
            AddRecord(
                Contract("C1", "North", "home-care", "careful", end=datetime.date(2027, 3, 31))
            ),
            AddRecord(Place("C1", "North", "standard", "self", 12)),
        ),
    ),
    ChangeClass("home-care", "must", "People come to harm in two days.", "Care Act 2014 s.18"),
)


def make_latest(path: Path) -> None:
    """Make a file of the latest version with two steps of history."""
    with tempfile.TemporaryDirectory() as folder:
        copy = WorkingCopy.create(Path(folder) / "register", Register.build(Council("Ashmere")))
        register, history = copy.read()
        for edit in EDITS:
            done = recorded(register, history, edit, "Sam", NOON, "")
            if done is None:
                raise RuntimeError("the edit changes nothing")
            copy.keep(done.step, done.changes, done.register)
            register, history = done.register, done.history
        copy.copy_to(path)
        copy.close()


def make_version_0(path: Path) -> None:
    """Make a file of the early draft: no ranks, no reasons, and a class called criticality."""
    make_latest(path)
    connection = sqlite3.connect(path)
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    for table in tables:
        if table not in ("steps", "changes", "facts"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN rank")
    connection.execute("ALTER TABLE services RENAME COLUMN class TO criticality")
    connection.execute("ALTER TABLE steps DROP COLUMN why")
    connection.execute(
        "UPDATE changes SET change = replace(change, '\"class\":', '\"criticality\":')"
    )
    connection.execute("PRAGMA user_version = 0")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    for version in range(LATEST_VERSION + 1):
        sample = HERE / f"version_{version}.backstop"
        if sample.exists():
            continue
        if version == 0:
            make_version_0(sample)
        elif version == LATEST_VERSION:
            make_latest(sample)
        print(f"made {sample.name}")
