"""The end of the register book: what providers share, agreements and funds, gaps, control."""

from __future__ import annotations

import re

from planner.document.blocks import BODY, H3, LEAD, SOURCE, Block, Column, Opening
from planner.document.building import LooseRow, bullets, guarded, say, section, table
from planner.document.register_pages.known import Known
from planner.document.wording import (
    NOT_KNOWN,
    count,
    counted,
    full_stop,
    listed,
    long_date,
    pounds,
    start,
)
from planner.document.words import Words, bold, brief, grey, joined, kept_from, link
from planner.fields import in_words
from planner.plan.marking import marking_of
from planner.progress import Progress
from planner.register.checks import check
from planner.register.findings import FindingGroup, grouped

MOST_OF_A_KIND = 12
OPTION = re.compile(r"\b([Tt])he option \S+ \(([^()]+)\)")
ANSWERS = {True: "yes", False: "no", None: NOT_KNOWN}


def assets(known: Known) -> list[Block]:
    """Return premises, systems and the like that providers share, and who leans on each."""
    held = sorted(known.register.assets.values(), key=lambda one: (one.name.casefold(), one.id))
    if not held:
        return []
    leaning: dict[str, list[str]] = {}
    for one in known.register.supply_links.values():
        leaning.setdefault(one.upstream, []).append(known.name_of(one.downstream, 60))
    no_right = sum(one.access_right is not True for one in held)
    many = counted(len(held), "shared asset", "shared assets")
    title = f"{start(many)}, {count(no_right) if no_right else 'none'} without a right of access"
    rows: list[LooseRow] = [
        (
            bold(brief(one.name, 90)),
            in_words(one.kind) if one.kind else NOT_KNOWN,
            link(known.name_of(one.owner), known.sheet_of(one.owner))
            if one.owner and one.owner in known.register.providers
            else NOT_KNOWN,
            ANSWERS[one.access_right],
            listed(sorted(set(leaning.get(one.id, []))), 4) or "nobody recorded",
        )
        for one in held
    ]
    columns = [
        Column("Asset", 125),
        Column("Kind", 60),
        Column("Owner", 105),
        Column("Access", 45, secret="weaknesses"),
        Column("Who leans on it", 146),
    ]
    made = table(columns, rows, padding=1.8, summary="Shared assets with owner and access")
    return [Opening("assets", "Assets", title, "Shared assets"), made]


def agreements(known: Known) -> list[Block]:
    """Return how far options are agreed, the capacity they share, and the funds there are."""
    options = list(known.register.options.values())
    pools = list(known.register.pools.values())
    funds = list(known.register.reserves.values())
    if not (options or pools or funds):
        return []
    agreed = sum(one.agreed is True for one in options)
    if options:
        title = f"{count(agreed)} of {counted(len(options), 'option', 'options')} agreed in writing"
        title = title if agreed else f"None of {counted(len(options), 'option', 'options')} agreed"
    else:
        title = "No option is held"
    public = counted(len(options), "option", "options") if options else title
    story: list[Block] = [Opening("agreements", "Agreements and funds", public,
                                  "Agreements and funds")]  # fmt: skip
    told = [say(LEAD, full_stop(title))] if options else []
    story += guarded("weaknesses", [*told, *_by_route(known)])
    rows: list[LooseRow] = [
        (bold(brief(one.name, 90)), count(one.capacity),
         count(sum(option.pool == one.id for option in options)))
        for one in pools
    ]  # fmt: skip
    shared = [Column("Capacity that options share", 300), Column("Places", 80, True, people=True),
              Column("Options", 80, True)]  # fmt: skip
    if rows:
        story += section("Shared capacity", table(shared, rows, padding=1.8))
    money: list[LooseRow] = [
        (
            bold(brief(one.name, 90)),
            pounds(one.amount),
            listed([brief(known.register.services[id_].title, 60) for id_ in one.services
                    if id_ in known.register.services], 4) or "any service",
        )
        for one in funds
    ]  # fmt: skip
    columns = [Column("Fund", 190), Column("Amount", 90, True, "money"), Column("For", 201)]
    return [*story, *(section("Funds", table(columns, money, padding=1.8)) if money else [])]


def _by_route(known: Known) -> list[Block]:
    """Return by route how many options there are and how far they are agreed."""
    found: dict[str, list[bool | None]] = {}
    for one in known.register.options.values():
        found.setdefault(one.route, []).append(one.agreed)
    rows: list[LooseRow] = [
        (
            bold(start(in_words(route))),
            count(len(held)),
            *(count(sum(one is answer for one in held)) for answer in (True, False, None)),
        )
        for route, held in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    columns = [
        Column("Route", 201),
        *(Column(words, 70, True) for words in ("Options", "Agreed", "Not agreed", "Not known")),
    ]
    return [table(columns, rows, padding=1.8)] if rows else []


def gaps(known: Known, report: Progress) -> list[Block]:
    """Return what register health finds, the heaviest kind first, a few of each."""
    report(0, 1, "Looking for what is missing")
    groups = grouped(check(known.register, known.today))
    found = sum(len(one.findings) for one in groups)
    title = f"{counted(found, 'thing', 'things')} to mend, the heaviest first" if found else (
        "Nothing is missing or contradictory"
    )  # fmt: skip
    story: list[Block] = [Opening("gaps", "What is missing", title, "What is missing")]
    if not groups:
        return story
    lead = "A finding is heavier the more people it reaches and the more an answer hangs on it."
    rows: list[LooseRow] = [(name_of(one), count(len(one.findings))) for one in groups]
    columns = [Column("What is missing or contradictory", 381), Column("Findings", 100, True)]
    story += [say(LEAD, lead), table(columns, rows, padding=1.4)]
    return [*story, *guarded("weaknesses", [made for one in groups for made in _group(one)])]


def name_of(group: FindingGroup) -> str:
    """Return what a group of findings has in common, in words."""
    return start(group.name.replace("_", " "))


def without_codes(sentence: str) -> str:
    """Return a finding with an option called by what it is, without its code."""
    return OPTION.sub(r"\1he option “\2”", sentence)


def _group(group: FindingGroup) -> list[Block]:
    shown = group.findings[:MOST_OF_A_KIND]
    said: list[Words] = [
        joined(
            full_stop(brief(without_codes(one.sentence), 260)),
            grey(f" {start(full_stop(one.mend))}"),
        )
        for one in shown
    ]
    more = len(group.findings) - len(shown)
    rest = [say(BODY, grey(f"And {count(more)} more; Backstop lists them all."))] if more else []
    title = f"{name_of(group)}: {count(len(group.findings))}"
    return section(title, *bullets(said), *rest, style=H3)


def control(known: Known) -> list[Block]:
    """Return when and from what the book was made, and the rules for sharing it."""
    register = known.register
    rows: list[LooseRow] = [
        ("Made on", long_date(known.today)),
        ("Council", brief(register.council.name or NOT_KNOWN, 120)),
        ("Register", f"Revision {register.revision:,}"),
        ("Marking", marking_of(register)),
    ]
    rules: list[Words] = [
        "Share it with people who have a role in it, and with nobody else.",
        "It names providers and their weaknesses: treat it as commercially sensitive.",
        "It holds counts of people, never names of those served.",
        "Destroy it when the next book is printed.",
        "Send auditors outside the council and the public a redacted edition.",
    ]
    public = (
        "This edition may be shared with anybody. It leaves out personal contacts, ratings, cash "
        "figures and weaknesses of named providers. Counts of people under 5 are hidden."
    )
    plain: list[Block] = section("Rules for sharing", say(BODY, public))
    return [
        Opening("control", "Document control", "Who may have this book", "Document control"),
        table([Column("This document", 128), Column("", 353)], rows),
        *guarded("contacts", section("Rules for sharing", *bullets(rules)), plain),
        say(SOURCE, kept_from("", f"Made by Backstop from register revision {register.revision:,} "
                                  f"on {long_date(known.today)}.")),
    ]  # fmt: skip
