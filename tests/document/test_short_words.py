"""Words made short for the page they stand on: clauses, contracts, phases, numbers to ring."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner.document.contingency.annex import clauses_in_short
from planner.document.contingency.checklists import phase_words
from planner.document.ring_first import in_order
from planner.document.wording import on_page_of
from planner.document.words import trimmed
from planner.plan.card import NumberToRing, Phase


def test_clauses_are_told_by_their_answer():
    clauses = ("Step-in clause: no", "Transfer clause: yes", "Open book: not known",
               "Return of records: yes")  # fmt: skip
    assert (
        clauses_in_short(clauses)
        == "Allows: transfer, return of records. Not: step-in. Not known: open book."
    )
    assert clauses_in_short(()) == "No clause is recorded."


def test_a_clause_in_other_words_is_kept_as_it_stands():
    assert clauses_in_short(("Ask the lawyer",)) == "Ask the lawyer."


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Lantern Ltd (for Home care (contract 1))", "Lantern Ltd (for contract 1)"),
        ("Home care (contract 1) has no clause.", "contract 1 has no clause."),
        ("Step-in with Lantern Ltd's own staff", "Step-in with Lantern Ltd's own staff"),
        ("Night care (contract 1)", "Night care (contract 1)"),
    ],
)
def test_a_contract_is_called_by_its_number_on_the_page_of_its_service(words, short):
    assert on_page_of(words, "Home care") == short


@pytest.mark.parametrize(
    ("title", "hours", "words"),
    [
        ("First 4 hours", 4,
         "First 4 hours: by Friday 27 November 2026, 4 hours after the news"),
        ("By 72 hours", 72, "By 72 hours: by Monday 30 November 2026"),
    ],
)  # fmt: skip
def test_a_phase_says_the_day_it_ends(plan, title, hours, words):
    day = datetime.date(2026, 11, 27)
    header = dataclasses.replace(plan.header, start_date=day, start_assumed=False)
    assert phase_words(Phase(title, hours, ()), header) == words


def test_a_phase_tells_no_date_that_was_only_assumed(plan):
    header = dataclasses.replace(plan.header, start_assumed=True)
    assert phase_words(Phase("By 2 weeks", 336, ()), header) == "By 2 weeks: by day 14"


def ringing(plan, *numbers):
    lines = tuple(NumberToRing(role, place, "1", None, None) for role, place in numbers)
    card = dataclasses.replace(plan.card, numbers=lines)
    return [line.role for line in in_order(dataclasses.replace(plan, card=card))]


def test_who_decides_is_rung_first_then_who_fails_then_the_rest(plan):
    decides = plan.card.who_decides[0].who.split(",")[0]
    order = ringing(plan, ("Monitoring officer", "Council"), ("Manager", "Failing Ltd"),
                    ("Manager too", "Helping Ltd"), (decides, "Council"))  # fmt: skip
    assert order == [decides, "Manager", "Manager too", "Monitoring officer"]


def test_directors_stay_in_front_where_no_title_tells_whose_service_is_hit(plan):
    order = ringing(plan, ("Monitoring officer", "Council"), ("Director of place", "Council"),
                    ("Manager", "Failing Ltd"))  # fmt: skip
    assert order == ["Director of place", "Manager", "Monitoring officer"]


def test_of_other_providers_the_first_number_comes_before_second_ones(plan):
    order = ringing(
        plan,
        ("Manager", "Failing Ltd"),
        ("Finance", "Failing Ltd"),
        ("Manager A", "A Ltd"),
        ("Finance A", "A Ltd"),
        ("Manager B", "B Ltd"),
    )
    assert order == ["Manager", "Finance", "Manager A", "Manager B", "Finance A"]


@pytest.mark.parametrize(
    ("longest", "words"),
    [
        (60, "Ring everybody now. Then write to them."),
        (30, "Ring everybody now."),
        (16, "Ring everybody…"),
    ],
)
def test_words_are_cut_after_a_sentence_or_a_word(longest, words):
    assert trimmed("Ring everybody now. Then write to them.", longest) == words
