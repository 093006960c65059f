"""No sentence of a document shows what is the program's own: None, codes, field names, floats."""

from __future__ import annotations

import datetime
import io
import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from planner.document.action_cards import action_cards
from planner.document.contingency.whole import contingency_plan
from planner.document.pdf.pages import document_pdf
from planner.document.scrutiny_summary import scrutiny_summary
from planner.exchange.import_list import read_contracts
from planner.exchange.register_json import read_register, register_from_json
from planner.plan.build import build_plan
from planner.plan.plan import Plan
from planner.register.edits import apply_changes
from planner.register.records import Contract, Council, Event, Provider, Scenario, Service
from planner.register.register import Register
from planner.scenario.run import run
from resources.sample import sample_register_path
from tests.document.all_words import all_words

TODAY = datetime.date(2026, 11, 21)
SAMPLE = ("friday-liquidation", "leisure-trust", "school-run", "no-better-off", "january-surge",
          "depot-fire")  # fmt: skip
GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "golden" / "model"
CASES = sorted(GOLDEN.glob("0*.json")) or [None]
MAKERS = (contingency_plan, action_cards, scrutiny_summary)
WRONG = {
    "None": re.compile(r"\bNone\b(?! of)"),
    "nan": re.compile(r"\b(?:nan|NaN|inf)\b"),
    "a field name": re.compile(r"(?<![\w@./])[a-z]+(?:_[a-z0-9]+)+(?![\w@])"),
    "a float": re.compile(r"\d\.\d{4,}"),
    "a Python value": re.compile(r"\b(?:True|False)\b|<[a-z]+ object|\{|\}|\(\)|\[\]"),
    "two spaces of a hole": re.compile(r"\(\s*\)| ,|\s\.(?:\s|$)|\.\.(?!\.)"),
}


def made(register: Register, scenario: Scenario) -> Plan:
    outcome = run(register, scenario, worths=False)
    return build_plan(register, scenario, outcome, today=TODAY, made_by="Planner", draws=60)


def codes_of(register: Register) -> re.Pattern[str]:
    """Return a pattern of the codes of a register that no name of it holds."""
    named = " ".join(
        str(getattr(one, field, ""))
        for kind in ("service", "provider", "contract", "asset", "option", "pool", "reserve",
                     "scenario", "place", "exercise")
        for one in register.of_kind(kind).values()
        for field in ("title", "name", "area", "role")
    )  # fmt: skip
    codes = {
        code
        for kind in ("service", "provider", "contract", "asset", "option", "pool", "reserve",
                     "scenario")
        for code in register.of_kind(kind)
        if ("-" in code or "_" in code) and code not in named and not code[-1:].isdigit()
    }  # fmt: skip
    words = "|".join(re.escape(code) for code in sorted(codes)) or "no code at all"
    return re.compile(rf"(?<![\w@.-])(?:{words})(?![\w@.-])")


def assert_clean(plan: Plan, register: Register) -> None:
    codes = codes_of(register)
    for make in MAKERS:
        for words in all_words(make(plan)):
            if "@" in words:
                continue
            for what, pattern in WRONG.items():
                assert not pattern.search(words), f"{make.__name__}: {what} in {words!r}"
            assert not codes.search(words), f"{make.__name__}: a code in {words!r}"


@pytest.fixture(scope="module")
def sample():
    return read_register(sample_register_path())


@pytest.mark.parametrize("scenario", SAMPLE)
def test_documents_of_the_sample_council_say_nothing_of_the_program(sample, scenario):
    assert_clean(made(sample, sample.scenarios[scenario]), sample)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem if path else "absent")
def test_documents_of_golden_cases_say_nothing_of_the_program(shared, path):
    case = json.loads(path.read_text(encoding="utf-8"))
    register = register_from_json(case["register"])
    plan = made(register, register.scenarios[case["expected"]["scenario"]])
    assert_clean(plan, register)
    assert_fits(plan)


def test_a_council_that_knows_nothing_gets_documents_that_say_so():
    register = Register.build(
        Council("Bare Council"),
        [
            Service("s", "Meals at home"),
            Provider("p", "Plain Foods Ltd"),
            Contract("c", "Meals", "s", "p"),
        ],
    )
    scenario = Scenario("x", "Plain Foods stops", events=(Event("insolvency", "p"),))
    plan = made(register, scenario)
    assert_clean(plan, register)
    assert_fits(plan)
    words = " ".join(all_words(scrutiny_summary(plan)))
    assert "Not known" in words
    assert "does not say how many people" in words


def assert_fits(plan: Plan) -> None:
    """Assert that the summary has two pages, and every action card one."""
    assert len(PdfReader(io.BytesIO(document_pdf(scrutiny_summary(plan)))).pages) == 2
    cards = PdfReader(io.BytesIO(document_pdf(action_cards(plan))))
    assert len(cards.pages) == len(plan.role_cards) == 10


@pytest.mark.parametrize("scenario", ["friday-liquidation", "care-group"])
def test_the_summary_has_two_pages_and_each_card_one(sample, scenario):
    assert_fits(made(sample, sample.scenarios[scenario]))


def test_documents_of_a_published_list_say_nothing_of_the_program(shared):
    empty = Register.build(Council("Blackpool Council"))
    path = shared / "data/contracts/lancashire_contracts_finder/blackpool.json"
    register = apply_changes(empty, read_contracts(empty, path).edit.changes(empty))
    held = [contract.provider for contract in register.contracts.values()]
    provider = max(sorted(set(held)), key=held.count)
    name = register.providers[provider].name
    events = (Event("insolvency", provider),)
    plan = made(register, Scenario("stops", f"{name} stops", events=events))
    assert_clean(plan, register)
    assert_fits(plan)
