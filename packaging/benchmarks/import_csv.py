"""How long a long list of contracts takes to import, and how much memory, beside a plain loop.

Makes a CSV of 50,000 contracts with the quirks of real ones (pounds and commas, three styles of
date, spellings of names, a title line, blanks) and measures, each in a process of its own:

  loop     the rival: csv.DictReader, dateutil for dates, float() for money, nothing checked
  stream   reading every row as an award, keeping none: memory must not grow with the rows
  import   the whole preview: names matched, awards put together, compared with a register
  write    the same, and the checked changes of its edit

Run: python packaging/benchmarks/import_csv.py [rows]
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROWS = 50_000
HEADINGS = (
    "Contract Reference",
    "Title of agreement",
    "Department",
    "Category",
    "Supplier Name",
    "Company Number",
    "Total Contract Value (£)",
    "Start Date",
    "End Date",
)
DATE_STYLES = ("%d/%m/%Y", "%d-%b-%y", "%Y-%m-%d")
FORMS = ("Ltd", "Limited", "LIMITED", "Ltd.", "")
SYLLABLES = ("bar", "cor", "den", "fel", "gar", "hol", "kin", "lan", "mor", "nor", "pen", "ros")
TRADES = ("Care", "Catering", "Civil Works", "Coaches", "Fuels", "Homes", "Legal", "Training")


def write_list(path: Path, rows: int) -> None:
    """Write a list of `rows` contracts with about a tenth as many suppliers."""
    chance = random.Random(20260101)
    names = [
        "".join(chance.choices(SYLLABLES, k=3)).capitalize() + " " + chance.choice(TRADES)
        for _ in range(max(10, rows // 10))
    ]
    with path.open("w", newline="", encoding="cp1252") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Contracts register, published quarterly"])
        writer.writerow(HEADINGS)
        for number in range(rows):
            place = chance.randrange(len(names))
            start = date(2020, 1, 1) + timedelta(days=chance.randrange(1_800))
            style = chance.choice(DATE_STYLES)
            writer.writerow(
                (
                    f"C{number:06}",
                    f"{chance.choice(TRADES)} for ward {number % 40}, lot {number}",
                    f"Directorate {number % 6}",
                    f"Category {number % 60}",
                    f"{names[place]} {chance.choice(FORMS)}".strip(),
                    f"{place + 1_000_000:08}" if place % 3 == 0 else "",
                    chance.choice(("TBC", f"£{chance.randrange(1_000, 9_000_000):,}.50")),
                    start.strftime(style),
                    (start + timedelta(days=1_095)).strftime(style),
                )
            )


def loop(path: Path) -> int:
    """Read the list as a script of ten lines would: a dictionary per row, dates by dateutil."""
    from dateutil import parser

    kept = []
    with path.open(newline="", encoding="cp1252") as stream:
        next(stream)
        for row in csv.DictReader(stream):
            value = row["Total Contract Value (£)"].lstrip("£").replace(",", "")
            row["value"] = None if value == "TBC" else float(value)  # type: ignore[assignment]
            row["start"] = parser.parse(row["Start Date"], dayfirst=True)  # type: ignore[assignment]
            row["end"] = parser.parse(row["End Date"], dayfirst=True)  # type: ignore[assignment]
            kept.append(row)
    return len(kept)


def stream(path: Path) -> int:
    """Go through the awards of the list and keep none."""
    from planner.exchange.contracts_register import read_register

    return sum(1 for _ in read_register(path).awards())


def whole_import(path: Path) -> int:
    """Make the whole preview of the import into an empty register."""
    from planner.exchange.import_list import read_contracts
    from planner.register.register import Register

    return len(read_contracts(Register(), path).rows)


def write(path: Path) -> int:
    """Make the preview and the checked changes of its edit."""
    from planner.exchange.import_list import read_contracts
    from planner.register.register import Register

    register = Register()
    return len(read_contracts(register, path).edit.changes(register))


WAYS = {"loop": loop, "stream": stream, "import": whole_import, "write": write}


def peak_megabytes() -> float:
    """Return the most memory this process has held, or 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(way: str, path: Path) -> None:
    """Run one way in this process and print its figures."""
    before = time.perf_counter()
    count = WAYS[way](path)
    seconds = time.perf_counter() - before
    print(f"{way:<8} {count:>9,} {seconds:>9.2f} s {peak_megabytes():>9.0f} MB")


def main() -> None:
    """Make lists of two sizes and measure every way on both."""
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        measure(sys.argv[2], Path(sys.argv[3]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        for count in (rows // 10, rows):
            path = Path(folder) / f"contracts_{count}.csv"
            write_list(path, count)
            print(f"\n{count:,} rows, {path.stat().st_size / 1e6:.1f} MB")
            print(f"{'way':<8} {'results':>9} {'time':>11} {'peak':>12}")
            for way in WAYS:
                subprocess.run([sys.executable, __file__, "--one", way, str(path)], check=True)


if __name__ == "__main__":
    main()
