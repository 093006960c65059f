"""The ten action cards within the plan, or the checklist of a plan kept before it had cards."""

from __future__ import annotations

from planner.document.action_cards import cards_in_plan, ends_on
from planner.document.blocks import BODY_CLOSE, Block
from planner.document.building import say
from planner.document.contingency.book import Book
from planner.document.contingency.checklists import checklists
from planner.document.wording import counted
from planner.document.words import bold, joined


def roles(book: Book) -> list[Block]:
    """Return a card for each role, the same as in the document of action cards."""
    plan = book.plan
    items = sum(len(phase.items) for card in plan.role_cards for phase in card.phases)
    if not items:
        return checklists(book)
    cards = len(plan.role_cards)
    title = f"{counted(items, 'thing', 'things')} to do, on {counted(cards, 'card', 'cards')}"
    lead = (
        "Hand each role its card. Bold lines are special to this plan. The large-print edition "
        "gives each card a page of its own."
    )
    story = book.opening("roles", "Action cards", title, "Action cards", lead=lead)
    dated = [(phase.title, ends_on(phase, plan.header)) for phase in plan.role_cards[0].phases]
    told = [joined(bold(f"{title}: "), f"{date}.  ") for title, date in dated if date]
    dates: list[Block] = [say(BODY_CLOSE, *told)] if told else []
    return [*story, *dates, *cards_in_plan(plan)]
