"""Let a crowd edit one team register, kill people and the server, and count what is lost.

`python packaging/team_crowd.py --minutes 10`. Each round, people in programs of their own make
random edits of few records; some of them are killed, and the server is killed and started again.
Then every step that was acknowledged has to be there, the history whole, and all see the same. The
last line counts. Needs a PostgreSQL server's programs (Debian package postgresql).
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from planner.register.records import Council, Provider, Service  # noqa: E402
from planner.register.register import Register  # noqa: E402
from planner.session import Session, link_to  # noqa: E402
from planner.storage.folders import HOME_VARIABLE  # noqa: E402
from tests import postgres  # noqa: E402
from tests.team import crowd  # noqa: E402

START = (Service("S1", "Home care", "needed"), Service("S2", "Parks"), Provider("P1", "Kind"))
PEOPLE = ("Ann", "Bob", "Cyn", "Dan")


class Counts:
    """What happened in all rounds."""

    def __init__(self) -> None:
        self.rounds = self.acknowledged = self.steps = 0
        self.people_killed = self.server_killed = 0
        self.faults: list[str] = []

    @property
    def line(self) -> str:
        """Return the line of counts."""
        return (
            f"{self.rounds} rounds, {self.steps} steps of which {self.acknowledged} were "
            f"acknowledged, {self.people_killed} people killed, server killed "
            f"{self.server_killed} times, {len(self.faults)} faults"
        )


def play(
    server: postgres.PostgresServer, folder: Path, edits: int, chance: random.Random, counts: Counts
) -> None:
    """Play one round and count it."""
    url = server.new_url()
    path = folder / f"{counts.rounds}.backstop"
    with Session.of(path, Register.build(Council("Ashmere"), START), "Sam") as made:
        made.put_on_server(url)
        start = made.register
    link = link_to(url)
    with Session.open(link, "Watcher") as watcher:
        people, outputs = {}, {}
        for who in PEOPLE:
            outputs[who] = folder / f"{counts.rounds} {who}.txt"
            with outputs[who].open("wb") as output:
                people[who] = subprocess.Popen(
                    [sys.executable, crowd.__file__, link, who, str(edits), str(counts.rounds)],
                    stdout=output,
                    env={**os.environ, "PYTHONPATH": str(PROJECT)},
                )
        disturb(server, people, outputs, edits, chance, counts)
        ended = [person.wait(600) for person in people.values()]
        counts.faults += [f"a program ended with {one}" for one in ended if one not in (0, -9)]
        told = {who: numbers(outputs[who]) for who in PEOPLE}
        watcher.catch_up()
        with Session.open(link, "Fresh") as fresh:
            found = crowd.faults(watcher, fresh, start, told)
            counts.steps += len(fresh.history())
    counts.faults += [f"round {counts.rounds}: {one}" for one in found]
    counts.acknowledged += sum(len(one) for one in told.values())
    counts.rounds += 1


def disturb(
    server: postgres.PostgresServer,
    people: dict[str, subprocess.Popen[bytes]],
    outputs: dict[str, Path],
    edits: int,
    chance: random.Random,
    counts: Counts,
) -> None:
    """Kill the server thrice and one person once, each when so many edits were acknowledged."""
    at = sorted(chance.randrange(1, edits * len(PEOPLE) // 2) for _ in range(4))
    victim = chance.choice(PEOPLE)
    kills_a_person = chance.randrange(4)
    for number, wanted in enumerate(at):
        while sum(len(numbers(output)) for output in outputs.values()) < wanted:
            if all(person.poll() is not None for person in people.values()):
                return
            time.sleep(0.01)
        if number == kills_a_person:
            people[victim].kill()
            counts.people_killed += 1
            continue
        server.kill()
        counts.server_killed += 1
        time.sleep(chance.uniform(0, 0.3))
        server.start()


def numbers(output: Path) -> list[int]:
    """Return the steps a person was told of; the last line of one who was killed may be half."""
    lines = output.read_text("utf-8").split("\n")[:-1]
    return [int(line) for line in lines if line.isdigit()]


def main() -> int:
    """Play rounds for so many minutes and return 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--edits", type=int, default=80, help="acknowledged edits a person")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    until = time.monotonic() + asked.minutes * 60
    chance, counts = random.Random(asked.seed), Counts()
    with tempfile.TemporaryDirectory(prefix="backstop-crowd-") as folder:
        os.environ[HOME_VARIABLE] = str(Path(folder) / "home")
        with postgres.running() as server:
            while time.monotonic() < until:
                play(server, Path(folder), asked.edits, chance, counts)
                print(counts.line, flush=True)
    for fault in counts.faults:
        print(fault)
    print(counts.line)
    return 1 if counts.faults else 0


if __name__ == "__main__":
    sys.exit(main())
