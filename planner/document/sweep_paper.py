"""What failing each provider, asset and owner in turn found, as a paper."""

from __future__ import annotations

import datetime

from planner.document.chart_tables import Heading
from planner.document.charts import Bars
from planner.document.paper import Paper, PaperPart, paper_of
from planner.document.plain_sheet import PlainSheet, Working, plain_sheet
from planner.document.sweep_charts import FallRow, SweepReport
from planner.document.wording import counted, start
from planner.register.register import Register
from planner.scenario.outcome import SECURE_BELOW

EVERY, KIND = "Every case", "{Kind of case (* is any)}"
KINDS = {"provider": "provider", "parent": "owner", "asset": "shared asset"}
HEADINGS = (
    Heading("#", "number"),
    Heading("If this is lost"),
    Heading("What it is"),
    Heading("Must person-days past the limit", "people"),
    Heading("Must people", "people"),
    Heading("All safe"),
    Heading("Net cost, £", "pounds"),
    Heading("Chance in a year"),
)
ASSUMPTIONS = (
    "Each case fails alone and without warning, and nothing is done but what the register offers.",
    "A case is secure where no must service passes its tolerable period for anybody.",
    "An owner fails with every provider it owns; a shared asset with all that runs on it.",
    "A chance that nobody assessed counts as band 3, 1% to 5% in a year: never as safe.",
)


def sweep_paper(register: Register, found: SweepReport, today: datetime.date) -> Paper:
    """Return the finding, the risk picture, and every case: those that break a limit first."""
    ranks = {row.id: rank for rank, row in enumerate(found.rows, start=1)}
    broken = [row for row in found.rows if not row.secure]
    secure = [row for row in found.rows if row.secure and row.is_counted]
    uncounted = [row for row in found.rows if not row.is_counted]
    words = [start(f"{bars.title.lower()} ({bars.subtitle}).") for bars in _bars(found)]
    if found.worst:
        words.insert(0, f"{found.worst}, {found.worst_words}.")
    parts = [
        PaperPart("Who, and how likely", tuple(words), (found.picture,))
        if found.is_known
        else PaperPart("Who, and how likely"),
        _cases("Cases that break a must service", broken, ranks),
        _cases("Secure cases", secure, ranks),
        _cases("People not known", uncounted, ranks),
    ]
    return paper_of(
        register,
        today,
        title="If any one of them is lost",
        subtitle="Each provider, owner and shared asset failed in turn",
        headline=found.headline,
        parts=tuple(part for part in parts if part.charts or part.tables),
        assumptions=ASSUMPTIONS,
        inputs=_secure_shares(found) if found.is_known else (),
    )


def _bars(found: SweepReport) -> list[Bars]:
    return [bars for bars in (found.secure, found.secure_people) if bars is not None]


def _cases(heading: str, rows: list[FallRow], ranks: dict[str, int]) -> PaperPart:
    if not rows:
        return PaperPart(heading)
    cells = [
        (
            ranks[row.id],
            row.name,
            KINDS[row.kind],
            row.days_late if row.is_counted else None,
            row.must_people,
            row.safe,
            row.cost if row.is_counted else None,
            row.chance,
        )
        for row in rows
    ]
    told = (f"{counted(len(rows), 'case', 'cases')}.",)
    return PaperPart(heading, told, (), (plain_sheet(heading, HEADINGS, cells),))


def _secure_shares(found: SweepReport) -> tuple[PlainSheet, ...]:
    """Return the test of every case, and the shares that pass it, for a workbook."""
    cases = [
        (row.name, KINDS[row.kind], row.days_late, "Yes" if row.secure else "No")
        for row in found.rows
    ]
    late = "Must person-days past the limit"
    every = plain_sheet(
        EVERY,
        (Heading("Case"), Heading("Kind"), Heading(late, "number"), Heading("Secure")),
        cases,
        (Working("Secure", f'=IF({{{late}}}<{SECURE_BELOW},"Yes","No")'),),
    )
    kinds = ["*", *dict.fromkeys(kind for _, kind, _, _ in cases)]
    rows = []
    for kind in kinds:
        mine = [secure == "Yes" for _, its, _, secure in cases if kind in ("*", its)]
        rows.append((kind, sum(mine), len(mine), sum(mine) / len(mine) if mine else None))
    shares = plain_sheet(
        "Secure share",
        (
            Heading("Kind of case (* is any)"),
            Heading("Secure", "number"),
            Heading("All", "number"),
            Heading("Share", "share"),
        ),
        rows,
        (
            Working("Secure", f'=COUNTIFS({{{EVERY}|Kind}},{KIND},{{{EVERY}|Secure}},"Yes")'),
            Working("All", f"=COUNTIFS({{{EVERY}|Kind}},{KIND})"),
            Working("Share", "={Secure}/{All}"),
        ),
    )
    return (every, shares)
