"""People at machines of their own with one register file between them, for tests of sharing."""

from __future__ import annotations

import os
from datetime import timedelta

from planner.session import Session
from planner.storage.courtesy_lock import note_path
from planner.storage.folders import Folders


class Machines:
    """People at machines of their own, whose clocks may be wrong; each window gives way."""

    def __init__(self, door, root):
        self._door = door
        self._root = root
        self.wrong_by = {}

    def open(self, path, who, *, machine="", gives_way=True):
        machine = machine or f"{who}-laptop"
        session = self._door._noted(
            Session.open(
                path,
                who,
                now=lambda: self._door.time + self.wrong_by.get(who, timedelta()),
                folders=Folders.under(self._root / machine),
                machine=machine,
            )
        )
        if gives_way:
            session.give_way()
        return session

    def pass_time(self, passed, path=None):
        self._door.time += passed
        if path is not None and note_path(path).exists():
            old = note_path(path).stat().st_mtime - passed.total_seconds()
            os.utime(note_path(path), (old, old))
