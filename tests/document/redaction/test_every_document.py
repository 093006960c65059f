"""Every document and every paper has a redacted edition that tells no secret."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.document.action_cards import action_cards
from planner.document.document import Document
from planner.document.html.page import document_html
from planner.document.paper import Paper
from planner.document.paper_document import paper_document
from planner.document.redaction.edition import redacted
from planner.document.redaction.secrets import Secrets, secrets_of
from planner.document.register_book import register_book
from planner.document.workbook.paper import paper_workbook
from planner.exchange.register_json import register_from_json
from planner.register.records import Contact, Provider, Reserve, WarningSign
from planner.register.register import Register
from planner.session import Session
from tests.document.every_block import every_block
from tests.document.redaction.nasty import NAME, SIGN, TODAY, USER, leaks, made, plan_of
from tests.document.redaction.raw_file import words_of
from tests.scenario.towns import contract, option, people, provider, service, town

PAPERS = ("sweep", "chance", "pairs", "prevention", "levy")


def town_with_secrets() -> Register:
    """Return a small register with money, ratings, a contact and few people in an area."""
    register = town(
        service("care"), service("meals", "needed"),
        provider("A", failure_probability=0.07, turnover=4_321_987.0),
        provider("B", turnover=1_234_567.0),
        contract("C1", "A", annual_value=765_432.0, bond_amount=54_321.0),
        contract("C2", "B", "meals", annual_value=98_765.0),
        people("C1", 43), people("C2", 3),
        option("spot", 20, unit_cost_day=61.5),
        Reserve("general", "General fund", 123_456.0),
    )  # fmt: skip
    named = Provider("A", "Alder Care Ltd", failure_probability=0.07, turnover=4_321_987.0)
    sign = WarningSign("A", TODAY, SIGN, 3, "Whistleblower", None, USER)
    contact = Contact("boss", "Manager", NAME, "A", "01632 960 999", None, "a.boss@example.org")
    register = register.with_table("provider", {**register.providers, "A": named})
    register = register.with_table("warning_sign", {"one": sign})
    return register.with_table("contact", {"boss": contact})


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Paper], Secrets]]:
    path = tmp_path_factory.mktemp("papers") / "town.backstop"
    register = town_with_secrets()
    with Session.of(path, register, USER) as session:
        swept = session.sweep()
        drawn = session.chance(session.luck(50))
        terms = session.levy_terms(250_000.0)
        yield (
            {
                "sweep": session.sweep_paper(session.sweep_report(swept)),
                "chance": session.chance_paper(session.chance_report(drawn)),
                "pairs": session.pairs_paper(session.pairs_report(None, 1)),
                "prevention": session.prevention_paper(session.prevention_report()),
                "levy": session.levy_paper(session.levy_shown(swept, terms, drawn.years.net_total)),
            },
            secrets_of(register),
        )


def told(document: Document) -> str:
    return words_of(document_html(document).encode(), "html")


def money_in(words: str) -> set[str]:
    """Return what is left of the money of the town, however it is printed."""
    amounts = ("4,321,987", "4321987", "765,432", "765432", "54,321", "54321", "98,765", "98765",
               "123,456", "123456", "£")  # fmt: skip
    return {one for one in amounts if one in words}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_a_redacted_edition(papers, name):
    paper, secrets = papers[0][name], papers[1]
    found = told(redacted(paper_document(paper), secrets))
    assert leaks(found, secrets) | money_in(found) == set()
    assert "OFFICIAL-SENSITIVE" not in found
    assert not re.search(r"Chance in a year|(?<!\d)0\.07\b|(?<!\d)7%|1 in 14", found)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_a_redacted_workbook(papers, name):
    paper, secrets = papers[0][name], papers[1]
    data = paper_workbook(paper, secrets=secrets)
    found = words_of(data, "xlsx")
    assert leaks(found, secrets) | money_in(found) == set()
    assert "Redacted edition" in found
    load_workbook(io.BytesIO(data))


def test_the_papers_told_of_money_and_chances_before(papers):
    """The control: the search finds money in the papers as they are."""
    found = {name: money_in(told(paper_document(paper))) for name, paper in papers[0].items()}
    assert all("£" in found[name] for name in ("chance", "levy"))
    assert "765,432" in found["levy"]


@pytest.mark.parametrize("kind", ["cards", "summary"])
def test_cards_and_summary_have_redacted_editions(kind):
    plan, secrets = made("friday-liquidation")
    if kind == "cards":
        document = action_cards(plan)
    else:
        summary = pytest.importorskip("planner.document.scrutiny_summary")
        document = summary.scrutiny_summary(plan)
    assert leaks(told(document), secrets, plan)
    assert leaks(told(redacted(document, secrets)), secrets, plan) == set()


def test_a_register_book_has_a_redacted_edition():
    register = town_with_secrets()
    secrets = secrets_of(register)
    document = register_book(register, TODAY)
    full, found = told(document), told(redacted(document, secrets))
    assert {"01632960999", NAME} & leaks(full, secrets) or "a.boss@example.org" in full
    assert "765,432" in full
    assert leaks(found, secrets) | money_in(found) == set()


@pytest.mark.parametrize("key", ["n1-report", "reserve-paper"])
def test_reports_of_the_register_have_redacted_editions(tmp_path, key):
    register = town_with_secrets()
    secrets = secrets_of(register)
    with Session.of(tmp_path / "town.backstop", register, USER) as session:
        full = told(session.document(key))
        found = told(session.document(key, redacted=True))
    assert money_in(full)
    assert leaks(found, secrets) | money_in(found) == set()
    assert "Redacted edition" in found


def test_every_block_can_be_redacted_twice():
    document = every_block()
    once = redacted(document, Secrets())
    assert once.redacted
    assert once.marking == "OFFICIAL"
    again = redacted(once, Secrets())
    assert again.blocks == once.blocks
    assert document == every_block()


def test_golden_cases_have_redacted_editions(shared):
    for path in sorted((shared / "golden" / "model").glob("random_0[0-2].json")):
        case = json.loads(Path(path).read_text(encoding="utf-8"))
        register = register_from_json(case["register"])
        plan = plan_of(register, case["expected"]["scenario"])
        secrets = secrets_of(register, [plan])
        from planner.document.contingency.whole import contingency_plan

        document = dataclasses.replace(contingency_plan(plan), footer=f"Made by {USER}")
        assert leaks(told(redacted(document, secrets)), secrets, plan) == set()
