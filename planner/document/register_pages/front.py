"""The front of the register book: cover, how to read it, the summary by class and the index."""

from __future__ import annotations

from collections.abc import Sized

from planner.document.blocks import (
    BODY,
    LEAD,
    PANEL,
    Block,
    Column,
    Contents,
    Cover,
    Entry,
    Figure,
    Group,
    Opening,
)
from planner.document.building import (
    LooseRow,
    bullets,
    figures,
    panel,
    say,
    section,
    table,
    total,
)
from planner.document.register_pages.known import CLASS_TITLES, IN_HOUSE, RULES, Known
from planner.document.wording import (
    NOT_KNOWN,
    count,
    counted,
    listed,
    long_date,
    people,
    pounds,
    small,
    start,
)
from planner.document.words import Words, bold, brief, grey, joined, link, plum, rich

ENTRIES = (
    ("reading", "How to read this book"),
    ("summary", "Summary by class"),
    ("index", "Index of services"),
)
FACTS = {
    "people": "how many people a contract serves",
    "class_": "which class a service has",
    "mtpd_days": "how long a service can be missed",
    "annual_value": "what a contract costs in a year",
    "end": "when a contract ends",
    "notice_days_council": "what notice the council must give",
    "notice_days_provider": "what notice the provider must give",
    "bond_amount": "which contracts have a bond",
    "step_in_right": "where the council may step in",
    "owner": "who answers for a service",
}


def cover(known: Known) -> list[Block]:
    """Return the cover: council, date, what is held, and where to turn at night."""
    register = known.register
    held = known.people_of(register.contracts.values())
    council = brief(register.council.name or "Register book", 90)
    if held is None:
        note = "How many people depend on these services is not known: no count is held."
    else:
        note = f"{people(held)} served under the contracts in this book."
    lines: list[tuple[str, Words]] = [
        ("Made on", long_date(known.today)),
        ("Register", f"Revision {register.revision:,}"),
        ("Holds", _holds(known)),
        ("Who may read it", "People of the council with a role in keeping services going."),
    ]
    return [
        Cover(
            council=council,
            title="Register book",
            line="Services, providers and what can stand in",
            lines=tuple((label, rich(words)) for label, words in lines),
            people=held,
            note=note,
            turn="Has a provider failed? Look it up here.",
            turn_key="providers",
            turn_on_screen="Has a provider failed? Go to the providers from A to Z.",
            turn_more="What it does, whom to ring, and the page of each service",
        )
    ]


def _holds(known: Known) -> str:
    register = known.register
    parts = (
        (len(register.services), "service", "services"),
        (len(register.providers), "provider", "providers"),
        (len(register.contracts), "contract", "contracts"),
        (len(register.options), "option", "options"),
    )
    return f"{listed([counted(*part) for part in parts])}."


def contents(entries: list[Entry]) -> list[Block]:
    """Return the contents."""
    return [Opening("contents", "Contents", "Contents", new_page=True), Contents(tuple(entries))]


def reading(known: Known) -> list[Block]:
    """Return how to read the book, and what the whole register does not know."""
    lines: list[Words] = [
        joined(bold("A service stops? "), "Find it in the ", link("index", "index"),
               " and turn to its page: who provides it, for whom, and what can stand in."),
        joined(bold("A provider stops? "), "Find it ", link("from A to Z", "providers"),
               ": its contracts, the pages of its services and the numbers to ring."),
        joined(bold("Must, needed, could. "), "Must services always keep going. Needed services "
               "are bridged where the money allows. Could services may stop for a time."),
        joined(bold("Not known "), "means that nobody has entered it. It never means none."),
        joined(bold("Last day for notice "), "is the end of a contract less the council's notice."),
    ]  # fmt: skip
    story: list[Block] = [
        Opening("reading", "How to read this book", "Start with the service or with the provider",
                "How to read this book", new_page=True),
        *bullets(lines),
    ]  # fmt: skip
    used = {one.regime for one in known.register.contracts.values()}
    short = [f"{one}: {words}" for key, (one, words) in RULES.items() if key in used and words]
    if short:
        lines.append(joined(bold("Rules of buying. "), f"{'; '.join(short)}."))
        story[-1:] = bullets(lines)
    lacking = [words for name, words in FACTS.items() if name not in known.knows]
    if not known.someone_assessed:
        lacking.append("how any provider is doing")
    if lacking and known.register.services:
        words = f"Nothing in the register says {_or(lacking)}. These facts have no column here."
        story.append(panel([say(PANEL, plum("Not known anywhere. "), words)], gap=True))
    return story


def has_money(known: Known) -> bool:
    """Return whether any contract has a value."""
    return bool(known.knows & {"annual_value", "total_value"})


def _or(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def headline(known: Known) -> str:
    """Return the finding of the summary: must services, and how many hang on one provider."""
    held = known.by_class.get("must", ())
    if not known.register.services:
        return "The register holds no service yet"
    if not held:
        undecided = len(known.by_class.get(None, ()))
        if undecided:
            return f"The class of {counted(undecided, 'service', 'services')} is not decided"
        return "No service is classed must"
    alone = sum(_outside_alone(known, one.id) for one in held)
    many = counted(len(held), "must service", "must services")
    if len(held) == 1:
        return (
            f"{many}, with {counted(len(known.providers_of(held[0].id)), 'provider', 'providers')}"
        )
    if not alone:
        return f"{many}, none with one outside provider only"
    return f"{many}, {small(alone)} with one outside provider only"


def _outside_alone(known: Known, service: str) -> bool:
    """Return whether one provider alone serves it, and that is not the council's own team."""
    held = known.providers_of(service)
    if len(held) != 1:
        return False
    return known.register.providers[next(iter(held))].sector != IN_HOUSE


def summary(known: Known) -> list[Block]:
    """Return key figures, a table by class and what is missing in each."""
    register = known.register
    contracts = register.contracts.values()
    value = known.pounds_of(contracts)
    words = "in contracts a year, of those whose value is known"
    if known.by_awards:
        words = "in awards over their whole terms, of those whose value is known"
    shown = [
        Figure(count(len(register.services)), noun(register.services, "service", "services")),
        Figure(
            count(len(register.providers)),
            noun(register.providers, "provider", "providers, owners and suppliers"),
        ),
        Figure(count(known.people_of(contracts)), "people served under contracts"),
        Figure(pounds(value), words, "money"),
    ]
    return [
        Opening("summary", "Summary", headline(known), "Summary by class"),
        figures([one for one in shown if one.value != NOT_KNOWN]),
        *_by_class(known),
        *section("What is not known", *bullets(_unknown(known))),
    ]


def noun(held: Sized, one: str, many: str) -> str:
    """Return the word for so many."""
    return one if len(held) == 1 else many


def _by_class(known: Known) -> list[Block]:
    if not known.by_class:
        return []
    rows: list[LooseRow] = []
    for class_, services in known.by_class.items():
        contracts = [one for service in services for one in known.contracts_of(service.id)]
        rows.append(
            (
                "Not decided" if class_ is None else start(class_),
                count(len(services)),
                count(len({one.provider for one in contracts})),
                count(sum(_outside_alone(known, one.id) for one in services)),
                count(sum(not known.options_of(one.id) for one in services)),
                count(known.people_of(contracts)),
                pounds(known.pounds_of(contracts)),
            )
        )
    every = known.register.contracts.values()
    every_service = [one for held in known.by_class.values() for one in held]
    sums = (
        "All",
        count(len(every_service)),
        count(len({one.provider for one in every})),
        count(sum(_outside_alone(known, one.id) for one in every_service)),
        count(sum(not known.options_of(one.id) for one in every_service)),
        count(known.people_of(every)),
        pounds(known.pounds_of(every)),
    )
    columns = [
        Column("Class", 92),
        Column("Services", 52, True),
        Column("Providers", 56, True),
        Column("One outside provider only", 76, True),
        Column("No option held", 60, True),
        Column("People", 60, True, people=True),
        Column(known.money_heading, 85, True, "money"),
    ]
    told = []
    if len(rows) > 1:
        rows.append(total(sums))
        told = [say(BODY, grey("A provider with services of two classes counts once in all."))]
    words = "Services, providers, people and money by class"
    return [table(columns, rows, summary=words), *told]


def _unknown(known: Known) -> list[Words]:
    """Return what is not known, a line for each fact that some records lack."""
    register = known.register
    services, contracts = register.services.values(), register.contracts.values()
    outside = [one for one in contracts if one.kind != IN_HOUSE]
    ran_out = [one for one in outside if one.end and (one.extension_to or one.end) < known.today]
    facts: list[tuple[int, int, str, str]] = [
        (sum(one.class_ is None for one in services), len(services), "services", "without a class"),
        (sum(one.mtpd_days is None for one in services), len(services),
         "services", "without a tolerable period"),
        (sum(one.id not in known.people_of_contract for one in contracts), len(contracts),
         "contracts", "without a count of people"),
        (sum(one.annual_value is None for one in contracts), len(contracts),
         "contracts", "without a value in a year"),
        (sum(one.end is None for one in outside), len(outside),
         "outside contracts", "without an end"),
        (sum(one.notice_days_council is None for one in outside), len(outside),
         "outside contracts", "without the notice that the council gives"),
        (len(ran_out), len(outside), "outside contracts", "past their end when this book was made"),
        (sum(not known.contracts_of(one.id) for one in services), len(services),
         "services", "without a contract"),
    ]  # fmt: skip
    told = [
        joined(
            bold(f"{missing:,} of {of:,} "), f"{what} {'is' if missing == 1 else 'are'} {lacks}."
        )
        for missing, of, what, lacks in facts
        if 0 < missing < of
    ]
    return list(told)


def index(known: Known) -> list[Block]:
    """Return every service by class with the page it stands on."""
    rows: list[LooseRow] = []
    for class_, services in known.by_class.items():
        rows.append(Group(f"{CLASS_TITLES[class_]} ({len(services):,})"))
        for one in services:
            rows.append(
                (
                    brief(one.title, 110),
                    *((brief(one.market or NOT_KNOWN, 50),) if "market" in known.knows else ()),
                    count(len(known.providers_of(one.id))),
                    *((_people(known, one.id),) if "people" in known.knows else ()),
                    *((_pounds(known, one.id),) if has_money(known) else ()),
                    known.service_page(one.id),
                )
            )
    columns = [
        Column("Service", 200),
        *([Column("Market", 95)] if "market" in known.knows else []),
        Column("Providers", 52, True),
        *([Column("People", 50, True, people=True)] if "people" in known.knows else []),
        *([Column(known.money_heading, 70, True, "money")] if has_money(known) else []),
        Column("Page", 38, True),
    ]
    many = counted(len(known.register.services), "service", "services")
    one_page = len(known.register.services) == 1
    title = f"{many}, {'with' if one_page else 'each with'} its page"
    made = table(columns, rows, padding=1.6, summary="Services by class with their pages")
    story: list[Block] = [Opening("index", "Index", title, "Index of services")]
    return [*story, made] if rows else [*story, say(LEAD, "The register holds no service yet.")]


def _people(known: Known, service: str) -> str:
    return count(known.people_of(known.contracts_of(service)))


def _pounds(known: Known, service: str) -> str:
    value = known.pounds_of(known.contracts_of(service))
    return NOT_KNOWN if value is None else f"{value:,.0f}"
