"""The program that is harmed: it loads all once, and each piece of work is a process of its own.

It runs under the injector, reads tasks as lines of JSON and says on its output what was kept, as
lines of JSON too; after each task it says how that ended.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from faults.acting import said_to  # noqa: E402
from faults.acts import ACTS  # noqa: E402
from faults.injector import Fault, Injector  # noqa: E402
from faults.places import Place  # noqa: E402
from faults.quicker import share_compiled_statements  # noqa: E402
from planner.storage import publish  # noqa: E402


def warm_up(wanted: list[str]) -> None:
    """Load what the pieces of work need, by doing each elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder, "warm"))
        for name in wanted:
            ACTS[name].prepare(place)
            ACTS[name].perform(place, lambda *words: None)


def perform(task: dict[str, object], injector: Injector) -> None:
    """Do one piece of work, with its fault."""
    place = Place(Path(str(task["root"])))
    os.environ["TMPDIR"] = tempfile.tempdir = str(place.temp)
    os.environ["BACKSTOP_HOME"] = str(place.root / "home")
    say = said_to(1, injector.mark)
    if task["record"]:
        injector.record(Path(str(task["record"])))
    injector.arm(Fault(*task["fault"]))  # type: ignore[misc]
    ACTS[str(task["act"])].perform(place, say)
    counted, failed = injector.counted, injector.failed
    injector.arm(Fault())
    say("counted", counted, failed)


def main() -> None:
    """Do tasks until there are no more."""
    # Nobody holds the file for a while here, so waiting for it only takes time.
    publish.WAITS = (0.001,) * len(publish.WAITS)
    share_compiled_statements()
    warm_up(sys.argv[1:])
    injector = Injector()
    for line in sys.stdin:
        task = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                perform(task, injector)
            except BaseException as error:
                import traceback

                said_to(1, injector.mark)("untold", "all", repr(error), traceback.format_exc())
            os._exit(0)
        said_to(1, injector.mark)("child", child)
        _, status = os.waitpid(child, 0)
        said_to(1, injector.mark)("over", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
