"""What the reserve plan says: whether the money lasts, what is short, and what is not counted."""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.cash import BondDue
from planner.plan.decision import is_let_go
from planner.plan.money import ReservePlan, WeekOfMoney
from planner.plan.plan import ServiceDecision
from planner.plan.unpaid import MoneyShort
from planner.register.records import Reserve
from planner.scenario.outcome import ServiceOutcome


def hold_words(reserve: ReservePlan) -> str:
    """Return what to hold for this response, against what is held today, "" where not known.

    What to hold is the most that is out at one time and what would pay for those left unpaid.
    """
    if not reserve.known:
        return ""
    hold = round(reserve.peak_amount) + round(reserve.more_money)
    if hold <= wording.SMALL:
        return "Nothing need be held for this response: the price no longer due covers it."
    told = f"To hold for this response: {wording.money(hold)} that may pay for these services."
    if reserve.reserves_today is None:
        return f"{told} What is held today is not known."
    more = max(reserve.most_short, reserve.more_money, hold - reserve.reserves_today)
    today = f"{wording.money(reserve.reserves_today)} is held today"
    if more <= wording.SMALL:
        return f"{told} {today}, which is enough."
    return f"{told} {today}: {wording.money(more)} more has to be held where it may be spent."


def other_funds(others: list[tuple[Reserve, float | None]]) -> str:
    """Return the line on funds that may not pay for any service kept, or nothing."""
    if not others:
        return ""
    named = [f"{reserve.name} ({wording.money(amount)})" for reserve, amount in others]
    many = wording.counted(len(others), "other fund", "other funds")
    return f"{many} may not pay for these services: {wording.listed(named, 4)}."


def headline(pays: float, used_up: bool, short: tuple[int, ...], lacking: MoneyShort) -> str:
    """Return in a few words whether the money lasts."""
    if lacking.services:
        days = wording.person_days(sum(line.person_days for line in lacking.services))
        stay = "stays" if days.startswith("1 ") else "stay"
        return f"The reserves run out: {wording.money(pays)} is used and {days} {stay} unpaid for"
    if short:
        return "The reserves run short"
    if used_up:
        return f"The reserves are just enough: all {wording.money(pays)} is used"
    if pays <= wording.SMALL:
        return "The reserves pay nothing"
    return f"The reserves pay {wording.money(pays)}"


def unpaid_words(lacking: MoneyShort) -> tuple[str, ...]:
    """Return who goes without because the money runs out, and what more would serve them."""
    if not lacking.services:
        return ()
    parts = [
        f"up to {wording.people(line.people)} without {wording.inside(line.title)} from "
        f"{wording.date_words(line.from_date)}"
        for line in lacking.services
    ]
    days = wording.person_days(sum(line.person_days for line in lacking.services))
    more = (
        f" {wording.money(lacking.pounds)} more would pay for them."
        if lacking.pounds > wording.SMALL
        else ""
    )
    return (
        f"Options could serve more people, but the money leaves {wording.listed(parts, 4)}: "
        f"{days} in all.{more}",
    )


SHORT = "Cash runs short"
UNKNOWN_COST = (
    "What it would cost to keep these services going is not known: the register holds no count of "
    "the people they serve."
)


def uncounted(found: Sequence[ServiceOutcome], case: Case) -> tuple[str, ...]:
    """Return which services' costs are missing because their people are not known."""
    titles = [service.title for service in found if not case.counted(service)]
    if not titles:
        return ()
    return (
        f"What stop-gaps for {wording.listed([*map(wording.inside, titles)], 4)} cost is not "
        "known, so not counted.",
    )


def lead(
    weeks: tuple[WeekOfMoney, ...], peak: int | None, net: float, left: float, used_up: bool
) -> str:
    """Return what the reserves pay by when; `net` and `left` in budgets are pounds."""
    if not weeks or all(week.out <= wording.SMALL for week in weeks):
        return "No option that costs money is used, so the reserves pay nothing."
    if peak is None:
        return "The price no longer due covers the whole cost: the reserves pay nothing."
    most = weeks[peak]
    if used_up:
        return (
            f"The reserves are used up by {wording.date_words(weeks[-1].ends_on)}: all "
            f"{wording.money(net + left)} that may pay for these services is out, and nothing is "
            "left for the weeks that follow."
        )
    if peak == len(weeks) - 1:
        return (
            f"The reserves pay {wording.money(net + left)} by "
            f"{wording.date_words(weeks[-1].ends_on)}, and more for each week that follows."
        )
    return (
        f"The reserves pay {wording.money(net + left)} by {wording.date_words(weeks[-1].ends_on)}. "
        f"Most is out in week {most.week}, on {wording.date_words(most.ends_on)}: "
        f"{wording.money(most.needed)}."
    )


def statements(
    weeks: tuple[WeekOfMoney, ...],
    short: tuple[int, ...],
    funds: list[tuple[Reserve, float | None]],
    lacking: MoneyShort,
) -> tuple[str, ...]:
    """Return when cash is short, and what is not known of the funds."""
    told = []
    if short:
        most = max(weeks, key=lambda week: week.short)
        which = f"in week {short[0]}"
        if len(short) > 1:
            which = f"in {len(short)} weeks, the first of them week {short[0]}"
        told.append(f"{SHORT} {which}: at most {wording.money(most.short)}, in week {most.week}.")
        if weeks[-1].short <= wording.SMALL and not lacking.services:
            told.append("The funds are enough in total; they are short only for a time.")
    unknown = [reserve.name for reserve, amount in funds if amount is None]
    if unknown:
        told.append(f"What is in {wording.listed(unknown, 4)} is not known: none of it is counted.")
    if not funds:
        told.append("The register holds no reserve that may pay for these services.")
    return tuple(told)


def not_counted(
    case: Case, decisions: Sequence[ServiceDecision], bonds: list[BondDue], counted: bool
) -> tuple[str, ...]:
    """Return what the money of this plan leaves out, and why."""
    told = []
    if not counted:
        told.append("Charges to self-funders and to councils that placed people: not counted.")
    for due in bonds:
        if due.day >= case.outcome.horizon_days:
            told.append(
                f"The bond of {wording.money(due.amount)} on {due.contract.title} is expected on "
                f"{wording.date_words(case.date_of(due.day))}, after the time followed."
            )
    let_go = [decision.title for decision in decisions if is_let_go(decision)]
    if let_go:
        told.append(
            f"Nothing is spent on {wording.listed(let_go, 4)}, which is let go."
            if len(let_go) == 1
            else f"Nothing is spent on {wording.listed(let_go, 4)}, which are let go."
        )
    blank = [
        case.option_labels[use.option]
        for use in case.outcome.options
        if use.used and case.register.options[use.option].unit_cost_day is None
    ]
    if blank:
        told.append(f"What {wording.listed(blank, 4)} cost a day is not known, so not counted.")
    guarantees = [c.title for c in case.contracts_hit if c.guarantee_by]
    if guarantees:
        told.append(
            f"Guarantees on {wording.listed(guarantees, 4)}: worth little if the group fails, so "
            "not counted."
        )
    return tuple(told)
