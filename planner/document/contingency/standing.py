"""What always applies: people and messages, data, staff by kind of ending, how it all ends."""

from __future__ import annotations

from planner.document.blocks import PANEL, Block
from planner.document.building import panel, say
from planner.document.contingency.book import Book
from planner.document.contingency.rule_tables import grid_of, note_section, rule_table
from planner.document.wording import counted, full_stop, people, small
from planner.document.words import bold
from planner.plan.plan import Plan

NO_TRANSFER = "This plan takes it that the provider is liquidated"
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
    grid = grid_of(plan, "sharing")
    told = note_section(plan.notes, ("data",))
    if grid is None and not told:
        return []
    story = book.opening("data", "Data-sharing basis", "Share what keeps people safe, and no more",
                         "Data-sharing basis")  # fmt: skip
    return [*story, *rule_table(grid, (100, 132, 125, 124)), *told]


def staff(book: Book) -> list[Block]:
    """Return what happens to staff, contracts and assets by how it ends."""
    plan = book.plan
    grid = grid_of(plan, "insolvency")
    told = note_section(plan.notes, ("staff", "buying"))
    if grid is None and not told:
        return []
    story = book.opening("staff", "Staff, contracts and assets", _transfer(plan),
                         "TUPE by kind of insolvency")  # fmt: skip
    return [*story, *rule_table(grid, (75, 72, 88, 90, 82, 74)), *told]


def _transfer(plan: Plan) -> str:
    """Return whether staff transfer in this scenario, as its note on staff says."""
    first = next((note.sentences[0] for note in plan.notes
                  if note.topic == "staff" and note.sentences), "")  # fmt: skip
    if first.startswith(NO_TRANSFER):
        return "No staff transfer by law if the provider is liquidated"
    if first.startswith(MAY_TRANSFER):
        return "Staff may transfer to whoever serves next"
    return "Whether staff transfer depends on how it ends"


def ending(book: Book) -> list[Block]:
    """Return how the response ends, step by step."""
    plan = book.plan
    grid = grid_of(plan, "ending")
    if grid is None:
        return []
    steps = counted(len(grid.rows), "step", "steps")
    if len(grid.rows) < 10:
        steps = f"{small(len(grid.rows))} steps"
    story = book.opening("ending", "Ending arrangements", f"The response ends in {steps}",
                         "Ending arrangements")  # fmt: skip
    story += rule_table(grid, (140, 223, 118))
    if plan.tested:
        told = " ".join(full_stop(words) for words in plan.tested)
        story.append(panel([say(PANEL, bold("Exercise and lessons. "), told)]))
    return story
