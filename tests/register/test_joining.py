"""Two registers that parted: what differs, whose it is, and the one step that joins them."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.register.changes import apply_changes, reversed_changes
from planner.register.difference import Choice, Difference, Side, What
from planner.register.differences import differences
from planner.register.edits import AddRecord, ChangeCouncil, ChangeFields, RemoveRecord
from planner.register.fitting import fitted
from planner.register.joined_before import as_known_here
from planner.register.joining import JoinRegister
from planner.register.parting import same_content
from planner.register.records import Contract, Event, Option, Place, Provider, Scenario
from planner.register.register import Register
from planner.register.validity import problems_in
from tests.register.parted import EDITS, after, small_register

BASE = small_register()


def found(mine: Register, theirs: Register, base: Register | None = BASE) -> tuple[Difference, ...]:
    theirs = known(mine, theirs, base)
    return fitted(mine, theirs, differences(mine, theirs, base))


def known(mine: Register, theirs: Register, base: Register | None) -> Register:
    return theirs if base is None else as_known_here(mine, theirs, base)


def joined(
    mine: Register,
    theirs: Register,
    choices: dict[int, Choice] | None = None,
    base: Register | None = BASE,
) -> Register:
    edit = JoinRegister(
        "Joined", known(mine, theirs, base), found(mine, theirs, base), choices or {}
    )
    return apply_changes(mine, edit.changes(mine))


def only(ones: tuple[Difference, ...], kind: str, key: str, field: str = "") -> Difference:
    (one,) = [one for one in ones if (one.kind, one.key, one.field) == (kind, key, field)]
    return one


def contract(code: str, **values: object) -> ChangeFields:
    return ChangeFields("contract", code, values)


@settings(max_examples=25)
@given(EDITS)
def test_a_register_does_not_differ_from_itself(edits):
    mine = after(BASE, edits)
    assert found(mine, mine) == found(mine, mine, None) == ()


@settings(max_examples=25)
@given(EDITS)
def test_where_nothing_was_done_here_joining_gives_theirs(edits):
    theirs = after(BASE, edits)
    assert same_content(joined(BASE, theirs), theirs)


@settings(max_examples=25)
@given(EDITS)
def test_where_nothing_was_done_there_joining_changes_nothing(edits):
    mine = after(BASE, edits)
    assert JoinRegister("", BASE, found(mine, BASE), {}).changes(mine) == ()


@settings(max_examples=25)
@given(EDITS, EDITS)
def test_what_is_joined_is_sound_and_undo_restores_mine(here, there):
    mine, theirs = after(BASE, here), after(BASE, there)
    changes = JoinRegister("", theirs, found(mine, theirs), {}).changes(mine)
    result = apply_changes(mine, changes)
    assert problems_in(result) == []
    undone = apply_changes(result, reversed_changes(changes))
    assert same_content(undone, mine)
    assert {kind: list(rows) for kind, rows in undone.tables.items()} == {
        kind: list(rows) for kind, rows in mine.tables.items()
    }


@settings(max_examples=25)
@given(EDITS, EDITS)
def test_without_conflicts_it_does_not_matter_who_joins_whom(here, there):
    mine, theirs = after(BASE, here), after(BASE, there)
    ones = found(mine, theirs)
    if not any(one.side is Side.CONFLICT for one in ones):
        assert same_content(joined(mine, theirs), joined(theirs, mine))


@settings(max_examples=25)
@given(EDITS, EDITS)
def test_joining_the_same_again_changes_nothing(here, there):
    mine, theirs = after(BASE, here), after(BASE, there)
    once = joined(mine, theirs)
    assert same_content(joined(once, theirs), once)


@settings(max_examples=25)
@given(EDITS, EDITS)
def test_joining_back_what_was_joined_doubles_no_record(here, there):
    mine, theirs = after(BASE, here), after(BASE, there)
    once = joined(mine, theirs)
    ones = found(mine, theirs)
    if any(one.side is Side.CONFLICT and not one.is_same_code for one in ones):
        return
    back = joined(theirs, once)
    assert {kind: len(rows) for kind, rows in back.tables.items()} == {
        kind: len(rows) for kind, rows in once.tables.items()
    }
    assert same_content(joined(once, back), once)


@settings(max_examples=25)
@given(EDITS, EDITS, st.booleans())
def test_taking_all_of_theirs_gives_theirs(here, there, is_known):
    mine, theirs = after(BASE, here), after(BASE, there)
    base = BASE if is_known else None
    ones = found(mine, theirs, base)
    if not any(one.is_same_code for one in ones):
        all_of_it = {one.number: Choice.THEIRS for one in ones}
        assert same_content(joined(mine, theirs, all_of_it, base), theirs)


@settings(max_examples=25)
@given(EDITS, EDITS, st.randoms(use_true_random=False), st.booleans())
def test_any_choice_gives_a_sound_register_or_is_refused_with_reasons(here, there, chance, known):
    mine, theirs = after(BASE, here), after(BASE, there)
    base = BASE if known else None
    ones = found(mine, theirs, base)
    choices = {one.number: chance.choice(one.choices) for one in ones if chance.random() < 0.5}
    try:
        result = joined(mine, theirs, choices, base)
    except InputRefused:
        return
    assert problems_in(result) == []


@settings(max_examples=25)
@given(EDITS, EDITS)
def test_without_a_shared_past_nothing_is_taken_unasked(here, there):
    mine, theirs = after(BASE, here), after(BASE, there)
    ones = found(mine, theirs, None)
    assert all(one.side is Side.APART and one.unasked is Choice.MINE for one in ones)
    assert same_content(joined(mine, theirs, None, None), mine)


def test_fields_changed_on_either_side_are_joined_and_on_both_left_open():
    mine = after(BASE, [contract("C1", annual_value=150.0, note="here")])
    theirs = after(BASE, [contract("C1", annual_value=175.0, open_book=True)])
    ones = found(mine, theirs)
    money = only(ones, "contract", "C1", "Annual value")
    assert (money.side, money.mine, money.theirs, money.was) == (
        Side.CONFLICT, "£150", "£175", "£100",
    )  # fmt: skip
    assert money.is_open
    assert money.choices == (Choice.MINE, Choice.THEIRS)
    assert only(ones, "contract", "C1", "Note").side is Side.HERE
    assert only(ones, "contract", "C1", "Open book").side is Side.THERE
    result = joined(mine, theirs).contracts["C1"]
    assert (result.annual_value, result.note, result.open_book) == (150.0, "here", True)
    taken = joined(mine, theirs, {money.number: Choice.THEIRS}).contracts["C1"]
    assert (taken.annual_value, taken.note, taken.open_book) == (175.0, "here", True)


def test_changed_to_the_same_on_both_sides_is_no_difference():
    edits = [contract("C1", annual_value=150.0), AddRecord(Provider("Q1", "Quick Ltd"))]
    assert found(after(BASE, edits), after(BASE, edits)) == ()


def test_both_keeps_what_either_put_into_a_list_and_leaves_out_what_either_took_out():
    base = after(BASE, [contract("C1", kpis=("old", "kept", "gone"))])
    mine = after(base, [contract("C1", kpis=("kept", "gone", "mine"))])
    theirs = after(base, [contract("C1", kpis=("old", "kept", "theirs"))])
    one = only(found(mine, theirs, base), "contract", "C1", "Measures")
    assert one.choices == (Choice.MINE, Choice.THEIRS, Choice.BOTH)
    result = joined(mine, theirs, {one.number: Choice.BOTH}, base)
    assert result.contracts["C1"].kpis == ("kept", "mine", "theirs")


def test_a_list_whose_blank_means_everywhere_is_not_joined_with_a_blank():
    base = after(BASE, [ChangeFields("option", "O1", {"areas": ("North", "South")})])
    mine = after(base, [ChangeFields("option", "O1", {"areas": ()})])
    theirs = after(base, [ChangeFields("option", "O1", {"areas": ("North", "South", "West")})])
    assert Choice.BOTH not in only(found(mine, theirs, base), "option", "O1", "Areas").choices


def test_amounts_are_joined_code_by_code_unless_one_was_changed_on_both_sides():
    def delays(**days: float) -> ChangeFields:
        return ChangeFields("scenario", "E1", {"option_delays": days})

    base = after(BASE, [delays(O1=1.0)])
    mine, theirs = after(base, [delays(O1=2.0)]), after(base, [delays(O1=1.0, O2=3.0)])
    (one,) = found(mine, theirs, base)
    result = joined(mine, theirs, {one.number: Choice.BOTH}, base)
    assert result.scenarios["E1"].option_delays == {"O1": 2.0, "O2": 3.0}
    (other,) = found(mine, after(base, [delays(O1=5.0, O2=3.0)]), base)
    assert Choice.BOTH not in other.choices


def test_notes_of_both_stand_one_after_the_other():
    mine, theirs = (
        after(BASE, [contract("C4", note="here")]),
        after(BASE, [contract("C4", note="b")]),
    )
    (one,) = found(mine, theirs)
    assert joined(mine, theirs, {one.number: Choice.BOTH}).contracts["C4"].note == "here\nb"


def test_the_fields_of_a_sign_are_compared_together():
    key = "P1/2026-03-31/late accounts"
    mine = after(BASE, [ChangeFields("warning_sign", key, {"rating": 3})])
    theirs = after(BASE, [ChangeFields("warning_sign", key, {"source": "a call"})])
    one = only(found(mine, theirs), "warning_sign", key, "Rating, Source")
    assert one.side is Side.CONFLICT
    sign = joined(mine, theirs, {one.number: Choice.THEIRS}).warning_signs[key]
    assert (sign.rating, sign.source) == (2, "a call")


def test_two_records_under_one_code_are_both_kept_and_links_follow():
    mine = after(BASE, [AddRecord(Contract("N1", "Bins", "S2", "P3"))])
    theirs = after(
        BASE,
        [
            AddRecord(Contract("N1", "Meals", "S1", "P1")),
            AddRecord(Place("N1", "North", "standard", "council", 12)),
            AddRecord(Option("O3", "S1", "step_in", for_contract="N1")),
            AddRecord(Scenario("E3", "Meals end", events=(Event("hand_back", "N1"),))),
        ],
    )
    ones = found(mine, theirs)
    one = only(ones, "contract", "N1")
    assert one.is_same_code
    assert one.choices == (Choice.MINE, Choice.BOTH)
    assert one.unasked is Choice.BOTH
    result = joined(mine, theirs)
    assert result.contracts["N1"].title == "Bins"
    assert result.contracts["N1-2"].title == "Meals"
    assert result.people_of_contract("N1") is None
    assert result.people_of_contract("N1-2") == 12
    assert result.options["O3"].for_contract == "N1-2"
    assert result.scenarios["E3"].events[0].target == "N1-2"
    with pytest.raises(InputRefused, match="another than the one here"):
        joined(mine, theirs, {one.number: Choice.MINE})


def test_two_records_under_one_code_are_joined_once_whoever_joins_whom_and_how_often():
    def added(title: str, people: int) -> Register:
        place = Place("N1", "North", "standard", "council", people)
        return after(BASE, [AddRecord(Contract("N1", title, "S2", "P3")), AddRecord(place)])

    mine, theirs = added("Bins", 5), added("Meals", 9)
    once = joined(mine, theirs)
    assert same_content(joined(once, theirs), once)
    changed = after(theirs, [contract("N1", annual_value=70.0)])
    again = joined(once, changed)
    assert again.contracts["N1-2"].annual_value == 70.0
    assert again.contracts["N1"].annual_value is None
    back = joined(theirs, again)
    people = {one.title: back.people_of_contract(code) for code, one in back.contracts.items()}
    assert (people["Bins"], people["Meals"]) == (5, 9)
    assert len(back.contracts) == len(again.contracts) == len(BASE.contracts) + 2
    assert found(back, again) == found(again, back) == ()


def test_counts_of_two_contracts_under_one_code_are_not_mixed():
    def added(title: str, people: int) -> Register:
        place = Place("N1", "North", "standard", "council", people)
        return after(BASE, [AddRecord(Contract("N1", title, "S2", "P3")), AddRecord(place)])

    result = joined(added("Bins", 5), added("Meals", 9))
    assert result.people_of_contract("N1") == 5
    assert result.people_of_contract("N1-2") == 9


def test_one_thing_added_on_both_sides_is_compared_field_by_field():
    def added(value: float, note: str | None) -> Register:
        return after(
            BASE, [AddRecord(Contract("N1", "Bins", "S2", "P3", annual_value=value, note=note))]
        )

    money, note = found(added(1.0, None), added(2.0, "hers"))
    assert (money.side, money.field, money.what) == (Side.CONFLICT, "Annual value", What.CHANGED)
    assert (note.side, note.field) == (Side.THERE, "Note"), "what is blank here is no other value"


def test_removed_there_and_changed_here_stays_until_somebody_chooses():
    theirs = after(BASE, [RemoveRecord("contract", "C1", with_dependents=True)])
    mine = after(BASE, [contract("C1", annual_value=150.0)])
    ones = found(mine, theirs)
    one = only(ones, "contract", "C1")
    assert one.is_open
    assert one.says == "Changed here and removed in the other."
    kept = joined(mine, theirs)
    assert kept.contracts["C1"].annual_value == 150.0
    # What was removed with it stays with it: a contract without its people would be a wrong number.
    assert kept.people_of_contract("C1") == 40
    gone = joined(mine, theirs, {one.number: Choice.THEIRS})
    assert same_content(gone, theirs)


def test_what_somebody_needs_here_is_not_removed_because_they_removed_it_there():
    theirs = after(BASE, [RemoveRecord("provider", "P3", with_dependents=True)])
    mine = after(BASE, [AddRecord(Contract("N1", "Bins", "S2", "P3"))])
    one = only(found(mine, theirs), "provider", "P3")
    assert one.is_open
    assert one.says == "Removed in the other, but contract N1 here points at it."
    result = joined(mine, theirs)
    assert {"N1", "C4"} <= set(result.contracts)
    with pytest.raises(InputRefused, match="contract N1 points at it"):
        joined(mine, theirs, {one.number: Choice.THEIRS})


def test_what_they_added_for_something_removed_here_is_left_open_with_its_reason():
    mine = after(BASE, [RemoveRecord("provider", "P3", with_dependents=True)])
    theirs = after(BASE, [AddRecord(Contract("N1", "Bins", "S2", "P3"))])
    ones = found(mine, theirs)
    one = only(ones, "contract", "N1")
    assert one.is_open
    assert "there is no provider P3" in one.says
    assert same_content(joined(mine, theirs), mine)
    back = only(ones, "provider", "P3")
    both = joined(mine, theirs, {one.number: Choice.THEIRS, back.number: Choice.THEIRS})
    assert both.contracts["N1"].provider == "P3"


def test_owners_that_would_own_each_other_are_left_open():
    mine = after(BASE, [ChangeFields("provider", "P3", {"parent": "P2"})])
    theirs = after(BASE, [ChangeFields("provider", "P1", {"parent": "P3"})])
    one = only(found(mine, theirs), "provider", "P1", "Parent")
    assert one.is_open
    assert same_content(joined(mine, theirs), mine)


def test_a_scenario_that_leans_on_a_market_is_not_left_in_the_air():
    mine = after(
        BASE, [AddRecord(Scenario("E9", "Green", events=(Event("sector_shock", "green"),)))]
    )
    theirs = after(BASE, [ChangeFields("service", "S2", {"market": None})])
    one = only(found(mine, theirs), "service", "S2", "Market")
    assert one.is_open
    with pytest.raises(InputRefused, match="market"):
        joined(mine, theirs, {one.number: Choice.THEIRS})


def test_the_council_is_compared_too():
    mine = after(BASE, [ChangeCouncil({"budget_annual": 5.0})])
    theirs = after(BASE, [ChangeCouncil({"ons_code": "E06000001"})])
    assert joined(mine, theirs).council == dataclasses.replace(
        BASE.council, budget_annual=5.0, ons_code="E06000001"
    )


def test_what_is_kept_for_good_cannot_be_removed():
    theirs = after(BASE, [RemoveRecord("scenario", "E2", with_dependents=True)])
    kept = {("scenario", "E2"): "it was played"}
    (one,) = fitted(BASE, theirs, differences(BASE, theirs, BASE), kept)
    assert one.choices == (Choice.MINE,)
    assert one.says == "It stays: it was played."
