"""The ranking: every case that is not secure, worst first."""

from __future__ import annotations

from planner.dependence.likelihood import BANDS, likelihoods
from planner.document.blocks import CELL_GREY, CELL_STRONG, SOURCE, Block, Column
from planner.document.building import LooseRow, chart, say, table
from planner.document.charts import Bar, Bars
from planner.document.finding_document import opening
from planner.document.n1_report.book import KINDS, NOneBook, name_of
from planner.document.n1_report.cures import why_insecure
from planner.document.wording import count, counted, listed, whole
from planner.document.words import brief
from planner.scenario.sweep import Fall

IN_CHART = 10
MOST_ROWS = 120


def ranking_page(book: NOneBook) -> list[Block]:
    """Return the ranking with its chart; nothing where every case is secure."""
    if not book.insecure:
        return []
    number = len(book.insecure)
    story = opening(
        "ranking",
        "N-1 report: the ranking",
        f"{counted(number, 'loss', 'losses')} would break a must service",
        "Worst first, by person-days of must services past the tolerable period, after the best "
        "use of the options.",
        "The ranking",
    )
    story += chart(_bars(book), scale=0.9)
    return [*story, _table(book), say(SOURCE, _note(book))]


def _bars(book: NOneBook) -> Bars:
    shown = book.insecure[:IN_CHART]
    every = sum(fall.breach_person_days.must for fall in book.insecure)
    half = 0.0
    for number, fall in enumerate(book.insecure, start=1):  # noqa: B007
        half += fall.breach_person_days.must
        if half >= every / 2:
            break
    if len(book.insecure) == 1:
        title = "One loss alone breaks a must service"
    else:
        does = "loss does" if number == 1 else "losses do"
        title = f"{counted(number, does, does)} half or more of all the harm to must services"
    bars = tuple(
        Bar(
            name_of(fall),
            fall.breach_person_days.must,
            count(fall.breach_person_days.must),
            "navy" if fall.kind == "provider" else "outline",
            key=fall.id,
        )
        for fall in shown
    )
    which = f"The {len(shown)} worst" if len(shown) < len(book.insecure) else "All cases"
    return Bars(
        title=title,
        subtitle=f"{which}: must person-days past the tolerable period, "
        f"{count(book.sweep.horizon_days)} days. Outlined: owner or asset",
        alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars[:3]) + ".",
        bars=bars,
    )


def _table(book: NOneBook) -> Block:
    likely = likelihoods(book.register, book.today)
    cases = {case.fall.id: case for case in book.cases}
    rows: list[LooseRow] = []
    for rank, fall in enumerate(book.insecure[:MOST_ROWS], start=1):
        case = cases.get(fall.id)
        rows.append(
            [
                str(rank),
                (say(CELL_STRONG, name_of(fall)), say(CELL_GREY, _what(book, fall))),
                count(fall.must_people),
                count(fall.breach_person_days.must),
                index(fall.systemic_index),
                whole(fall.cost),
                BANDS[likely[fall.id].band - 1] if likely[fall.id].assessed else "not assessed",
                brief(why_insecure(book, case), 110) if case else "not followed here",
            ]
        )
    columns = [
        Column("", 18, True),
        Column("If this one stops", 116),
        Column("Must people", 40, True, people=True),
        Column("Person-days past the limit", 52, True),
        Column("System index", 40, True),
        Column("Whole cost, £", 54, True, "money"),
        Column("Chance in a year", 48, False, "chances"),
        Column("What makes it insecure", 113, False, "weaknesses"),
    ]
    return table(columns, rows, padding=1.7, summary="Every case that is not secure, worst first")


def _what(book: NOneBook, fall: Fall) -> str:
    """Return what a case is: the services of a provider, else that it is an owner or asset."""
    register = book.register
    titles = dict.fromkeys(
        register.services[one.service].title.lower()
        for one in register.contracts_of_provider.get(fall.id, ())
    )
    if not titles:
        return KINDS[fall.kind]
    return brief(listed(list(titles), most=2), 52)


def index(share: float | None) -> str:
    """Return a systemic index in per cent with two digits that tell; "not known" where it is."""
    if share is None:
        return "not known"
    if 0 < share < 0.00005:
        return "under 0.01%"
    return f"{share:.2%}" if share < 0.1 else f"{share:.1%}"


def _note(book: NOneBook) -> str:
    rest = len(book.insecure) - MOST_ROWS
    more = (
        f" {counted(rest, 'more case is', 'more cases are')} in the workbook." if rest > 0 else ""
    )
    return (
        "Limit: the tolerable period. System index: service lost if nobody responds, as a share of "
        "all service to all people. Whole cost: stop-gap care and set-up, before any saving." + more
    )
