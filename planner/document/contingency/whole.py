"""The contingency plan as one document: its parts in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable

from planner.document.blocks import Block, Entry
from planner.document.contingency import recommission as again
from planner.document.contingency import step_in as steps
from planner.document.contingency.annex import annex
from planner.document.contingency.assumptions import assumptions
from planner.document.contingency.book import Book
from planner.document.contingency.card import card
from planner.document.contingency.contents import contents
from planner.document.contingency.control import control
from planner.document.contingency.cover import cover, subject_of
from planner.document.contingency.decisions import decisions
from planner.document.contingency.framing import plan_document
from planner.document.contingency.gaps import gaps
from planner.document.contingency.money import money
from planner.document.contingency.people import people
from planner.document.contingency.roles import roles
from planner.document.contingency.scenario import scenario
from planner.document.contingency.standing import communications, data, ending, staff
from planner.document.document import Document
from planner.plan.plan import Plan
from planner.plan.version_lines import VersionLine

LONGEST_CONTENTS = 34
PARTS: tuple[Callable[[Book], list[Block]], ...] = (
    people,
    scenario,
    decisions,
    roles,
    steps.step_in,
    money,
    again.recommission,
    communications,
    data,
    staff,
    ending,
    gaps,
    assumptions,
    annex,
    control,
)


def contingency_plan(
    plan: Plan, *, stale: bool = False, versions: tuple[VersionLine, ...] = ()
) -> Document:
    """Return the plan as a document; `stale` says the register has changed since it was made.

    `versions` are those of it that the register keeps.
    """
    book = Book(plan, stale, versions)
    blocks = [*cover(book), *card(book), *contents(book, entries(plan))]
    for part in PARTS:
        blocks += part(book)
    return plan_document(plan, "Contingency plan", subject_of(plan), blocks, stale)


def entries(plan: Plan) -> list[Entry]:
    """Return the lines of the contents; services are left out where they would fill pages."""
    works = plan.recommissioning
    several = len(works) >= again.OVERVIEW_FROM
    crowded = len(plan.step_in) + len(works) > LONGEST_CONTENTS - 14
    entries = [
        Entry("card", "First page card: if it happens now"),
        Entry("people", "People at risk, and the temporary duty"),
        Entry("scenario", "Scenario: what happens, and who stops because of it"),
        Entry("decisions", "Decisions by service, with reasons"),
        Entry("roles", "Action cards: what each role does, by when"),
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
    entries.append(Entry("messages", "People and communications, consultation, feedback"))
    if plan.rules:
        entries += [
            Entry("data", "Data-sharing basis"),
            Entry("staff", "Staff, contracts and assets: TUPE by kind of insolvency"),
            Entry("ending", "Ending arrangements"),
        ]
    return [
        *entries,
        Entry("gaps", "Gaps and preventive actions"),
        Entry("assumptions", "Assumptions and sources"),
        Entry("annex", "Annex: providers and contacts"),
        Entry("control", "Document control and rules for sharing"),
    ]
