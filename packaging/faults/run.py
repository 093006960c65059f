"""Kill, starve and cut off Backstop by the hundred, and count what was lost.

    python packaging/faults/run.py [--kills 300] [--seed N] [--minutes M] [KIND…]

Each kind of work is done under a layer that counts what it writes. It is killed before, after and
amid writes, its record is cut as by a loss of power, and the system refuses its writes; after each
a program that had no part in it opens the register and checks it. A table says per kind how many
tries there were, how many lost an acknowledged edit, left half of something, or told nobody.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from faults.harness import Harness  # noqa: E402
from faults.injector import is_possible  # noqa: E402
from faults.places import fast_folder  # noqa: E402
from faults.quicker import share_compiled_statements  # noqa: E402
from faults.strangers import MOUNTED, STORIES, Story, may_mount  # noqa: E402
from faults.tries import Tried, chosen, failing, killed, powerless, unharmed  # noqa: E402

COLUMNS = ("lost", "torn", "untold", "left behind", "told badly")


def verdicts(tried: Tried) -> set[str]:
    """Return in which columns of the table a try counts."""
    found = set()
    for wrong in tried.wrong:
        word = wrong.split(" in ")[0].split(":")[0]
        found.add(word if word in COLUMNS else "told badly")
    return found


def tries(harness: Harness, words: list[str], most: int, chance: random.Random) -> Iterator[Tried]:
    """Yield every try of the acts asked for."""
    for act in chosen(words):
        one = unharmed(harness, act)
        number = most // 10 if act.bulk else most
        yield from powerless(harness, one, number, chance)
        yield from killed(harness, one, number, chance)
        yield from failing(harness, one, number // 2, chance)
    stories = STORIES | (MOUNTED if may_mount() else {})
    for name, story in stories.items():
        if words and not any(word in name for word in words):
            continue
        for _ in range(most):
            yield told(harness, name, story, chance.randrange(10**9))
    if not may_mount():
        print("File systems cannot be mounted here; full and read-only disks were not tried.")


def told(harness: Harness, name: str, story: Story, seed: int) -> Tried:
    """Play a story of what others do to an open register."""
    started = time.monotonic()
    harness.place.emptied()
    try:
        wrong = story(harness.place, random.Random(seed))
    except Exception as error:
        wrong = [f"untold in {name}: {error!r}"]
    return Tried(name, "by others", f"seed {seed}", tuple(wrong), time.monotonic() - started)


def table(all_tried: list[Tried]) -> str:
    """Return the table, a line for each act and way of harm."""
    lines = [
        f"{'kind':<20} {'harm':<26} {'tries':>6} "
        + " ".join(f"{name:>11}" for name in COLUMNS)
        + f" {'longest':>8}"
    ]
    groups: dict[tuple[str, str], list[Tried]] = collections.defaultdict(list)
    for one in all_tried:
        groups[one.act, one.way].append(one)
    for (act, way), group in groups.items():
        counts = collections.Counter(word for one in group for word in verdicts(one))
        numbers = " ".join(f"{counts[name]:>11}" for name in COLUMNS)
        longest = max(one.seconds for one in group)
        lines.append(f"{act:<20} {way:<26} {len(group):>6} {numbers} {longest:>7.2f}s")
    return "\n".join(lines)


def main() -> int:
    """Run what was asked for; 1 where anything was lost, torn, untold or left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=300, help="Kills of each kind.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--say", type=int, default=12, help="Failures to print of each kind.")
    parser.add_argument("kind", nargs="*", help="A word of the kinds to try.")
    given = parser.parse_args()
    if not is_possible():
        print("Needs Linux and gcc; nothing was tried.")
        return 2
    share_compiled_statements()
    started, done = time.monotonic(), []
    printed: collections.Counter[tuple[str, str]] = collections.Counter()
    with tempfile.TemporaryDirectory(dir=fast_folder()) as folder:
        harness = Harness(Path(folder), [act.name for act in chosen(given.kind)])
        os.environ["BACKSTOP_HOME"] = str(harness.place.root / "home")
        try:
            for one in tries(harness, given.kind, given.kills, random.Random(given.seed)):
                done.append(one)
                if one.wrong and printed[one.act, one.way] < given.say:
                    printed[one.act, one.way] += 1
                    print(
                        f"{one.act}, {one.way}, {one.words}", *one.wrong, sep="\n    ", flush=True
                    )
                if time.monotonic() - started > given.minutes * 60:
                    print("The time is over; not all was tried.")
                    break
        finally:
            harness.close()
    print(table(done))
    wrong = sum(bool(one.wrong) for one in done)
    print(f"{len(done)} tries, {wrong} with something wrong, {time.monotonic() - started:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
