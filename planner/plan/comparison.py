"""Two plans compared, in words: what changed from one version to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.plan import Plan, ServiceDecision, StepIn


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two plans: what it is about, and a sentence.

    Where a thing was one and is another, `what` names it, with `before` and `after`; else they are
    empty.
    """

    topic: str
    sentence: str
    what: str = ""
    before: str = ""
    after: str = ""


def compare(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Return what differs from one plan to another, in words; nothing where they agree."""
    return (
        *_decisions(before, after),
        *_people(before, after),
        *_options(before, after),
        *_money(before, after),
        *_restarts(before, after),
        *_gaps(before, after),
        *_assumptions(before, after),
    )


def _moved(topic: str, what: str, old: str, new: str) -> Iterable[Difference]:
    if old != new:
        yield Difference(topic, f"{what}: {old} before, {new} now.", what, old, new)


def _decisions(before: Plan, after: Plan) -> Iterable[Difference]:
    old = {decision.service: decision for decision in before.decisions}
    new = {decision.service: decision for decision in after.decisions}
    for service, decision in new.items():
        if service not in old:
            told = f"{decision.title} is hit now: {wording.inside(decision.words)}."
            yield Difference("Decisions", told)
        else:
            yield from _moved("Decisions", decision.title, _words(old[service]), _words(decision))
    for service, decision in old.items():
        if service not in new:
            yield Difference("Decisions", f"{decision.title} is no longer hit.")


def _words(decision: ServiceDecision) -> str:
    return wording.inside(decision.words)


def _people(before: Plan, after: Plan) -> Iterable[Difference]:
    yield from _moved(
        "People",
        "People at risk",
        wording.number(before.people.people),
        wording.number(after.people.people),
    )
    old = {plan.service: plan for plan in before.step_in}
    for plan in after.step_in:
        if plan.service in old:
            then = old[plan.service]
            yield from _moved(
                "People", f"{plan.title}, without service", _unmet(then), _unmet(plan)
            )
            yield from _moved(
                "People",
                f"{plan.title}, past the tolerable period",
                wording.person_days(then.person_days_breach),
                wording.person_days(plan.person_days_breach),
            )


def _unmet(plan: StepIn) -> str:
    return wording.person_days(plan.person_days_unmet)


def _options(before: Plan, after: Plan) -> Iterable[Difference]:
    old = {plan.service: plan for plan in before.step_in}
    new = {plan.service: plan for plan in after.step_in}
    for service in old.keys() & new.keys():
        then = {option.label for option in old[service].usable}
        now = {option.label for option in new[service].usable}
        title = new[service].title
        if gained := sorted(now - then):
            yield Difference("Options", f"{title} gains {wording.listed(gained)}.")
        if lost := sorted(then - now):
            yield Difference("Options", f"{title} loses {wording.listed(lost)}.")


def _money(before: Plan, after: Plan) -> Iterable[Difference]:
    old, new = before.reserve, after.reserve
    yield from _moved(
        "Money",
        "Cost of the response",
        wording.money(old.gross_cost),
        wording.money(new.gross_cost),
    )
    yield from _moved(
        "Money", "Reserves pay", wording.money(old.reserves_pay), wording.money(new.reserves_pay)
    )
    yield from _moved(
        "Money",
        "Most is out on",
        wording.date_words(old.peak_date),
        wording.date_words(new.peak_date),
    )


def _restarts(before: Plan, after: Plan) -> Iterable[Difference]:
    old = {plan.service: plan for plan in before.recommissioning}
    for plan in after.recommissioning:
        if plan.service in old:
            then = old[plan.service]
            what = f"{plan.title} starts again (P50)"
            yield from _moved(
                "Restart", what, wording.date_words(then.p50), wording.date_words(plan.p50)
            )
            yield from _moved("Restart", f"{plan.title}, route", then.route, plan.route)


def _gaps(before: Plan, after: Plan) -> Iterable[Difference]:
    old = {gap.title for gap in before.gaps}
    new = {gap.title for gap in after.gaps}
    for gap in after.gaps:
        if gap.title not in old:
            yield Difference("Gaps", f"New gap: {wording.inside(gap.title)}.")
    for gap in before.gaps:
        if gap.title not in new:
            yield Difference("Gaps", f"Closed: {wording.inside(gap.title)}.")


def _assumptions(before: Plan, after: Plan) -> Iterable[Difference]:
    old = {found.text: found for found in before.assumptions}
    new = {found.text: found for found in after.assumptions}
    for text, found in new.items():
        if text not in old:
            yield Difference("Assumptions", f"New: {wording.inside(text)} ({found.value}).")
        else:
            yield from _moved("Assumptions", text, old[text].value, found.value)
            yield from _moved("Assumptions", f"{text}, status", old[text].status, found.status)
    for text in old:
        if text not in new:
            yield Difference("Assumptions", f"Gone: {wording.inside(text)}.")
