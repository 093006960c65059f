"""The contingency plan as one PDF: the parts in order, laid out and put in place at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from planner.document.in_place import put_in_place
from planner.document.pdf import recommission as again
from planner.document.pdf import step_in as steps
from planner.document.pdf.annex import annex, control
from planner.document.pdf.assumptions import assumptions, notes
from planner.document.pdf.card import card
from planner.document.pdf.checklists import checklists
from planner.document.pdf.contents import Entry, contents
from planner.document.pdf.cover import cover, draw_cover, subject_of
from planner.document.pdf.decisions import decisions
from planner.document.pdf.frame import Edition, Laid, Pages, lay_out
from planner.document.pdf.gaps import gaps
from planner.document.pdf.money import money
from planner.document.pdf.parts import Book
from planner.document.pdf.people import people
from planner.document.pdf.placing import place
from planner.document.pdf.summary import summary
from planner.document.pdf.text import brief, clean
from planner.document.wording import long_date
from planner.plan.plan import Plan
from planner.progress import Progress, unreported

LONGEST_CONTENTS = 34
PARTS: tuple[Callable[[Book], list[Flowable]], ...] = (
    summary,
    people,
    decisions,
    steps.step_in,
    money,
    again.recommission,
    checklists,
    notes,
    gaps,
    assumptions,
    annex,
    control,
)


def write_pdf(
    plan: Plan, path: Path, report: Progress = unreported, *, stale: bool = False
) -> None:
    """Write the plan as a PDF, whole or not at all; `stale` says the register changed since.

    The same plan always gives the same bytes. OSError where the place cannot be written.
    """
    put_in_place(pdf_bytes(plan, report, stale=stale), path)


def pdf_bytes(plan: Plan, report: Progress = unreported, *, stale: bool = False) -> bytes:
    """Return the plan as a PDF in memory."""

    def story(laid: Laid, pages: Pages) -> list[Flowable]:
        book = Book(plan, laid, pages, stale)
        flow = [*cover(book), *card(book), *contents(book, _entries(plan))]
        for part in PARTS:
            flow += part(book)
        place(flow)
        return flow

    def backdrop(canvas: Canvas) -> None:
        draw_cover(canvas, plan)

    return lay_out(_edition(plan, stale), backdrop, story, report)


def _edition(plan: Plan, stale: bool) -> Edition:
    head = plan.header
    council = f" · {head.council}" if head.council else ""
    title = clean(f"Contingency plan: {subject_of(plan)}")
    return Edition(
        title=title,
        author=clean(head.owner or head.council or "Backstop"),
        marking=brief(head.marking, 40),
        header=clean(f"{title}{council}"),
        footer=f"Register revision {head.register_revision} · Plan version {head.version}",
        expires=f"Printed copies expire on {long_date(head.expires_on)}",
        stale=stale,
        made_on=head.made_on,
    )


def _entries(plan: Plan) -> list[Entry]:
    """Return the lines of the contents; services are left out where they would fill pages."""
    works = plan.recommissioning
    several = len(works) >= again.OVERVIEW_FROM
    crowded = len(plan.step_in) + len(works) > LONGEST_CONTENTS - 14
    entries = [
        Entry("card", "First page card: if it happens now"),
        Entry("summary", "Summary for councillors"),
        Entry("people", "People at risk"),
        Entry("decisions", "Decisions by service"),
        Entry("step-in", "Step-in plan: who keeps each service going"),
    ]
    if not crowded and len(plan.step_in) > 1:
        entries += [
            Entry(steps.place_of(number), step.title, 1)
            for number, step in enumerate(plan.step_in, start=1)
            if steps.has_page(step)
        ]
    entries.append(Entry("money", "Money: by week and by fund"))
    if works:
        entries.append(Entry("recommission", "Re-commissioning: route, timetable and gap"))
    if not crowded:
        entries += [
            Entry(again.place_of(number), work.title, 1)
            for number, work in enumerate(works, start=1)
            if several or number > 1
        ]
    entries.append(Entry("checklists", "Checklists and roles"))
    if plan.notes:
        entries.append(Entry("notes", "People, data, staff and endings"))
    return [
        *entries,
        Entry("gaps", "Gaps and preventive actions"),
        Entry("assumptions", "Assumptions and sources"),
        Entry("annex", "Annex: providers and contacts"),
        Entry("control", "Document control and rules for sharing"),
    ]
