"""Damage register files by the thousand, and count what opens, what is repaired and what is saved.

    python packaging/faults/damage.py [--tries 900] [--minutes M] [--seed N] [--backup] [WAY…]

Bytes of a saved sample council are flipped, zeroed, overwritten, cut off, moved and swapped, each
try at a place of its own. Every file must either open, or be refused in one sentence and give back
a repaired register that opens, whose history can be read; the damaged file is never touched. With
--backup each file has a backup to take lost records from. A table says per way how many of the
records were saved as they were, in the worst case and on average, and how long the longest took.
"""

from __future__ import annotations

import argparse
import collections
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from faults.places import fast_folder  # noqa: E402
from faults.quicker import share_compiled_statements  # noqa: E402
from planner.exchange.register_json import read_register  # noqa: E402
from planner.register.edits import ChangeFields, RemoveRecord  # noqa: E402
from planner.register.register import Register  # noqa: E402
from planner.session import Session  # noqa: E402
from planner.storage.backups import back_up, backup_folder  # noqa: E402
from planner.storage.folders import Folders  # noqa: E402
from resources.sample import sample_register_path  # noqa: E402
from tests.storage.damaging import NOW, WAYS, Fate, damaged, fate, register_of  # noqa: E402


def whole_register(folder: Path, edits: int, contracts: int) -> tuple[bytes, Register]:
    """Return the bytes of a saved sample council with some history, and what it holds."""
    folders = Folders.under(folder / "home")
    path = folder / "whole.backstop"
    register = register_of(contracts) if contracts else read_register(sample_register_path())
    with Session.of(path, register, "Sam", now=lambda: NOW, folders=folders) as session:
        providers = list(session.register.providers)
        for number in range(edits):
            values = {"cash_days": 1.0 + number}
            session.apply(ChangeFields("provider", providers[number % len(providers)], values))
        session.apply(RemoveRecord("contract", next(iter(session.register.contracts)), True))
        session.save()
        return path.read_bytes(), session.register


def main() -> int:
    """Damage files as asked and print the table; return 1 where any try went wrong."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("ways", nargs="*", metavar="WAY", help=", ".join(WAYS))
    asked.add_argument("--tries", type=int, default=900)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--edits", type=int, default=60, help="steps of history in the file")
    asked.add_argument("--minutes", type=float, default=0.0, help="stop after so many")
    asked.add_argument("--contracts", type=int, default=0, help="damage a smaller register")
    asked.add_argument("--backup", action="store_true", help="leave a backup to take from")
    told = asked.parse_args()
    ways = told.ways or list(WAYS)
    share_compiled_statements()
    fates: dict[str, list[Fate]] = {way: [] for way in ways}
    longest: collections.Counter[str] = collections.Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(dir=fast_folder()) as name:
        folder = Path(name)
        content, whole = whole_register(folder, told.edits, told.contracts)
        stop = time.monotonic() + (60 * told.minutes or float("inf"))
        for number in range(told.tries):
            if time.monotonic() > stop:
                break
            way = ways[number % len(ways)]
            began = time.monotonic()
            try:
                if told.backup:
                    place = backup_folder(
                        folder / "home" / "backups", (folder / "damaged.backstop").resolve()
                    )
                    if not place.is_dir():
                        back_up(folder / "whole.backstop", place, NOW)
                bad = damaged(content, way, random.Random(f"{told.seed} {number}"))
                fates[way].append(fate(bad, way, whole, folder))
            except Exception:
                wrong.append(f"{way}, try {number}: {traceback.format_exc(limit=-3)}")
            longest[way] = max(longest[way], round(1000 * (time.monotonic() - began)))
    print_table(fates, longest)
    for one in wrong[:20]:
        print(one)
    done = [one for found in fates.values() for one in found]
    mended = [one.share for one in done if one.ended == "repaired"]
    print(
        f"{len(done) + len(wrong):,} files damaged: "
        f"{sum(one.ended == 'opened' for one in done):,} opened, "
        f"{len(mended):,} repaired with {sum(mended) / max(1, len(mended)):.2%} of their records "
        f"on average, {sum(one.ended == 'given up' for one in done):,} given up in a sentence, "
        f"{len(wrong):,} went wrong."
    )
    return 1 if wrong else 0


def print_table(fates: dict[str, list[Fate]], longest: collections.Counter[str]) -> None:
    """Print a line for each way of damage."""
    print("way       tries  opened  repaired  given up  least saved  mean saved  longest s")
    for way, found in fates.items():
        ended = collections.Counter(one.ended for one in found)
        shares = [one.share for one in found if one.ended != "given up"] or [0.0]
        print(
            f"{way:<9} {len(found):>5} {ended['opened']:>7} {ended['repaired']:>9} "
            f"{ended['given up']:>9} {min(shares):>12.2%} {sum(shares) / len(shares):>11.2%} "
            f"{longest[way] / 1000:>10.1f}"
        )


if __name__ == "__main__":
    sys.exit(main())
