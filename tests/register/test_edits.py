"""Edits say what they do, do it, and refuse what would not fit."""

from __future__ import annotations

import datetime

import pytest

from planner.errors import InputRefused
from planner.register.changes import reversed_changes
from planner.register.edits import (
    AddRecord,
    ChangeClass,
    ChangeCouncil,
    ChangeFields,
    RemoveRecord,
    Together,
    apply_changes,
)
from planner.register.records import (
    Contract,
    Council,
    Event,
    Option,
    Place,
    Pool,
    Provider,
    Reserve,
    Review,
    Scenario,
    Service,
)
from planner.register.register import Register


def a_register() -> Register:
    return Register.build(
        Council("Ashmere"),
        [
            Service("S1", "Home care", "needed"),
            Service("S2", "Libraries", "could"),
            Provider("P1", "Careful Ltd"),
            Provider("P2", "Other Ltd"),
            Contract("C1", "C1", "S1", "P1", annual_value=1000.0),
            Contract("C2", "Reading", "S2", "P2", end=datetime.date(2027, 3, 31)),
            Place("C1", "North", "standard", "council", 12),
            Pool("Q", "Agency staff", 10.0),
            Option("O1", "S1", "interim_provider", supplier="P2", pool="Q"),
            Reserve("R1", "Care fund", 100.0, ("S1",)),
            Reserve("R2", "Both", 100.0, ("S1", "S2")),
            Scenario("X1", "Care fails", events=(Event("insolvency", "P1"),)),
            Review("V1", "provider", "P1"),
        ],
    )


def after(edit, register):
    return apply_changes(register, edit.changes(register))


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (AddRecord(Contract("C3", "C3", "S1", "P1")), "Added contract C3"),
        (AddRecord(Provider("P3", "New Ltd")), "Added provider New Ltd (P3)"),
        (
            AddRecord(Place("C2", "South", "complex", "self")),
            "Added count of people in South on Reading",
        ),
        (
            ChangeFields("service", "S1", {"class_": "must"}),
            "Class of Home care changed from needed to must",
        ),
        (ChangeClass("S1", "must", "Harm."), "Class of Home care changed from needed to must"),
        (
            ChangeFields("contract", "C1", {"annual_value": 1234.5}),
            "Annual value of C1 changed from £1,000 to £1,234.50",
        ),
        (
            ChangeFields("contract", "C2", {"end": None}),
            "End of Reading cleared, was 31 March 2027",
        ),
        (ChangeFields("service", "S1", {"mtpd_days": 2}), "Tolerable period of Home care set to 2"),
        (
            ChangeFields("service", "S1", {"mtpd_days": 2, "rto_days": 3, "market": "care"}),
            "Market, tolerable period and target to resume of Home care changed",
        ),
        (
            ChangeCouncil({"budget_annual": 5_000_000}),
            "Annual budget of the council set to £5,000,000",
        ),
        (RemoveRecord("review", "V1"), "Removed review V1"),
        (
            RemoveRecord("service", "S2", with_dependents=True),
            "Removed service Libraries (S2), with 1 contract",
        ),
        (Together("Imported 31 contracts from x.csv", ()), "Imported 31 contracts from x.csv"),
    ],
    ids=str,
)
def test_the_sentence_says_what_the_edit_does(edit, sentence):
    assert edit.sentence(a_register()) == sentence


def test_a_changed_record_keeps_its_place_and_other_tables_are_shared():
    before = a_register()
    changed = after(ChangeFields("service", "S1", {"class": "must", "mbco": 1}), before)
    assert list(changed.services) == ["S1", "S2"]
    assert changed.services["S1"].class_ == "must"
    assert changed.services["S1"].mbco == 1.0
    assert changed.contracts is not before.contracts or changed.contracts == before.contracts
    assert changed.tables["contract"] is before.tables["contract"]
    assert changed.revision == before.revision + 1
    assert before.services["S1"].class_ == "needed"


def test_an_edit_that_changes_nothing_has_no_changes():
    assert (
        ChangeFields("service", "S1", {"class_": "needed", "owner": " "}).changes(a_register())
        == ()
    )


def test_a_blank_text_clears_a_field():
    register = after(ChangeFields("service", "S1", {"class_": ""}), a_register())
    assert register.services["S1"].class_ is None


def refusal(edit) -> str:
    with pytest.raises(InputRefused) as refused:
        edit.changes(a_register())
    return refused.value.sentence


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (AddRecord(Contract("C1", "Twice", "S1", "P1")), "already taken"),
        (AddRecord(Contract("C9", "Astray", "S9", "P1")), "there is no service S9"),
        (ChangeFields("service", "S9", {"title": "x"}), "there is no such service"),
        (ChangeFields("service", "S1", {"colour": "red"}), "no field colour"),
        (ChangeFields("service", "S1", {"title": None}), "is blank"),
        (ChangeFields("service", "S1", {"mbco": 1.5}), "above 1"),
        (ChangeFields("service", "S1", {"mtpd_days": 1.5}), "not a whole number"),
        (ChangeFields("service", "S1", {"class_": "vital"}), "choose one of must"),
        (ChangeFields("provider", "P1", {"id": "P9"}), "its code cannot be changed"),
        (ChangeFields("spaceship", "S1", {}), "no kind of record called spaceship"),
        (ChangeClass("S1", "must", "  "), "has no reason"),
        (ChangeCouncil({"contacts": ["nobody"]}), "there is no contact nobody"),
        (RemoveRecord("provider", "P9"), "there is no such provider"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_in_words(edit, words):
    assert words in refusal(edit)


def test_all_problems_of_a_step_are_told_at_once():
    edit = Together(
        "Two faults",
        (
            ChangeFields("service", "S1", {"mbco": 2.0}),
            AddRecord(Contract("C9", "Astray", "S9", "P1")),
        ),
    )
    assert len(refusal(edit).splitlines()) == 2


def test_parts_of_a_step_may_come_before_what_they_point_at():
    edit = Together(
        "Import", (AddRecord(Contract("C9", "New", "S9", "P1")), AddRecord(Service("S9", "New")))
    )
    assert after(edit, a_register()).contracts["C9"].service == "S9"


def test_a_record_that_others_point_at_is_not_removed_alone():
    words = refusal(RemoveRecord("provider", "P1"))
    assert "contract C1 points at it" in words
    assert "scenario X1 points at it" in words
    assert "review V1 points at it" in words


def test_removal_with_dependents_takes_what_needs_it_and_mends_what_mentions_it():
    register = after(RemoveRecord("provider", "P1", with_dependents=True), a_register())
    assert list(register.contracts) == ["C2"]
    assert not register.places
    assert register.scenarios["X1"].events == ()
    assert not register.of_kind("review")


def test_a_blank_that_would_mean_more_takes_the_record_with_it():
    """An option without its pool would have no ceiling; a fund for no service would pay for all."""
    without_pool = after(RemoveRecord("pool", "Q", with_dependents=True), a_register())
    assert not without_pool.options
    without_service = after(RemoveRecord("service", "S1", with_dependents=True), a_register())
    assert list(without_service.reserves) == ["R2"]
    assert without_service.reserves["R2"].services == ("S2",)


def test_a_changed_key_field_gives_the_record_its_new_key_in_the_same_place():
    start = after(AddRecord(Place("C1", "West", "standard", "council", 3)), a_register())
    changed = after(ChangeFields("place", "C1/North/standard/council", {"area": "East"}), start)
    assert list(changed.places) == ["C1/East/standard/council", "C1/West/standard/council"]


@pytest.mark.parametrize(
    "edit",
    [
        RemoveRecord("provider", "P1", with_dependents=True),
        ChangeFields("place", "C1/North/standard/council", {"area": "East"}),
        AddRecord(Service("S3", "Parks")),
        ChangeCouncil({"name": "Other"}),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_reversed_changes_bring_back_records_and_their_order(edit):
    start = a_register()
    changes = edit.changes(start)
    back = apply_changes(apply_changes(start, changes), reversed_changes(changes))
    assert back.council == start.council
    assert {kind: list(rows.items()) for kind, rows in back.tables.items()} == {
        kind: list(rows.items()) for kind, rows in start.tables.items()
    }


def test_changes_made_for_another_state_are_refused():
    changes = ChangeFields("service", "S1", {"class_": "must"}).changes(a_register())
    moved_on = after(ChangeFields("service", "S1", {"class_": "could"}), a_register())
    with pytest.raises(InputRefused, match="no longer as this change expects"):
        apply_changes(moved_on, changes)
