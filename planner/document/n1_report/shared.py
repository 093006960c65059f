"""What several providers lean on: shared assets and systems, suppliers, and owners."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import BODY, SOURCE, Block, Column
from planner.document.building import LooseRow, say, section, table
from planner.document.finding_document import opening
from planner.document.n1_report.book import NOneBook, name_of
from planner.document.outcome_words import LEGAL
from planner.document.wording import NOT_KNOWN, count, counted, listed, percent
from planner.document.words import brief
from planner.scenario.sweep import Fall

MOST_ROWS = 40


def shared_page(book: NOneBook) -> list[Block]:
    """Return assets, suppliers of several, and owners, each with what its loss would do."""
    found = {fall.id: fall for fall in book.sweep.falls}
    assets = [fall for fall in book.sweep.falls if fall.kind == "asset"]
    suppliers = [
        fall
        for fall in book.sweep.falls
        if fall.kind != "asset" and len(_customers(book, fall.id)) > 1
    ]
    owners = [fall for fall in book.sweep.falls if _owned(book, fall.id)]
    broken = [one for one in {*assets, *suppliers, *owners} if not one.secure]
    story = opening(
        "shared", "N-1 report: shared systems, assets and owners",
        _title(book, len({one.id for one in (*assets, *suppliers, *owners)}), len(broken)),
        "What several providers lean on can stop them all on one day. Assets and owners are ranked "
        "with providers but not counted among them.",
        "Shared systems, assets and owners", new_page=False,
    )  # fmt: skip
    story += _leaned_on(book, "Systems and assets", assets, "Asset or system")
    story += _leaned_on(book, "Suppliers of several providers", suppliers, "Supplier")
    story += _owners(book, owners)
    if not found:
        story.append(say(BODY, "The register names none yet."))
    return story


def _title(book: NOneBook, number: int, broken: int) -> str:
    if not number:
        return "The register names nothing that several share"
    if not book.is_known:
        return f"{counted(number, 'provider or asset is', 'providers and assets are')} shared"
    if not broken:
        return "Nothing that several share would break a must service"
    return f"{count(broken)} of {count(number)} shared would break a must service"


def _customers(book: NOneBook, id_: str) -> list[str]:
    links = book.register.supply_links.values()
    names = {
        link.downstream: share_of(link.share)
        for link in links
        if link.upstream == id_ and link.kind != "parent"
    }
    known = book.register.providers
    return [
        f"{LEGAL.sub('', known[one].name)}{share}" for one, share in names.items() if one in known
    ]


def share_of(share: float | None) -> str:
    """Return how much of a provider's work leans on something, in brackets; "" where unknown."""
    return "" if share is None else f" ({percent(share)})"


def _owned(book: NOneBook, id_: str) -> list[str]:
    return [
        LEGAL.sub("", one.name) for one in book.register.providers.values() if one.parent == id_
    ]


def _leaned_on(book: NOneBook, title: str, falls: Sequence[Fall], heading: str) -> list[Block]:
    if not falls:
        return []
    rows: list[LooseRow] = [
        [
            name_of(fall),
            brief(listed(_customers(book, fall.id), most=4) or "nobody is named", 160),
            *_harm(fall),
        ]
        for fall in falls[:MOST_ROWS]
    ]
    note = "In brackets: how much of the provider’s work stops with it."
    return section(
        title,
        table(_columns(heading, "Who leans on it"), rows, padding=1.6, summary=title),
        say(SOURCE, note + _more(falls)),
    )


def _owners(book: NOneBook, owners: Sequence[Fall]) -> list[Block]:
    if not owners:
        return []
    rows: list[LooseRow] = [
        [name_of(fall), brief(listed(_owned(book, fall.id), most=5), 160), *_harm(fall)]
        for fall in owners[:MOST_ROWS]
    ]
    note = (
        "An owner brings down those it owns as far as the register says they lean on it; a "
        "ring-fenced one stands." + _more(owners)
    )
    return section(
        "Owners",
        table(_columns("Owner", "Owns"), rows, padding=1.6, summary="Owners and what they own"),
        say(SOURCE, note),
    )


def _more(falls: Sequence[Fall]) -> str:
    rest = len(falls) - MOST_ROWS
    return f" {count(rest)} more are in the ranking or secure." if rest > 0 else ""


def _columns(heading: str, whom: str) -> list[Column]:
    return [
        Column(heading, 115),
        Column(whom, 196, False, "weaknesses"),
        Column("People", 50, True, people=True),
        Column("Must person-days past the limit", 66, True),
        Column("Secure", 54),
    ]


def _harm(fall: Fall) -> list[str]:
    if fall.displaced_people is None:
        return [NOT_KNOWN, NOT_KNOWN, NOT_KNOWN]
    return [
        count(fall.displaced_people),
        count(fall.breach_person_days.must),
        "yes" if fall.secure else "no",
    ]
