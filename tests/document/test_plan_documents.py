"""Action cards, the summary for scrutiny and the new parts of the plan say what the plan says."""

from __future__ import annotations

import dataclasses
import datetime
import re

import pytest

from planner.document.action_cards import action_cards
from planner.document.blocks import ChartBlock, Figure, Opening, TickBox
from planner.document.contingency.whole import contingency_plan
from planner.document.redaction.walk import every
from planner.document.scrutiny import pictures
from planner.document.scrutiny.public_words import public, rounded, without_asides
from planner.document.scrutiny_summary import scrutiny_summary
from planner.document.words import NO_BREAK_SPACE, Run
from planner.exchange.register_json import read_register
from planner.plan.build import build_plan
from planner.plan.plan import Plan
from planner.plan.version_lines import VersionLine
from planner.scenario.run import run
from resources.sample import sample_register_path
from tests.document.all_words import all_words
from tests.document.words_of import words_of

TODAY = datetime.date(2026, 11, 21)
PHONE = re.compile(r"\d{3,5}[ \N{NO-BREAK SPACE}]\d{3,6}(?:[ \N{NO-BREAK SPACE}]\d{3,4})?")


@pytest.fixture(scope="module")
def plan() -> Plan:
    register = read_register(sample_register_path())
    scenario = register.scenarios["friday-liquidation"]
    outcome = run(register, scenario, worths=False)
    return build_plan(register, scenario, outcome, today=TODAY, made_by="Jo Bloggs", draws=60)


def said(document) -> str:
    return " ".join(words_of(document.blocks))


def test_every_item_of_the_checklist_stands_on_a_card_with_a_box(plan):
    cards = action_cards(plan)
    text = said(cards)
    items = [item.text for phase in plan.checklist for item in phase.items]
    assert all(item in text for item in items)
    first = [page.choices[0] for page in cards.blocks]
    boxes = sum(len(list(every(page, TickBox))) for page in first)
    assert boxes == len(items)


def test_the_plan_holds_the_same_items_as_the_cards(plan):
    text = said(contingency_plan(plan))
    assert all(item.text in text for phase in plan.checklist for item in phase.items)


def test_telephone_numbers_never_break(plan):
    for run_ in every(action_cards(plan).blocks, Run):
        for number in PHONE.findall(run_.text):
            assert " " not in number, run_.text
    assert NO_BREAK_SPACE in said_with_breaks(plan)


def said_with_breaks(plan: Plan) -> str:
    return " ".join(all_words(action_cards(plan).blocks))


def test_the_parts_of_the_plan_come_in_their_order(plan):
    openings = [one.key for one in every(contingency_plan(plan).blocks, Opening)]
    kept = [key for key in dict.fromkeys(openings) if "-" not in key or key == "step-in"]
    assert kept == [
        "card", "contents", "people", "scenario", "decisions", "roles", "step-in", "money",
        "recommission", "messages", "gaps", "assumptions", "annex", "control",
    ]  # fmt: skip


def test_control_names_the_program_and_the_versions_kept(plan):
    kept = VersionLine(3, "approved", TODAY, "Jo Bloggs", 41)
    text = said(contingency_plan(plan, versions=(kept,)))
    assert "Versions kept in the register" in text
    assert "Approved" in text
    assert "Revision 41" in text
    assert re.search(r"Backstop \d+\.\d+", text)
    assert "Versions kept in the register" not in said(contingency_plan(plan))


def test_the_summary_names_no_person_and_no_uneven_sum(plan):
    text = " ".join(all_words(scrutiny_summary(plan).blocks))
    assert "Jo Bloggs" not in text
    assert all(
        float(sum_.replace(",", "")) % 1000 == 0
        for sum_ in re.findall(r"£([\d,]*\d)", text)
        if float(sum_.replace(",", "")) >= 10_000
    )


def test_figures_of_the_summary_are_those_of_the_plan(plan):
    figures = list(every(scrutiny_summary(plan).blocks[0].choices[0], Figure))
    assert figures[0].value == f"{plan.people.people:,.0f}"
    late = [line for line in plan.decisions
            if line.return_day is None and line.decision != "let_go"]  # fmt: skip
    assert figures[1].value == str(len(late))
    assert figures[2].secret == "money"


def test_the_chart_of_who_waits_is_true_of_the_plan(plan):
    chart = pictures.without(plan, 4)
    late = {
        step.title: max(
            people
            for span, people in zip(plan.periods, step.unmet, strict=True)
            if span.start + span.days > (step.first_day or 0) + (step.mtpd_days or 0)
        )
        for step in plan.step_in
    }
    assert {bar.label: bar.value for bar in chart.bars}.items() <= late.items()
    hit = sum(people > 0.5 for people in late.values())
    assert chart.title.startswith(f"All {['', '', '', '', '', 'five', 'six'][hit]} services")
    nobody = tuple(dataclasses.replace(step, unmet=(0.0,) * len(step.unmet))
                   for step in plan.step_in)  # fmt: skip
    assert pictures.without(dataclasses.replace(plan, step_in=nobody), 4) is None


def test_who_pays_adds_up_and_is_kept_from_a_redacted_edition(plan):
    reserve = plan.reserve
    bars = pictures.who_pays(plan).bars
    paid = sum(bar.value for bar in bars)
    assert paid == pytest.approx(reserve.gross_cost + reserve.left_in_budgets, rel=1e-6)
    charts = [one for one in every(scrutiny_summary(plan).blocks, ChartBlock)
              if one.chart.title.startswith("Reserves pay")]  # fmt: skip
    assert charts
    assert all(one.secret == "money" for one in charts)


def test_money_is_rounded_and_marked_in_public_sentences():
    assert rounded("£123,456 and £9,876.") == "£123,000 and £9,876."
    made = public("Hold £113,582 more")
    assert [(run_.text, run_.secret) for run_ in made.runs] == [
        ("Hold ", ""), ("£114,000", "money"), (" more.", ""),
    ]  # fmt: skip
    assert without_asides("Ask A Ltd (for Home care (contract 1)), now") == "Ask A Ltd, now"
