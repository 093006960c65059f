"""What failing every two together found, as a paper."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from planner.document.chart_tables import Heading
from planner.document.pair_words import PairRow, PairsReport, share_words
from planner.document.paper import Paper, PaperPart, paper_of
from planner.document.plain_sheet import plain_sheet
from planner.document.wording import counted
from planner.register.register import Register

MOST_ROWS = 60
HEADINGS = (
    Heading("One"),
    Heading("And the other"),
    Heading("Must person-days past the limit, both", "people"),
    Heading("Sum of each alone", "people"),
    Heading("Only because both fail", "people"),
    Heading("Net cost, £", "pounds"),
    Heading("What makes it worse"),
)
ASSUMPTIONS = (
    "Both stop on the same day without warning, and nothing is done but what the register offers.",
    "Pairs whose people, options, pools, suppliers and funds do not meet are exactly the sum of "
    "their parts; all others were worked out together.",
    "A pair is secure where no must service passes its tolerable period for anybody.",
)


def pairs_paper(register: Register, found: PairsReport, today: datetime.date) -> Paper:
    """Return the finding, the matrix of the worst, and the pairs that matter."""
    looked = f"{found.total:,} pairs, of which {found.meeting:,} had to be worked out together."
    hidden = [row for row in found.rows if row.hidden]
    worse = [row for row in found.rows if row.worse and not row.hidden]
    parts = [
        PaperPart("What two do together", (looked, *share_words(found)), (found.matrix,)),
        _rows("Secure alone, not together", hidden, found.hidden),
        _rows("Worse together than apart", worse, found.worse - found.hidden),
    ]
    return paper_of(
        register,
        today,
        title="If two of them are lost together",
        subtitle="Every two providers, owners and shared assets failed on the same day",
        headline=found.headline,
        parts=tuple(part for part in parts if part.charts or part.tables),
        assumptions=ASSUMPTIONS,
    )


def _rows(heading: str, rows: Sequence[PairRow], total: int) -> PaperPart:
    if not rows:
        return PaperPart(heading)
    shown = rows[:MOST_ROWS]
    words = counted(total, "pair", "pairs")
    told = f"{words}." if total <= len(shown) else f"The worst {len(shown)} of {words}."
    cells = [
        (
            row.first_name,
            row.second_name,
            row.together,
            row.apart,
            row.more,
            row.net,
            " ".join(row.why),
        )
        for row in shown
    ]
    return PaperPart(heading, (told,), (), (plain_sheet(heading, HEADINGS, cells),))
