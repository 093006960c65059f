"""Adds services to a team register and tells each one that was acknowledged, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from planner.register.edits import AddRecord
from planner.register.records import Service
from planner.session import Session

with Session.open(Path(sys.argv[1]), "Killed") as session:
    for number in range(100_000):
        session.apply(AddRecord(Service(f"K{number}", "New")))
        print(f"K{number}", flush=True)
