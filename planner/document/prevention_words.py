"""The best preventive actions as people read them: headline, key numbers, rows and stories."""

from __future__ import annotations

from dataclasses import dataclass

from planner.document.charts import HarmBySpend
from planner.document.outcome_words import Number
from planner.document.prevention_charts import spend_curve
from planner.document.wording import count, counted, listed, percent, pounds, round_pounds, small
from planner.plan.prevention_portfolio import ActionLine, Portfolio
from planner.plan.remedies import Remedy
from planner.plan.remedy_rules import remedy_rules

WEEKS_A_MONTH = 52 / 12
STAFF_TIME = "staff time"
SOME = 0.05


@dataclass(frozen=True, slots=True)
class PreventionRow:
    """One action as a table shows it; `cost` and `spent` are pounds, `so_far` a share, 0 to 1.

    `spared` is must person-days past the limit on top of the actions above it, as weighed. `story`
    are sentences: what it does, whom it helps, and what it does besides.
    """

    id: str
    number: int
    title: str
    detail: str
    owner: str
    takes: str
    weeks: float
    cost: float | None
    cost_words: str
    spared: float
    so_far: float
    spent: float
    chosen: bool
    forced: str
    story: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreventionReport:
    """The best preventive actions under a budget; rows beyond it stand after those within.

    `left_out` are actions somebody ruled out, as rows with nothing measured.
    """

    headline: str
    figures: tuple[Number, ...]
    rows: tuple[PreventionRow, ...]
    left_out: tuple[PreventionRow, ...]
    curve: HarmBySpend
    budget: float
    weigh: str
    spent: float
    proven: str
    next_words: str
    actions: tuple[Remedy, ...]
    revision: int


def report_of(found: Portfolio) -> PreventionReport:
    """Return what a page about prevention shows."""
    lines = (*found.chosen, *found.beyond)
    rows = tuple(
        _row(found, line, number, number <= len(found.chosen))
        for number, line in enumerate(lines, start=1)
    )
    return PreventionReport(
        headline=headline(found),
        figures=_figures(found),
        rows=rows,
        left_out=tuple(_unmeasured(one) for one in found.offered if one.id in found.forced_out),
        curve=spend_curve(found),
        budget=found.budget,
        weigh=found.weigh,
        spent=found.spent,
        proven=_proven(found),
        next_words=_next_words(found),
        actions=tuple(line.remedy for line in lines),
        revision=found.revision,
    )


def headline(found: Portfolio) -> str:
    """Return the finding in one sentence."""
    if not found.today.cases:
        return "There is no provider or asset in the register to lose yet."
    if not found.counts_people:
        return "The register counts no people, so what losing anybody would do is not known."
    if found.today.plain < SOME:
        return "No single failure breaks a must service: there is nothing to prevent."
    if not found.chosen:
        if not found.offered:
            return "The register allows no action that would spare must services anything."
        return "No action within the budget would spare must services anything."
    number = len(found.chosen)
    actions = counted(number, "action", "actions") if number > 9 else (
        f"{small(number)} action{'' if number == 1 else 's'}"
    )  # fmt: skip
    share = percent(found.cut_share(found.after))
    for_what = "For staff time alone" if found.spent < 1 else f"For {round_pounds(found.spent)}"
    told = f"{for_what}, {actions} would cut must harm by {share}"
    if number > 1 and found.spent >= 1 and found.chosen[0].remedy.cost == 0:
        told += "; the first takes only staff time"
    return f"{told}."


def takes_words(weeks: float) -> str:
    """Return working weeks as people say them: weeks to two months, then months."""
    if weeks <= 9:
        return counted(round(weeks), "week", "weeks")
    return counted(round(weeks / WEEKS_A_MONTH), "month", "months")


def cost_words(cost: float | None) -> str:
    """Return what an action costs in the first year, "staff time" or "not known"."""
    if cost is None:
        return "not known"
    return STAFF_TIME if cost < 0.5 else pounds(cost)


def _figures(found: Portfolio) -> tuple[Number, ...]:
    today, after = found.today, found.after
    number = len(found.chosen)
    if not today.cases or not found.counts_people:
        return ()
    cases = (
        "must person-days past the limit a year, by chance"
        if found.weigh == "chance"
        else f"must person-days past the limit, all {count(today.cases)} cases"
    )
    if not number:
        return (Number(count(today.harm(found.weigh)), cases, "must"),)
    return (
        Number(count(today.harm(found.weigh)), cases, "must"),
        Number(
            count(after.harm(found.weigh)), f"left after {counted(number, 'action', 'actions')}"
        ),
        Number(
            _moves(percent(today.secure_share), percent(after.secure_share)),
            "of providers can fail alone safely",
        ),
        Number(takes_words(found.weeks), "until the last is in place"),
    )


def _moves(before: str, after: str) -> str:
    return before if before == after else f"{before} to {after}"


def _row(found: Portfolio, line: ActionLine, number: int, chosen: bool) -> PreventionRow:
    one = line.remedy
    spared = line.worth.expected if found.weigh == "chance" else line.worth.plain
    return PreventionRow(
        id=one.id,
        number=number,
        title=one.title,
        detail=one.detail,
        owner=one.owner,
        takes=takes_words(one.weeks),
        weeks=one.weeks,
        cost=one.cost,
        cost_words=cost_words(one.cost),
        spared=max(0.0, spared),
        so_far=found.cut_share(line.after),
        spent=line.spent,
        chosen=chosen,
        forced="in" if one.id in found.forced_in else "",
        story=_story(found, line),
    )


def _unmeasured(one: Remedy) -> PreventionRow:
    return PreventionRow(
        one.id,
        0,
        one.title,
        one.detail,
        one.owner,
        takes_words(one.weeks),
        one.weeks,
        one.cost,
        cost_words(one.cost),
        0.0,
        0.0,
        0.0,
        False,
        "out",
        (f"{one.detail}.", "You ruled it out; tick it to weigh it again."),
    )


def _story(found: Portfolio, line: ActionLine) -> tuple[str, ...]:
    one, worth = line.remedy, line.worth
    rule = remedy_rules()[one.kind]
    better = [case for case in line.helped if case.spared > 0]
    worse = [case for case in line.helped if case.spared < 0]
    told = [f"{one.detail}."]
    names = listed([case.name for case in better], 4)
    if better:
        cases = counted(len(better), "case", "cases")
        told.append(f"On top of the actions above it, it helps in {cases}: {names}.")
        safe = [case.name for case in better if case.after < 0.005]
        if safe:
            verb = "breaks" if len(safe) == 1 else "break"
            told.append(f"{listed(safe, 4)} then {verb} no must service.")
        most = better[0]
        if most.after >= 0.5:
            told.append(
                f"If {most.name} fails, {count(most.after)} must person-days past the limit stay."
            )
    else:
        told.append("On top of the actions above it, it helps in no case.")
    if worse:
        told.append(
            f"It makes {listed([case.name for case in worse], 4)} worse, by "
            f"{count(-sum(case.spared for case in worse))} must person-days in all."
        )
    told.append(
        f"By chance it spares {count(max(0.0, worth.expected))} must person-days a year; with "
        f"every case counted once, {count(max(0.0, worth.plain))}."
    )
    if abs(worth.net_cost) >= 0.5:
        way = "more" if worth.net_cost > 0 else "less"
        told.append(f"Answering failures then costs {pounds(abs(worth.net_cost))} {way} a year.")
    checked = "" if rule.verified else " Time and cost are our judgement; change them to yours."
    told.append(f"{rule.source.split(';')[0]}.{checked}")
    return tuple(told)


def _proven(found: Portfolio) -> str:
    """Return how far it is proven that nothing better fits the budget."""
    left = found.after.harm(found.weigh)
    if left - found.least < max(0.05, 1e-4 * found.today.harm(found.weigh)):
        if found.is_full:
            return f"No other {len(found.chosen)} actions within this budget would leave less."
        return "Nothing else the register allows would leave less within this budget."
    choice = f"{len(found.chosen)} actions" if found.is_full else "choice"
    return (
        f"No {choice} within this budget can leave fewer than {count(found.least)} must "
        "person-days."
    )


def _next_words(found: Portfolio) -> str:
    """Return what the actions that are not chosen stand under: past the number, or the budget."""
    if found.is_full:
        return f"Next, beyond the {len(found.chosen)} actions that are chosen at most"
    return f"Beyond the budget of {round_pounds(found.budget)}"
