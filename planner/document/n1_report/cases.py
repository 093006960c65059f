"""The insecure cases, about three a page: who falls next, what is lost when, and what cures it."""

from __future__ import annotations

import re

from planner.document.blocks import BODY_CLOSE, H3, PANEL, SOURCE, Block, Column, Items, Together
from planner.document.building import LooseRow, guarded, panel, say, section, table
from planner.document.finding_document import opening
from planner.document.n1_report.book import KINDS, NOneBook, name_of
from planner.document.n1_report.cures import cure_words, helpful, late_services
from planner.document.wording import count, counted, days, full_stop, people, percent
from planner.document.words import bold, brief, rich
from planner.scenario.insecure_cases import InsecureCase
from planner.scenario.outcome import Disruption

MOST_NEXT = 5
LEAD = (
    "Each stops on day 0 without warning. What a permission spares is measured alone: do not add. "
    "Preventive actions stand in their order, each on top of those before."
)
MOST_SERVICES = 5
ONE_DAYS = re.compile(r"\b1 days\b")


def cases_pages(book: NOneBook) -> list[Block]:
    """Return each case that was followed; nothing where every case is secure."""
    if not book.cases:
        return []
    followed, every = len(book.cases), len(book.insecure)
    curable = sum(bool(helpful(case) or book.actions_for(case.fall.id)) for case in book.cases)
    which = "" if followed == every else f" The {followed} worst of {count(every)} are told."
    story = opening(
        "cases",
        "N-1 report: what happens and what would cure it",
        f"{count(curable)} of {counted(followed, 'loss', 'losses')} can be made less harmful"
        if followed > 1
        else f"The loss can{'' if curable else 'not'} be made less harmful",
        LEAD + which,
        "The cases one by one",
    )
    for rank, case in enumerate(book.cases, start=1):
        story += _case(book, rank, case)
    return story


def _case(book: NOneBook, rank: int, case: InsecureCase) -> list[Block]:
    fall = case.fall
    content: list[Block] = [
        say(
            BODY_CLOSE,
            f"{people(fall.must_people)} of must services lose their provider; ",
            bold(counted(fall.breach_person_days.must, "person-day", "person-days")),
            " pass the tolerable period. ",
            _safe(case),
        )
    ]
    fallen = _next(case)
    content.append(Items(tuple(rich(one) for one in fallen), "bullets", BODY_CLOSE))
    content += [_services(case)]
    cure = [
        panel([say(PANEL, bold("What would cure it.")), *_listed(cure_words(book, case))]),
    ]
    content += guarded("weaknesses", cure)
    title = f"{rank} {name_of(fall)}, {KINDS[fall.kind]}"
    return [Together(tuple(section(title, *content, style=H3, key=f"case-{rank}")))]


def _listed(told: list[str]) -> list[Block]:
    if len(told) == 1:
        return [say(PANEL, told[0])]
    return [Items(tuple(rich(one) for one in told), "bullets", PANEL)]


def _safe(case: InsecureCase) -> str:
    if case.fall.safe_day is None:
        return f"Some are still without on day {case.outcome.horizon_days}."
    return f"Everybody is served again from day {case.fall.safe_day}."


def _next(case: InsecureCase) -> list[str]:
    """Return who falls or loses work next, in the order of the days, with the nearest cause."""
    others = [
        one
        for one in sorted(case.outcome.disruptions, key=lambda one: (one.first_day, one.id))
        if one.id != case.fall.id
    ]
    if not others:
        return ["Nobody else loses work through it."]
    told = [_loses(case, one) for one in others[:MOST_NEXT]]
    rest = len(others) - len(told)
    if rest:
        told.append(f"{counted(rest, 'more loses', 'more lose')} part of their work.")
    return told


def _loses(case: InsecureCase, one: Disruption) -> str:
    """Return the nearest cause of a loss of work, and how much of the work is left."""
    fallen = {failure.id for failure in case.outcome.failures}
    cause = ONE_DAYS.sub("1 day", one.chain[0].sentence) if one.chain else one.name
    if one.id in fallen and one.chain and one.chain[0].source == "income":
        return full_stop(brief(cause, 260))
    left = "none of its work is left" if one.lowest < 0.005 else (
        f"{percent(one.lowest)} of its work is left at worst"
    )  # fmt: skip
    return full_stop(f"{brief(cause, 260).rstrip('.')}; {left}")


def _services(case: InsecureCase) -> Block:
    late = late_services(case)
    shown = late[:MOST_SERVICES]
    rows: list[LooseRow] = [
        [
            brief(one.title, 90),
            count(one.affected_people),
            "not known" if one.first_day is None else f"day {one.first_day}",
            days(one.mtpd_days),
            "not in time" if one.return_day is None else f"day {one.return_day}",
            count(one.breach_person_days),
        ]
        for one in shown
    ]
    rest = late[len(shown) :]
    if rest:
        rows.append(
            [
                f"{counted(len(rest), 'other must service', 'other must services')}",
                count(sum(one.affected_people for one in rest)),
                "", "", "",
                count(sum(one.breach_person_days for one in rest)),
            ]
        )  # fmt: skip
    if not rows:
        return say(SOURCE, "No must service passes its limit by more than a part of a day.")
    columns = [
        Column("Must service that comes back late", 165),
        Column("People", 50, True, people=True),
        Column("Lost from", 58),
        Column("Tolerable period", 62),
        Column("All served from", 66),
        Column("Person-days past it", 80, True),
    ]
    name = name_of(case.fall)
    return table(
        columns, rows, padding=1.6, summary=f"Must services that come back late if {name} stops"
    )
