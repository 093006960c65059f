"""People at risk: who pays, where they live, whose duty they are, and what is not known."""

from __future__ import annotations

from planner.document import plan_charts
from planner.document.blocks import (
    BODY,
    BODY_CLOSE,
    CELL,
    CELL_GREY,
    H2,
    NUMBER,
    PANEL,
    SOURCE,
    AnswerBox,
    Block,
    Column,
)
from planner.document.building import (
    LooseRow,
    chart,
    panel,
    say,
    section,
    sentences,
    side_by_side,
    table,
    total,
)
from planner.document.contingency.book import Book
from planner.document.wording import count, full_stop, middle, percent, short_date, start
from planner.document.words import Words, bold, brief, joined, plum
from planner.plan.people import DutyTest, PeopleAtRisk
from planner.plan.plan import ContractHit

HOW_MANY_LONG = 420


def people(book: Book) -> list[Block]:
    """Return the people at risk."""
    risk = book.plan.people
    story = book.opening("people", "People at risk", risk.headline, "People at risk",
                         new_page=True)  # fmt: skip
    if not risk.known:
        words = (
            "The register holds no count of people for these contracts. Ask each provider for a "
            "list by area, need and who pays. Until then this plan cannot say who goes without."
        )
        story.append(panel([say(PANEL, plum("Known gap."), " ", words)], gap=True))
        story += _services_hit(book)
    story += chart(plan_charts.by_funder(risk))
    story += _areas(risk)
    story += _duties(risk.duty) if len(risk.duty) > 1 else []
    story += _duty(risk.duty[0]) if len(risk.duty) == 1 else []
    story += _known_and_not(risk)
    return story


def _contracts_hit(book: Book) -> list[Block]:
    """Return each contract hit with value, award, dates and shares, and what hangs on them."""
    rows: list[LooseRow] = [
        (
            [
                say(CELL, bold(brief(line.contract, 120))),
                say(CELL_GREY, brief(f"{line.service} · {line.provider}", 160)),
            ],
            "not known" if line.annual_value is None else f"{line.annual_value:,.0f}",
            brief(line.award_words, 120),
            brief(_term(line), 120),
            brief(_shares(line), 90),
        )
        for line in book.plan.contracts
    ]
    columns = [
        Column("Contract", 152),
        Column("£ a year", 52, True, "money"),
        Column("Award", 108),
        Column("Runs", 95),
        Column("Share of known yearly value", 74),
    ]
    told = sentences([full_stop(words) for words in book.plan.concentration])
    return [*section("What we do know: the contracts hit", table(columns, rows)), *told]


def _term(line: ContractHit) -> str:
    start_words = "start not known" if line.start is None else short_date(line.start)
    end_words = "end not known" if line.end is None else short_date(line.end)
    told = f"{start_words} to {end_words}"
    return f"{told}. {line.ends_words}" if line.ends_words and line.end is not None else told


def _shares(line: ContractHit) -> str:
    shares = (
        ("service", line.service_share),
        ("market", line.market_share),
        ("council", line.council_share),
    )
    known = [f"{name} {percent(share)}" for name, share in shares if share is not None]
    return ", ".join(known) or "not known"


def _services_hit(book: Book) -> list[Block]:
    if book.plan.contracts:
        return _contracts_hit(book)
    rows: list[LooseRow] = [
        (
            brief(hit.title, 120),
            brief(", ".join(hit.providers), 160),
            f"{hit.annual_value:,.0f}" if hit.annual_value is not None else "not known",
            "not known" if hit.service_share is None else f"{hit.service_share:.0%}",
        )
        for hit in book.plan.services
    ]
    columns = [
        Column("Service", 150),
        Column("Provider", 180),
        Column("Value, £ a year", 76, True, "money"),
        Column("Share of the service", 75, True),
    ]
    return section("What we do know: the services hit", table(columns, rows)) if rows else []


def _areas(risk: PeopleAtRisk) -> list[Block]:
    if not risk.areas:
        return []
    columns = [Column("Area", 92)]
    columns += [Column(line.label, 50, True, people=True) for line in risk.by_funder]
    columns += [
        Column("All people", 44, True, people=True),
        Column("Standard needs", 54, True, people=True),
        Column("Complex needs", 54, True, people=True),
    ]
    rows: list[LooseRow] = [
        (
            brief(line.area, 60),
            *(count(number) for number in line.by_funder),
            bold(count(line.people)),
            count(line.standard),
            count(line.complex),
        )
        for line in risk.areas
    ]
    needs = [_sum([line.standard for line in risk.areas]), _sum([a.complex for a in risk.areas])]
    rows.append(
        total(
            [
                "All areas",
                *(count(line.people) for line in risk.by_funder),
                count(risk.people),
                *(count(number) for number in needs),
            ]
        )
    )
    note = "Counts of people, never names. Someone served by two contracts is counted in each."
    padding = 3.6 if len(rows) < 14 else 2.0
    made = table(columns, rows, padding=padding)
    return section("Where they live and what they need", made, say(SOURCE, note))


def _sum(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _duties(tests: tuple[DutyTest, ...]) -> list[Block]:
    """Return the duty tests of several services in one table, then what follows for each."""
    asked = tests[0].questions
    rows: list[LooseRow] = [
        (
            [say(CELL, bold(brief(test.service, 90))), say(CELL_GREY, brief(test.provider, 90))],
            *(_answer(test, at) for at in range(len(asked))),
            start(test.result),
            count(test.reaches),
        )
        for test in tests
    ]
    columns = [
        Column("Service and provider", 176),
        *(Column(f"Question {at}", 50) for at in range(1, len(asked) + 1)),
        Column("Result", 68),
        Column("People", 37, True, people=True),
    ]
    words = [
        f"{at} {line.question} {_relied_on(tests, at - 1)}Source: {full_stop(line.source)}"
        for at, line in enumerate(asked, start=1)
    ]
    result: list[Block] = _results(tests)
    exceptions = dict.fromkeys(full_stop(test.exception) for test in tests if test.exception)
    result += [say(PANEL, bold("When it differs. "), exception) for exception in exceptions]
    title = "Does the temporary duty apply? Four questions, all must be yes"
    return [*section(title, table(columns, rows), say(SOURCE, " ".join(words))), panel(result)]


def _relied_on(tests: tuple[DutyTest, ...], at: int) -> str:
    """Return what every test relies on for one of the questions, "" where they differ."""
    said = {test.questions[at].relied_on for test in tests if at < len(test.questions)}
    return f"{full_stop(said.pop())} " if len(said) == 1 else ""


def _results(tests: tuple[DutyTest, ...]) -> list[Block]:
    """Return what follows from the tests: what differs service by service, the rest once."""
    said: dict[str, list[Words]] = {}
    for test in tests:
        head, _, rest = full_stop(test.sentence).partition(". ")
        said.setdefault(rest, []).append(
            joined(bold(f"{brief(test.service, 90)}: "), full_stop(middle(head)), " ")
        )
    return [say(PANEL, *heads, rest) for rest, heads in said.items()]


def _answer(test: DutyTest, at: int) -> str:
    return start(test.questions[at].answer) if at < len(test.questions) else "Not known"


def _duty(test: DutyTest) -> list[Block]:
    title = "Does the temporary duty apply? Four questions, all must be yes"
    rows: list[LooseRow] = [
        (
            say(NUMBER, str(number)),
            say(CELL, bold(question.question)),
            [AnswerBox(start(question.answer))],
            full_stop(question.relied_on),
            say(CELL_GREY, question.source),
        )
        for number, question in enumerate(test.questions, start=1)
    ]
    columns = [
        Column("", 20),
        Column("Question", 148),
        Column("Answer", 58),
        Column("What we rely on", 165),
        Column("Source", 90),
    ]
    result: list[Block] = [say(PANEL, bold("Result. "), full_stop(test.sentence))]
    if test.exception:
        result.append(say(PANEL, bold("When it differs. "), full_stop(test.exception)))
    return [*section(title, table(columns, rows)), panel(result)]


def _known_and_not(risk: PeopleAtRisk) -> list[Block]:
    style = BODY if len(risk.nobody_else) < 3 else BODY_CLOSE
    nobody = [full_stop(s) for s in risk.nobody_else]
    left = [say(H2, "Who has nobody else"), *sentences(nobody, style)]
    right = [say(H2, "What we do not know"), *sentences([full_stop(s) for s in risk.not_known])]
    longest = max(sum(map(len, risk.nobody_else)), sum(map(len, risk.not_known)))
    if risk.nobody_else and risk.not_known and longest <= HOW_MANY_LONG:
        return [side_by_side(left, right)]
    return [*(left if risk.nobody_else else []), *(right if risk.not_known else [])]
