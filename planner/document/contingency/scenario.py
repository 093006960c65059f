"""The scenario: what happens, who stops because of it and what the run found."""

from __future__ import annotations

from planner.document.blocks import BODY, Block
from planner.document.building import say, section
from planner.document.contingency.book import Book
from planner.document.contingency.decisions import what_stops
from planner.document.wording import counted, full_stop, small, start
from planner.document.words import brief
from planner.plan.plan import Plan


def scenario(book: Book) -> list[Block]:
    """Return the part on the scenario."""
    plan = book.plan
    story = book.opening("scenario", "Scenario", _title(plan), "Scenario",
                         lead=full_stop(brief(plan.header.trigger, 380)))  # fmt: skip
    days = counted(plan.header.horizon_days, "day", "days")
    followed = f"The plan follows {days} from day 0. Nobody acts before the loss is known."
    story += [say(BODY, followed)]
    story += what_stops(plan)
    told = [say(BODY, full_stop(words)) for words in plan.summary]
    return story + section("What the run found", *told)


def _title(plan: Plan) -> str:
    """Return how many fall, and how many of them because of others."""
    fallen = plan.failures
    knock_on = sum(line.knock_on for line in fallen)
    if not fallen:
        subject = plan.card.headline.removeprefix("If ").rstrip(".")
        return brief(start(subject), 100)
    hit = f"{start(small(len(fallen)))} {'is' if len(fallen) == 1 else 'are'} hit"
    return f"{hit}, {small(knock_on)} by knock-on" if knock_on else hit
