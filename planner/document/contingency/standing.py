"""What always applies: people and messages, data, staff by kind of ending, how it all ends."""

from __future__ import annotations

from planner.document.blocks import BODY_CLOSE, H3, PANEL, Block
from planner.document.building import bullets, panel, say, section
from planner.document.contingency.book import Book
from planner.document.contingency.rule_tables import grid_of, note_section, rule_table
from planner.document.wording import counted, full_stop, people, small
from planner.document.words import bold, brief, semibold
from planner.plan.plan import Plan

NO_TRANSFER = "This plan takes it that the provider is liquidated"
MOST_LESSONS = 8
MAY_TRANSFER = "In this scenario staff may transfer"


def communications(book: Book) -> list[Block]:
    """Return whom to tell, how people are asked, and how they answer."""
    plan = book.plan
    story = book.opening("messages", "People and communications", _whom_to_tell(plan),
                         "People and communications")  # fmt: skip
    story += rule_table(grid_of(plan, "messages"), (104, 199, 64, 114))
    return story + note_section(plan.notes, ("people", "consultation", "feedback", ""))


def _whom_to_tell(plan: Plan) -> str:
    risk = plan.people
    if not risk.people:
        return "People hear it first, then staff, councillors and the press"
    areas = sum(1 for line in risk.areas if line.people)
    where = f" in {counted(areas, 'area', 'areas')}" if areas else ""
    return f"{people(risk.people)}{where} hear it first"


def data(book: Book) -> list[Block]:
    """Return on what basis data is shared."""
    plan = book.plan
    content = [
        *rule_table(grid_of(plan, "sharing"), (100, 132, 125, 124), H3),
        *note_section(plan.notes, ("data",), H3),
    ]
    return section("Data-sharing basis: what keeps people safe, and no more", *content, key="data")


def staff(book: Book) -> list[Block]:
    """Return what happens to staff, contracts and assets by how it ends."""
    plan = book.plan
    content = [
        *rule_table(grid_of(plan, "insolvency"), (75, 72, 88, 90, 82, 74), H3),
        *note_section(plan.notes, ("staff",), H3),
    ]
    return section(_transfer(plan), *content, key="staff")


def _transfer(plan: Plan) -> str:
    """Return whether staff transfer in this scenario, as its note on staff says."""
    first = next((note.sentences[0] for note in plan.notes
                  if note.topic == "staff" and note.sentences), "")  # fmt: skip
    if first.startswith(NO_TRANSFER):
        return "TUPE: no staff transfer by law if the provider is liquidated"
    if first.startswith(MAY_TRANSFER):
        return "TUPE: staff may transfer to whoever serves next"
    return "TUPE: whether staff transfer depends on how it ends"


def shown_lessons(plan: Plan) -> list[str]:
    """Return the lessons that concern a plan, and how many more there are."""
    more = len(plan.lessons) - MOST_LESSONS
    shown = list(plan.lessons[:MOST_LESSONS])
    return [*shown, f"And {counted(more, 'more lesson', 'more lessons')}."] if more > 0 else shown


def ending(book: Book) -> list[Block]:
    """Return how the response ends, step by step."""
    plan = book.plan
    grid = grid_of(plan, "ending")
    if grid is None:
        return []
    content = rule_table(grid, (140, 223, 118), H3)
    if plan.tested:
        told = " ".join(full_stop(words) for words in plan.tested)
        content.append(panel([say(PANEL, bold("Exercise and lessons. "), told)]))
    if plan.lessons:
        content.append(say(BODY_CLOSE, semibold("Lessons that concern this")))
        content += bullets([brief(words, 260) for words in shown_lessons(plan)], BODY_CLOSE)
    number = len(grid.rows)
    steps = f"{small(number)} steps" if number != 1 else "one step"
    return section(f"Ending arrangements: the response ends in {steps}", *content, key="ending")
