"""The first page: how many providers are secure, what would be worst, and what to do first."""

from __future__ import annotations

from planner.document.blocks import PANEL, SOURCE, Block, Figure
from planner.document.building import bullets, chart, figures, panel, say, section, side_by_side
from planner.document.charts import Bar, Bars
from planner.document.finding_document import opening
from planner.document.n1_report.book import NOneBook, name_of, providers
from planner.document.outcome_words import LEGAL
from planner.document.wording import count, counted, full_stop, middle, percent
from planner.document.words import bold, brief, joined, kept_from, on_page, plum

SECURE = "Secure: nobody waits for a must service past its tolerable period."


def finding_page(book: NOneBook) -> list[Block]:
    """Return the first page."""
    story = opening(
        "finding", "N-1 report: each provider, owner and shared asset stopped in turn",
        title_of(book), _lead(book), "The finding",
    )  # fmt: skip
    if not book.is_known:
        return [*story, *_unknown(book)]
    story += [_key_figures(book)]
    story += chart(_bars(book), say(SOURCE, _note(book)))
    story += [side_by_side(_first(book), _together(book))]
    if book.uncounted:
        story.append(_gap(book))
    return [*story, *_pages(book)]


def title_of(book: NOneBook) -> str:
    """Return the finding in one line, as the sweep has it; only providers are counted."""
    every = providers(book.sweep.falls)
    secure, insecure = len(providers(book.secure)), len(providers(book.insecure))
    if not every:
        return "There is no provider in the register to lose yet"
    if not book.is_known:
        return "Who is secure is not known: nobody is counted"
    of = f"{count(secure)} of {counted(len(every), 'provider is', 'providers are')} secure"
    if not insecure:
        return of if not providers(book.uncounted) else f"{of}; of the rest it is not known"
    return f"{of}; {count(insecure)} {'is' if insecure == 1 else 'are'} not"


def _lead(book: NOneBook) -> str:
    if not book.is_known:
        return (
            "The register counts no people, so what losing anybody would do is not known. Enter "
            "the people each contract serves."
        )
    if not book.insecure:
        return "If any one of them stops tomorrow, nobody waits longer than they safely can."
    worst = book.insecure[0]
    return (
        f"The loss of {name_of(worst)} would hurt most: "
        f"{counted(worst.breach_person_days.must, 'person-day', 'person-days')} of must services "
        "beyond what people can wait."
    )


def _unknown(book: NOneBook) -> list[Block]:
    number = len(book.sweep.falls)
    words = (
        f"{counted(number, 'provider or asset was', 'providers and assets were')} stopped in turn, "
        "but no contract says how many people it serves. Until one does, nobody can be called "
        "secure."
    )
    return [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]


def _key_figures(book: NOneBook) -> Block:
    every = providers(book.sweep.falls)
    share = book.sweep.secure_people_share
    worst = book.insecure[0] if book.insecure else None
    owners = len(book.insecure) - len(providers(book.insecure))
    return figures(
        [
            Figure(
                f"{count(len(providers(book.secure)))} of {count(len(every))}",
                "providers are secure",
            ),
            Figure(percent(share), "of people rely only on secure providers and assets"),
            Figure(count(owners), "owners and shared assets are not secure either"),
            Figure(
                count(worst.breach_person_days.must) if worst else "0",
                "person-days of must services past the tolerable period, in the worst case",
            ),
        ]
    )


def _bars(book: NOneBook) -> Bars:
    every, secure = len(providers(book.sweep.falls)), len(providers(book.secure))
    share = book.sweep.secure_people_share
    title = f"{percent(secure / every if every else None)} of providers are secure"
    bars = [Bar("Providers that are secure", secure / every if every else 0.0,
                f"{count(secure)} of {count(every)}")]  # fmt: skip
    if share is not None:
        title += f", and {percent(share)} of people rely only on secure ones"
        bars.append(Bar("People who rely only on secure ones", share, percent(share)))
    musts = book.sweep.must_people
    if musts:
        safe = book.sweep.secure_must_people
        words = f"{count(safe)} of {count(musts)}"
        bars.append(Bar("People of must services, likewise", safe / musts, words))
    return Bars(
        title=title,
        subtitle=f"Share of all {counted(every, 'provider', 'providers')}, and of all people",
        alt=f"{title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in bars) + ".",
        bars=tuple(bars),
        widest=1.0,
    )


def _note(book: NOneBook) -> str:
    return (
        f"{SECURE} Each stops on day 0 without warning and is followed for "
        f"{count(book.sweep.horizon_days)} days with the best use of the options. A person-day is "
        "one person for one day."
    )


def _first(book: NOneBook) -> list[Block]:
    if book.prevention is None:
        words = "Preventive actions were not asked for; each case below says what blocks its cure."
        return [panel([say(PANEL, bold("What to do first. "), words)])]
    chosen = book.prevention.chosen
    if not chosen:
        words = "No action within the budget would spare must services anything."
        return [panel([say(PANEL, bold("What to do first. "), words)])]
    titles = "; ".join(brief(middle(line.remedy.title), 90) for line in chosen[:2])
    share = percent(book.prevention.cut_share(book.prevention.after))
    every = "It" if len(chosen) == 1 else f"All {len(chosen)} actions together"
    words = f"{titles[:1].upper()}{titles[1:]}. {every} would cut must harm by {share}."
    return [panel([say(PANEL, bold("Do first. "), kept_from("weaknesses", words))])]


def _together(book: NOneBook) -> list[Block]:
    if book.pairs is None:
        words = "Pairs were not asked for: what two failures do together may be worse."
        return [panel([say(PANEL, plum("Two at once. "), words)], gap=True)]
    return [
        panel(
            [
                say(
                    PANEL,
                    plum("Two at once. "),
                    kept_from("weaknesses", full_stop(book.pairs.headline)),
                    joined(" See ", on_page("pairs", "the part about pairs"), "."),
                )
            ],
            gap=True,
        )
    ]


def _gap(book: NOneBook) -> Block:
    names = [LEGAL.sub("", fall.name) for fall in book.uncounted]
    words = (
        f"For {counted(len(names), 'case', 'cases')} nobody is counted: they break nothing on "
        "paper only and are called secure nowhere in this report. The secure share of a sweep, "
        f"{percent(book.sweep.secure_share)} of providers, counts them as secure. See "
    )
    return panel(
        [
            say(
                PANEL, plum("Known gap. "), words, on_page("uncounted", "people not known"), "."
            )
        ],
        gap=True,
    )  # fmt: skip


def _pages(book: NOneBook) -> list[Block]:
    entries = [
        ("Ranking of all cases that are not secure", "ranking"),
        ("What happens in each, and what would cure it", "cases"),
        ("Secure cases", "secure"),
        ("Shared systems, assets and owners", "shared"),
        ("Pairs: two at once", "pairs"),
        ("Assumptions", "assumptions"),
    ]
    if not book.insecure:
        entries = entries[2:]
    lines = [joined(words, ", ", on_page(key, "below")) for words, key in entries]
    return section("Where to find what", *bullets(lines))
