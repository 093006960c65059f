"""Lists as text made unfit cell by cell: odd values, ragged rows, quotes and other encodings."""

from __future__ import annotations

import csv
import io
import random

from mutated_bytes import NASTY_NUMBERS, NASTY_TEXTS, as_bytes, mutated_bytes, other_encoding


def mutated_table(data: bytes, chance: random.Random) -> bytes:
    """Return a CSV with some of its cells, rows or headings changed; now and then its bytes."""
    kind = chance.random()
    if kind < 0.25:
        return mutated_bytes(data, chance)
    if kind < 0.35:
        return other_encoding(data, chance)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline="")))
    for _ in range(chance.choice((1, 2, 4, 12))):
        _change(rows, chance)
    text = io.StringIO(newline="")
    csv.writer(
        text,
        delimiter=chance.choice((",", ",", ",", ";", "\t", "|")),
        quoting=chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator=chance.choice(("\r\n", "\n", "\r")),
    ).writerows(rows)
    made = as_bytes(text.getvalue())
    return mutated_bytes(made, chance) if chance.random() < 0.1 else made[:4_000_000]


def _change(rows: list[list[str]], chance: random.Random) -> None:
    if not rows:
        rows.append([])
    row = chance.choice(rows)
    at = chance.randrange(len(row) + 1)
    match chance.randrange(8):
        case 0:
            row[at:at] = [chance.choice(NASTY_TEXTS)]
        case 1:
            del row[at:]
        case 2:
            rows.remove(row)
        case 3:
            rows.extend([list(row) for _ in range(chance.choice((1, 2, 300)))])
        case 4:
            row.extend([""] * chance.choice((1, 40, 3_000)))
        case 5:
            rows[0:0] = [[chance.choice(NASTY_TEXTS)]] * chance.choice((1, 3, 40))
        case 6:
            row[at : at + 1] = [str(chance.choice(NASTY_NUMBERS))]
        case _:
            row[at : at + 1] = [chance.choice(NASTY_TEXTS)]
