from __future__ import annotations

import dataclasses
import datetime
import json

import pytest

from planner.errors import InputRefused
from planner.exchange import mending
from planner.exchange.cells import Unreadable
from planner.exchange.import_list import read_contracts
from planner.exchange.import_shown import shown
from planner.exchange.list_look import ListChoice, look_at
from planner.exchange.match_columns import ColumnMapping
from planner.exchange.several_lists import preview_lists
from planner.register.changes import apply_changes
from planner.register.records import Contract
from planner.register.register import Register

LIST = """Ref,Contract title,Supplier,Start,End date,Annual value,Notice
Z-1,Home care,Harbour Homecare,01/04/2023,31/03/2028,100,3 months
Z-2,Night sits,Harbour Homecare,01/09/2025,31/08/2024,200,90
Z-3,Day centre,Beck Lane Trust,2022,31/03/2027,300,2 weeks
Z-4,Meals,Beck Lane Trust,01/04/2024,31/03/2027,400,soon
"""


def _contracts(path, answers):
    preview = preview_lists(Register(), [ListChoice(path)], answers=answers)
    added = [getattr(edit, "record", None) for edit in preview.edit.edits]
    return preview, {one.title: one for one in added if isinstance(one, Contract)}


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_without_an_answer_what_is_doubtful_stays_blank_and_is_asked_about(listed):
    preview, contracts = _contracts(listed, {})
    assert contracts["Home care"].notice_days_council == 90
    assert contracts["Day centre"].notice_days_council == 14
    assert contracts["Meals"].notice_days_council is None
    assert contracts["Night sits"].notice_days_council is None
    assert (contracts["Night sits"].start, contracts["Night sits"].end) == (None, None)
    assert contracts["Day centre"].start is None
    problems = shown(Register(), preview, [look_at(ListChoice(listed))]).problems
    asked = {one.question: one for one in problems if one.question}
    assert set(asked) == set(mending.MENDINGS)
    assert asked["reversed"].weight == "caution"
    assert "31 Aug 2024" in asked["reversed"].detail
    assert "row 3" in asked["reversed"].detail
    told = [one.detail for one in problems if not one.question]
    assert any("soon" in words for words in told)
    assert not any("31 Aug 2024" in words for words in told)


def test_each_answer_changes_what_is_brought_in_and_is_told(listed):
    answers = {"reversed": "swap", "year_alone": "april", "bare_notice": "months"}
    preview, contracts = _contracts(listed, answers)
    assert contracts["Night sits"].start == datetime.date(2024, 8, 31)
    assert contracts["Night sits"].end == datetime.date(2025, 9, 1)
    assert contracts["Night sits"].notice_days_council == 2700
    assert contracts["Day centre"].start == datetime.date(2022, 4, 1)
    assert "1 Apr 2022 is a guess from 2022 alone" in contracts["Day centre"].note
    problems = shown(Register(), preview, [look_at(ListChoice(listed))], answers).problems
    asked = {one.question: one for one in problems if one.question}
    assert {one.weight for one in asked.values()} == {"settled"}
    assert asked["bare_notice"].chosen == "months"
    _, days = _contracts(listed, {"bare_notice": "days"})
    assert days["Night sits"].notice_days_council == 90


def test_the_heading_may_say_what_a_bare_number_counts(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST.replace(",Notice\n", ",Notice period (months)\n"), encoding="utf-8")
    preview, contracts = _contracts(path, {})
    assert contracts["Night sits"].notice_days_council == 2700
    assert not [one for row in preview.rows for one in row.asks if one[0] == "bare_notice"]


def test_an_answer_that_is_not_offered_is_refused():
    with pytest.raises(InputRefused, match="use one of blank, swap"):
        mending.checked({"reversed": "guess"})
    with pytest.raises(InputRefused):
        mending.checked({"weather": "fine"})


def test_an_end_before_its_start_is_framed_in_the_sheet(listed):
    look = look_at(ListChoice(listed))
    assert (3, 4) in look.unreadable
    assert (4, 3) in look.unreadable
    assert (3, 6) in look.unreadable
    assert (2, 4) not in look.unreadable


@pytest.mark.parametrize(
    ("cell", "unit", "answer", "days"),
    [
        ("3 months", "", "blank", 90),
        ("1 year", "", "blank", 365),
        ("28 days", "month", "months", 28),
        ("6 weeks", "", "blank", 42),
        (90, "", "days", 90),
        ("3", "month", "blank", 90),
        ("TBC", "", "days", None),
        (None, "", "days", None),
    ],
)
def test_lengths_of_notice(cell, unit, answer, days):
    assert mending.notice_days(cell, unit, answer)[0] == days


def test_what_is_no_length_of_notice_says_so():
    with pytest.raises(Unreadable, match="not a length of notice"):
        mending.notice_days("on request", "", "blank")


def test_an_award_in_two_files_is_counted_once(listed, tmp_path):
    again = tmp_path / "again.csv"
    again.write_text(LIST + "Z-5,Transport,Beck Lane Trust,01/04/2024,31/03/2027,50,\n", "utf-8")
    preview = preview_lists(Register(), [ListChoice(listed), ListChoice(again)])
    totals = preview.totals
    assert totals.read == 1000 + 1050
    assert totals.counted == 1050
    assert totals.not_counted_twice == 1000
    assert totals.read == totals.counted + totals.not_counted_twice + totals.refused
    assert any("4 awards stand in a list before it too" in one for one in preview.warnings)


def test_one_of_a_kind_is_told_in_the_singular(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Ref,Title,Supplier,Contract value\nZ-1,Home care,Harbour,0\n", "utf-8")
    warnings = preview_lists(Register(), [ListChoice(path)]).warnings
    assert any(one.startswith("1 award gives no end date: its yearly") for one in warnings)
    assert any(one.startswith("1 award states a value of 0") for one in warnings)


WORDS = """Ref,Contract title,Supplier,Contract type,Procedure
1,Home care,Alder Ltd,Purchase order,Public Contracts Regulations 2015
2,Meals,Beech Ltd,purchase  ORDER,
3,Transport,Cedar Ltd,Grant,
"""


def test_a_word_that_is_none_of_ours_is_settled_once_and_kept_with_the_columns(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text(WORDS, encoding="utf-8")
    name = mending.value_question("kind", "Purchase order")
    preview, contracts = _contracts(path, {})
    assert [contracts[title].kind for title in ("Home care", "Transport")] == [None, "grant"]
    (asked,) = [
        one
        for one in shown(Register(), preview, [look_at(ListChoice(path))]).problems
        if one.question == name
    ]
    assert asked.title == "2 rows say “purchase order”, none of our kinds of contract"
    assert asked.weight == "caution"
    assert ("contract", "Read it as contract") in asked.choices

    _, settled = _contracts(path, {name: "framework_call_off"})
    assert {settled[title].kind for title in ("Home care", "Meals")} == {"framework_call_off"}
    assert settled["Transport"].kind == "grant"

    mapping = look_at(ListChoice(path)).choice.mapping
    kept = dataclasses.replace(mapping, values=mending.kept_with_mapping({name: "contract"}))
    again = ColumnMapping.from_json(json.dumps(kept.as_json()))
    assert again == kept
    found = read_contracts(Register(), path, mapping=again)
    after = apply_changes(Register(), found.edit.changes(Register()))
    assert {one.kind for one in after.contracts.values()} == {"contract", "grant"}
    with pytest.raises(InputRefused):
        mending.checked({name: "loan"})
