"""A program that edits or saves a register for as long as it lives; the tests kill it."""

from __future__ import annotations

import sys
from pathlib import Path

from planner.register.edits import AddRecord, Together
from planner.register.records import Service
from planner.session import Session
from planner.storage.folders import Folders

path, home, save_every = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
session = Session.open(path, "Sam", folders=Folders.under(home), machine="laptop")
print("open", flush=True)
number = len(session.register.services)
while True:
    edits = tuple(AddRecord(Service(f"S{number + n}", f"Service {number + n}")) for n in (0, 1))
    session.apply(Together(f"Added two from {number}", edits))
    number += 2
    print(f"kept {number}", flush=True)
    if save_every and number % save_every == 0:
        print(f"saving {number}", flush=True)
        session.save()
        print(f"saved {number}", flush=True)
