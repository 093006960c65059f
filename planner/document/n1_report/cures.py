"""What makes a case insecure and what would cure it, in words."""

from __future__ import annotations

from planner.document.n1_report.book import NOneBook
from planner.document.wording import count, counted, days, full_stop, listed, middle, start
from planner.plan.prevention_portfolio import ActionLine
from planner.plan.remedies import Remedy, SetField
from planner.scenario.insecure_cases import InsecureCase
from planner.scenario.outcome import BlockedOption, ServiceOutcome

Actions = list[tuple[ActionLine, float, float]]
SOME = 0.05
MOST_CURES = 3


def late_services(case: InsecureCase) -> list[ServiceOutcome]:
    """Return the must services that pass their limit in a case, the latest first."""
    found = [
        one
        for one in case.outcome.services
        if one.class_ in ("must", None) and one.breach_person_days >= SOME
    ]
    return sorted(found, key=lambda one: (-one.breach_person_days, one.service))


def helpful(case: InsecureCase) -> list[tuple[BlockedOption, float]]:
    """Return the blocked options that would spare must services anything, most spared first.

    With each the must person-days past the limit that it would spare, measured alone.
    """
    found = [
        (one, one.worth.breach_person_days.must)
        for one in case.outcome.blocked
        if one.worth is not None and one.worth.breach_person_days.must >= SOME
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].option))


def why_insecure(book: NOneBook, case: InsecureCase) -> str:
    """Return in a few words what makes a case insecure."""
    cures = helpful(case)
    if cures:
        return start(cures[0][0].sentence)
    late = late_services(case)
    if not late:
        return "not known"
    first = late[0]
    served = {use.service for use in case.outcome.options if use.person_days >= SOME}
    name = middle(first.title)
    if first.service not in served:
        return f"No option serves {name}"
    if first.return_day is None:
        return f"Too few places for {name}"
    if first.mtpd_days is not None and first.first_day is not None:
        late_by = first.return_day - first.first_day - first.mtpd_days
        if late_by > 0:
            return f"Stop-gaps for {name} are complete {days(late_by)} late"
    return f"Stop-gaps for {name} start too late"


def cure_words(book: NOneBook, case: InsecureCase) -> list[str]:
    """Return what would cure a case: options to unblock, then preventive actions, a line each."""
    harm = case.fall.breach_person_days.must
    actions = book.actions_for(case.fall.id)[:MOST_CURES]
    told = [
        f"{start(full_stop(words))} Mending that spares {_of(spared, harm, least)}."
        for words, spared, least in _by_sentence(case, actions)[:MOST_CURES]
    ]
    for line, before, after in actions:
        left = "then nobody waits too long" if after < SOME else f"{count(after)} are left"
        told.append(
            f"{full_stop(start(line.remedy.title))} It takes {_weeks(line.remedy.weeks)}; of "
            f"{counted(before, 'person-day', 'person-days')} past the limit, {left}."
        )
    if told:
        return told
    return [_none(book, case)]


def _by_sentence(case: InsecureCase, actions: Actions) -> list[tuple[str, float, str]]:
    """Return what blocks, the most that mending it spares by one option, and "at least ".

    Several options may wait for the same permission: together they spare at least as much as the
    best of them. What one of the actions that are told mends is left to it.
    """
    found: dict[str, tuple[float, str]] = {}
    for one, spared in helpful(case):
        if any(_mends(line.remedy, one) for line, _, _ in actions):
            continue  # told as the action that mends it
        found[one.sentence] = (found[one.sentence][0], "at least ") if one.sentence in found else (
            spared, ""
        )  # fmt: skip
    return [(words, spared, least) for words, (spared, least) in found.items()]


def _mends(remedy: Remedy, blocked: BlockedOption) -> bool:
    """Return whether an action gives the permission that an option waits for."""
    return any(
        isinstance(change, SetField)
        and change.attribute == blocked.missing
        and change.key in {*blocked.contracts, blocked.option}
        for change in remedy.changes
    )


def _of(spared: float, harm: float, least: str) -> str:
    if spared >= harm - SOME:
        return f"all {counted(harm, 'person-day', 'person-days')} past the limit"
    return f"{least}{count(spared)} of {counted(harm, 'person-day', 'person-days')} past the limit"


def _weeks(number: float) -> str:
    return counted(number, "week", "weeks")


def _none(book: NOneBook, case: InsecureCase) -> str:
    names = [middle(one.title) for one in late_services(case)]
    what = listed(names, most=3) or "these services"
    looked = "" if book.prevention is not None else " Preventive actions were not asked for."
    return f"No blocked option would help. Find more places for {what}, or sooner ones.{looked}"
