"""Hands work to the performer, harms it, and gathers what it said."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from faults.acting import Ended, Said
from faults.injector import Fault, compiled, environment
from faults.places import Place
from faults.traces import Done, read_trace


class Harness:
    """A performer under the injector, and one place for it to work in."""

    def __init__(self, folder: Path, acts: Iterable[str]) -> None:
        self.place = Place(folder / "place")
        self._trace = folder / "trace"
        self._performer = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("performer.py")), *acts],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(compiled(folder), self.place.root),
        )

    def performed(self, act: str, fault: Fault | None = None, *, kill_after: float = -1.0) -> Ended:
        """Let a piece of work be done in the place as it stands; kill it after some seconds."""
        return self._performed(act, fault or Fault(), "", kill_after)

    def recorded(self, act: str) -> tuple[Ended, list[Done]]:
        """Let a piece of work be done unharmed; return with it all it did to files."""
        self._trace.unlink(missing_ok=True)
        ended = self._performed(act, Fault(), str(self._trace), -1.0)
        return ended, read_trace(self._trace)

    def _performed(self, act: str, fault: Fault, record: str, kill_after: float) -> Ended:
        task = {
            "act": act,
            "root": str(self.place.root),
            "fault": dataclasses.astuple(fault),
            "record": record,
        }
        assert self._performer.stdin is not None
        started = time.monotonic()
        self._performer.stdin.write(json.dumps(task).encode() + b"\n")
        self._performer.stdin.flush()
        said: Said = []
        timer: threading.Timer | None = None
        while (line := self._line())[0] != "over":
            if line[0] == "child" and kill_after >= 0:
                timer = threading.Timer(kill_after, _kill, [int(str(line[1]))])
                timer.start()
            said.append(line)
        if timer is not None:
            timer.cancel()
        return Ended(said, int(str(line[1])), time.monotonic() - started)

    def _line(self) -> list[object]:
        assert self._performer.stdout is not None
        line = self._performer.stdout.readline()
        if not line:
            raise RuntimeError("the performer is gone")
        found = json.loads(line)
        assert isinstance(found, list)
        return found

    def close(self) -> None:
        """End the performer."""
        self._performer.kill()
        self._performer.communicate()


def _kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
