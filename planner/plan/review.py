"""Plans on their way: what stands on the shelf, what blocks a review, what may come next."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.plan import Plan
from planner.plan.stored import plan_from_json
from planner.plan.versions import is_stale
from planner.register.records import StoredPlan
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """One stored version as the list of plans shows it.

    `older` marks a version under a later one of the same scenario. `red` and `gaps` count its
    findings. `stale` is a sentence where the register changed since, else it is empty.
    """

    plan: str
    scenario: str
    title: str
    version: int
    status: str
    made_on: datetime.date | None
    review_date: datetime.date | None
    review_late: bool
    owner: str | None
    red: int
    gaps: int
    stale: str
    older: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """A status a plan may be moved to, in the words of its button.

    `blocked` says in a sentence why not yet, and is empty where nothing is in the way.
    """

    status: str
    words: str
    blocked: str


def shelf(register: Register, today: datetime.date) -> tuple[ShelfLine, ...]:
    """Return every stored version, the scenario with the newest first, its older ones under it."""
    by_scenario: dict[str, list[StoredPlan]] = {}
    for record in register.plans.values():
        by_scenario.setdefault(record.scenario, []).append(record)
    piles = [sorted(pile, key=lambda one: -one.version) for pile in by_scenario.values()]
    never = datetime.date.min
    piles.sort(key=lambda pile: pile[0].made_on or never, reverse=True)
    return tuple(
        _shelf_line(register, record, today, older=bool(place))
        for pile in piles
        for place, record in enumerate(pile)
    )


def why_not_reviewed(plan: Plan) -> str:
    """Return why a plan cannot be sent for review, "" where it can: red findings are in the way."""
    red = [gap for gap in plan.gaps if gap.red]
    if not red:
        return ""
    first = wording.full_stop(red[0].title)
    if len(red) == 1:
        return f"A red finding blocks the review: {wording.inside(first)}"
    return f"{len(red)} red findings block the review; the first: {wording.inside(first)}"


def next_steps(plan: Plan, stale: str = "") -> tuple[NextStep, ...]:
    """Return where a plan may go from its status, the usual way first."""
    status = plan.header.status
    if status == "draft":
        return (NextStep("reviewed", "Send for review", why_not_reviewed(plan) or stale),)
    if status == "reviewed":
        nobody = (
            "" if plan.header.approver else "Nobody is named who approves it; fill in Approver."
        )
        return (
            NextStep("approved", "Approve", why_not_reviewed(plan) or stale or nobody),
            NextStep("draft", "Back to draft", ""),
        )
    if status == "approved":
        return (NextStep("superseded", "Supersede", ""),)
    return (NextStep("draft", "Back to draft", ""),)


def _shelf_line(
    register: Register, record: StoredPlan, today: datetime.date, *, older: bool
) -> ShelfLine:
    plan = plan_from_json(record.content) if record.content else None
    scenario = register.scenarios.get(record.scenario)
    review = record.review_date
    in_force = record.status != "superseded" and not older
    return ShelfLine(
        record.id,
        record.scenario,
        scenario.title if scenario is not None else record.title,
        record.version,
        record.status,
        record.made_on,
        review,
        in_force and review is not None and review < today,
        record.owner,
        sum(gap.red for gap in plan.gaps) if plan is not None else 0,
        len(plan.gaps) if plan is not None else 0,
        (is_stale(plan, register) or "") if plan is not None and not older else "",
        older,
    )
