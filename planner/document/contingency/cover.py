"""The cover: what the plan is for, how many people it concerns, and how far it can be trusted."""

from __future__ import annotations

from planner.document.blocks import Block, Cover
from planner.document.contingency.book import Book
from planner.document.wording import count, long_date, or_not_known, people, start
from planner.document.words import Rich, Words, bold, brief, joined, kept_from, rich
from planner.plan.plan import Plan


def subject_of(plan: Plan) -> str:
    """Return what the plan is for: its title without the kind of document."""
    kind, colon, subject = plan.header.title.partition(":")
    return subject.strip() if colon and kind.lower() == "contingency plan" else plan.header.title


def cover(book: Book) -> list[Block]:
    """Return the cover: title, people at risk, where to turn, status, owner and review date."""
    plan = book.plan
    head, risk = plan.header, plan.people
    return [
        Cover(
            council=brief(head.council or "Contingency plan", 90),
            title=brief(subject_of(plan), 150),
            line="Contingency plan: what we do if it happens",
            lines=_lines(book),
            people=risk.people if risk.known and risk.people else None,
            complex_people=risk.complex or 0.0,
            note=_note(plan),
            turn="Has it happened? Turn to page 2 now.",
            turn_key="card",
            turn_more="Trigger, who decides, first actions, numbers to ring",
            turn_on_screen="Has it happened? Go to the first page card now.",
        )
    ]


def _note(plan: Plan) -> str:
    """Return who the marks of the cover stand for, or that nobody is counted."""
    risk = plan.people
    if not risk.known or not risk.people:
        return "How many people depend on it is not known: the register holds no count."
    note = f"{people(risk.people)} at risk."
    if risk.complex:
        note += f" Filled squares: the {count(risk.complex)} with complex needs."
    return note


def _lines(book: Book) -> tuple[tuple[str, Rich], ...]:
    head = book.plan.header
    made = f"Register revision {head.register_revision}, {long_date(head.made_on)}"
    made_from = joined(
        made, kept_from("contacts", f", by {brief(or_not_known(head.made_by), 60)}"), "."
    )
    if book.stale:
        made_from = joined(made_from, " ", bold("The register has changed since: make it again."))
    day_0 = long_date(head.start_date)
    if head.start_assumed:
        day_0 += ", assumed: the scenario names no date"
    lines: list[tuple[str, Words]] = [
        ("Status", joined(bold(start(head.status)), f", version {head.version}")),
        ("Made from", made_from),
        ("Scenario", brief(head.scenario_title, 150)),
        ("Day 0", day_0),
        ("Plan owner", brief(or_not_known(head.owner), 110)),
        ("Approved by", brief(or_not_known(head.approver), 110)),
        ("Review by", long_date(head.review_date)),
        ("Who may read it", kept_from("contacts", joined(
            "People with a role in the plan. Sharing: ", book.page("control"), "."))),
    ]  # fmt: skip
    return tuple((label, rich(words)) for label, words in lines)
