"""Exercises used again keep what people wrote, and tell no number of another failure."""

from __future__ import annotations

import dataclasses
import datetime
import functools

import pytest

from planner.errors import BackstopError, InputRefused
from planner.exchange.register_json import read_register
from planner.exercise.drafting import draft, is_drafted, is_edited
from planner.exercise.reuse import for_another, redraft
from planner.exercise.script_edit import script_edit
from planner.register.changes import apply_changes
from planner.register.edits import ChangeFields, Edit, RemoveRecord
from planner.register.records import Exercise, Inject
from planner.register.register import Register
from planner.scenario.outcome import Outcome
from planner.scenario.run import run
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 11, 21)
SAMPLE = read_register(sample_register_path())
CODE = "exercise-missing-clause"


@functools.cache
def _outcome() -> Outcome:
    return run(SAMPLE, SAMPLE.scenarios["missing-clause"], worths=False)


def _applied(register: Register, edit: Edit) -> Register:
    return apply_changes(register, edit.changes(register))


@pytest.fixture(scope="module")
def drafted() -> Register:
    script = draft(SAMPLE, SAMPLE.scenarios["missing-clause"], _outcome(), TODAY)
    return _applied(SAMPLE, script_edit(SAMPLE, script))


def _exercise(register: Register, code: str = CODE) -> Exercise:
    found = register.of_kind("exercise")[code]
    assert isinstance(found, Exercise)
    return found


def _inject(register: Register, slot: str) -> Inject:
    found = register.of_kind("inject")[f"{CODE}-{slot}"]
    assert isinstance(found, Inject)
    return found


def test_drafting_again_changes_nothing_where_nothing_changed(drafted: Register) -> None:
    script = redraft(drafted, _exercise(drafted), _outcome(), TODAY)
    assert script_edit(drafted, script).changes(drafted) == ()
    assert script.notes == ()


def test_words_changed_by_hand_stay_and_the_rest_follows_the_register(drafted: Register) -> None:
    own = "We have one number for staff. What do we say on it?"
    register = _applied(drafted, ChangeFields("inject", f"{CODE}-staff-pay", {"content": own}))
    by_hand = Inject("mine", CODE, "A word from the ward", day=1, time="10:00", content="Hello.")
    register = register.with_table("inject", {**register.of_kind("inject"), "mine": by_hand})
    service = dataclasses.replace(register.services["supported-living-ld"], title="Homes with help")
    register = register.with_table("service", {**register.services, "supported-living-ld": service})
    outcome = run(register, register.scenarios["missing-clause"], worths=False)
    script = redraft(register, _exercise(register), outcome, TODAY)
    after = _applied(register, script_edit(register, script))
    assert _inject(after, "staff-pay").content == own
    assert after.of_kind("inject")["mine"] == by_hand
    assert "Homes with help" in _inject(after, "limit-supported-living-ld").title
    assert any("Kept as you changed them" in one for one in script.notes)
    assert any("A word from the ward" in one for one in script.notes)


def test_times_set_by_hand_stay_when_drafted_again(drafted: Register) -> None:
    moved = ChangeFields("inject", f"{CODE}-family", {"day": 4, "time": "19:00", "minute": 71})
    later = ChangeFields("inject", f"{CODE}-money", {"time": "20:00"})
    register = _applied(_applied(drafted, moved), later)
    script = redraft(register, _exercise(register), _outcome(), TODAY)
    assert script_edit(register, script).changes(register) == ()


def test_what_no_longer_follows_is_taken_out(drafted: Register) -> None:
    gone = [
        code for code in drafted.of_kind("inject")
        if code.startswith(f"{CODE}-offer") or code.startswith(f"{CODE}-ends")
    ]  # fmt: skip
    assert gone
    register = drafted
    for code, option in SAMPLE.options.items():
        if option.service == "supported-living-ld":
            register = _applied(register, RemoveRecord("option", code, with_dependents=True))
    outcome = run(register, register.scenarios["missing-clause"], worths=False)
    script = redraft(register, _exercise(register), outcome, TODAY)
    assert set(gone) <= set(script.removed)
    after = _applied(register, script_edit(register, script))
    assert not set(gone) & set(after.of_kind("inject"))


def test_another_provider_gets_its_own_numbers_and_scenario(drafted: Register) -> None:
    script = for_another(drafted, _exercise(drafted), "havenmoor", TODAY)
    assert script.scenario is not None
    assert [(one.kind, one.target) for one in script.scenario.events] == [
        ("insolvency", "havenmoor")
    ]
    said = " ".join(f"{one.title} {one.content}" for one in script.injects)
    assert "Larchmead" not in said
    assert "252 people" in said
    after = _applied(drafted, script_edit(drafted, script))
    assert _exercise(after, script.exercise.id).scenario == script.scenario.id
    assert len([one for one in after.of_kind("inject").values()
                if isinstance(one, Inject) and one.exercise == CODE]) == 12  # fmt: skip


def test_what_was_written_by_hand_goes_along_with_names_replaced(drafted: Register) -> None:
    name = SAMPLE.providers["larchmead"].name
    mine = Inject("own", CODE, f"{name} again", day=2, content=f"38 people ask for {name}.")
    table = {**drafted.of_kind("inject"), "own": mine}
    register = drafted.with_table("inject", table)
    words = ChangeFields("inject", f"{CODE}-family", {"content": f"My aunt was with {name}."})
    numbers = ChangeFields("inject", f"{CODE}-journalist", {"content": "We hear of 38 people."})
    register = _applied(_applied(register, words), numbers)
    script = for_another(register, _exercise(register), "havenmoor", TODAY)
    found = {one.id.removeprefix(f"{script.exercise.id}-"): one for one in script.injects}
    assert found["own"].title == "Havenmoor Homecare Ltd again"
    assert found["family"].content == "My aunt was with Havenmoor Homecare Ltd."
    assert is_edited(found["family"])
    assert is_drafted(found["family"])
    assert "38" not in (found["journalist"].content or "")
    assert any("Check the numbers" in one and "again" in one for one in script.notes)
    assert any("not taken over" in one and "local paper" in one for one in script.notes)


def test_an_exercise_fits_a_building_too_and_refuses_what_is_neither(drafted: Register) -> None:
    script = for_another(drafted, _exercise(drafted), "depot", TODAY)
    assert script.scenario is not None
    assert script.scenario.events[0].kind == "asset_loss"
    with pytest.raises(InputRefused, match="neither a provider nor an asset"):
        for_another(drafted, _exercise(drafted), "home-care", TODAY)
    with pytest.raises(BackstopError, match="plays no scenario"):
        redraft(drafted, Exercise("x", "Alone"), _outcome(), TODAY)


def test_the_sample_exercise_is_ready_and_true_to_the_model() -> None:
    exercise = _exercise(SAMPLE, "exercise-sandpiper")
    outcome = run(SAMPLE, SAMPLE.scenarios["friday-liquidation"])
    script = redraft(SAMPLE, exercise, outcome, TODAY)
    assert script_edit(SAMPLE, script).changes(SAMPLE) == ()
    assert len(script.injects) == 13
    assert sum(not is_edited(one) for one in script.injects) >= 9
    assert sum(one.decide_minutes or 0 for one in script.injects) <= 100
