"""The second page for councillors: how sure it is, what was tested, dates, the law, questions."""

from __future__ import annotations

from dataclasses import dataclass

from planner.document import headlines
from planner.document.blocks import BODY_CLOSE, Block, Column
from planner.document.building import (
    LooseRow,
    bullets,
    numbered,
    say,
    section,
    side_by_side,
    table,
)
from planner.document.scrutiny.answer import open_gaps
from planner.document.scrutiny.public_words import public, rounded, without_asides
from planner.document.wording import (
    count,
    counted,
    full_stop,
    listed,
    middle,
    short_date,
    start,
)
from planner.document.words import Words, bold, brief, trimmed
from planner.plan.chance_words import holds_words
from planner.plan.plan import Plan

NOT_TESTED = (
    "The register holds no exercise of this scenario. A plan that nobody has tried is not yet a "
    "plan: ask for a date."
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much the page tells: assumptions, dated actions, lines of law, letters of each."""

    doubts: int
    dates: int
    laws: int
    letters: int


def title(plan: Plan) -> str:
    """Return how many assumptions still need checking."""
    if not plan.assumptions:
        return "How sure we are"
    return headlines.assumptions(plan.assumptions)


def page(plan: Plan, size: Size) -> list[Block]:
    """Return what stands under the title, in one of the sizes."""
    return [
        *section("How sure we are", *_sure(plan, size)),
        side_by_side(
            section("Exercise", *(say(BODY_CLOSE, words) for words in _tested(plan))),
            section("Consultation", *(say(BODY_CLOSE, words) for words in _asked(plan, size))),
        ),
        *section("What happens by when", *_dates(plan, size)),
        *section("Legal basis", *bullets(_law(plan, size), BODY_CLOSE)),
        *section("Questions to ask", *_questions(plan)),
    ]


def _sure(plan: Plan, size: Size) -> list[Block]:
    lines = plan.assumptions
    verified = sum(line.status == "verified" for line in lines)
    ours = sum(line.status == "our choice" for line in lines)
    told = [
        f"The plan rests on {counted(len(lines), 'figure or rule', 'figures and rules')}: "
        f"{verified} seen in a source, {ours} our own choice, {len(lines) - verified - ours} to be "
        "checked."
    ]
    told += [
        f"{start(middle(work.title))}: {middle(words)}"
        for work in plan.recommissioning[:2]
        for words in [holds_words(work.chance)]
        if words
    ]
    told.append(
        "Costs and places are those of the register. They are one run of one scenario, not a "
        "forecast."
    )
    doubts = [line for line in lines if line.status == "to be checked"]
    story: list[Block] = [say(BODY_CLOSE, rounded(" ".join(full_stop(words) for words in told)))]
    if doubts:
        shown = doubts[:: max(1, len(doubts) // size.doubts)][: size.doubts]
        rows: list[LooseRow] = [
            (
                public(brief(line.text, 110)),
                public(brief(line.value, 90)),
                public(brief(line.if_wrong, 90)),
            )
            for line in shown
        ]
        heading = f"To be checked: {len(shown)} of {len(doubts)}"
        columns = [Column(heading, 221), Column("We take", 135), Column("If it is wrong", 125)]
        story.append(table(columns, rows, padding=1.4))
    return story


def _tested(plan: Plan) -> list[Words]:
    told: list[Words] = [full_stop(brief(words, 200)) for words in plan.tested]
    tried = any(words.startswith("An exercise") for words in plan.tested)
    return told if tried else [NOT_TESTED, *told]


def _asked(plan: Plan, size: Size) -> list[Words]:
    wanted = list(
        dict.fromkeys(work.users_wanted for work in plan.recommissioning if work.users_wanted)
    )
    told: list[Words] = [full_stop(brief(words, size.letters)) for words in wanted[:2]]
    if not told:
        told.append("The register does not hold what people want of the service.")
    told.append("After a move each person is rung in the first week and again after 4 weeks.")
    return told


def _dates(plan: Plan, size: Size) -> list[Block]:
    dated = sorted(
        (action for action in plan.preventive if action.due is not None),
        key=lambda action: action.due or plan.header.made_on,
    )
    rows: list[LooseRow] = [
        (
            bold(short_date(action.due)),
            public(trimmed(without_asides(action.title), size.letters)),
            brief(action.owner, 60),
            start(brief(action.status, 30)),
        )
        for action in dated[: size.dates]
    ]
    head = plan.header
    rows.append((bold(short_date(head.review_date)), "Review this plan.", head.owner or "not known",
                 "Not begun"))  # fmt: skip
    columns = [Column("By", 62), Column("What", 259), Column("Who", 100), Column("Status", 60)]
    return [table(columns, rows, padding=1.4)]


def _law(plan: Plan, size: Size) -> list[Words]:
    laws: dict[str, list[str]] = {}
    for line in plan.decisions:
        if line.law:
            laws.setdefault(line.law.rstrip("."), []).append(middle(line.title))
    told: dict[str, None] = {}
    for test in plan.people.duty:
        if test.result == "temporary duty":
            told.setdefault(
                "Temporary duty: Care Act 2014, section 48; business failure as in SI 2015/301."
            )
    for work in plan.recommissioning[:1]:
        if work.regime:
            told.setdefault(f"Buying again: {full_stop(work.regime)}")
    for law, titles in laws.items():
        told.setdefault(brief(full_stop(f"{law}: {listed(titles, 4)}"), size.letters))
    found: list[Words] = [*list(told)[: size.laws]]
    return found or ["The register names no law for what is hit. Ask which duty or power applies."]


def _questions(plan: Plan) -> list[Block]:
    asked: list[Words] = []
    gaps = open_gaps(plan)
    if gaps:
        asked.append(f"Who closes the first gap, and by when: {middle(brief(gaps[0].title, 110))}?")
    waiting = [gap for gap in gaps if gap.kind == "people" and gap.people]
    if waiting:
        most = max(gap.people or 0.0 for gap in waiting)
        asked.append(f"What do up to {count(most)} people do while they wait?")
    if plan.reserve.known and plan.reserve.reserves_pay >= 1:
        asked.append("Which fund pays if a second provider fails in the same year?")
    else:
        asked.append("What would this cost, and which fund would pay?")
    if not plan.people.known:
        asked.append("How many people are served, and who pays for each?")
    else:
        asked.append("When was the list of people last checked, self-funders included?")
    asked.append("Who would be rung at night, and when was each number last tried?")
    asked.append("What have the people who use the service told us?")
    return [*numbered(asked[:5])]
