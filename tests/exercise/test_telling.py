"""What the facilitator is told: names of entries, what decisions can do, and why the room is where
it is."""

from __future__ import annotations

import datetime

import pytest

from planner.exchange.register_json import read_register
from planner.exercise.act_choices import act_choices, act_words, powers_at_hand
from planner.exercise.log import Act, Entry, EntryKind
from planner.exercise.room import acts_of, best_outcome, room_outcome
from planner.exercise.telling import act_trouble, entry_names, why_behind
from planner.register.records import Exercise
from planner.register.register import Register
from planner.scenario.outcome import Outcome
from resources.sample import sample_register_path

NOON = datetime.datetime(2026, 12, 10, 12, 0, tzinfo=datetime.UTC)
PLAYED = Exercise("heron", "Exercise Heron", scenario="friday-liquidation")


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(sample_register_path())


@pytest.fixture(scope="module")
def best(register: Register) -> Outcome:
    return best_outcome(register, register.scenarios["friday-liquidation"])


def entry(number: int, kind: EntryKind = "decision", act: Act | None = None,
          corrects: int | None = None) -> Entry:  # fmt: skip
    return Entry(
        number=number, kind=kind, at=NOON, play=0, words="So be it", act=act, corrects=corrects
    )


def of_room(register: Register, entries: tuple[Entry, ...], exercise: Exercise = PLAYED) -> Outcome:
    scenario = register.scenarios["friday-liquidation"]
    return room_outcome(register, scenario, exercise, acts_of(entries))


def test_decisions_notes_and_their_corrections_are_numbered_apart() -> None:
    log = (
        entry(1, "start"), entry(2), entry(3, "note"), entry(4, "show"), entry(5),
        entry(6, "correction", corrects=2), entry(7, "correction", corrects=6),
        entry(8, "correction", corrects=3),
    )  # fmt: skip
    assert entry_names(log) == {
        2: "D-01", 3: "N-01", 5: "D-02", 6: "D-03", 7: "D-04", 8: "N-02",
    }  # fmt: skip


def test_what_is_hit_comes_first_and_a_must_service_is_never_let_go(
    register: Register, best: Outcome
) -> None:
    choices = act_choices(register, best, ())
    words = [one.words for one in choices]
    assert len(set(words)) == len(words)
    assert words[0].startswith("Call Fernholt Care at Home Ltd for home care for older people: 60")
    money = words.index("Release money from Adult social care reserve")
    hit = {one.service for one in best.services}
    for one in choices[: money - 1]:
        service = one.act.service or register.options[one.act.option].service
        assert service in hit
    let_go = {one.act.service for one in choices if one.act.kind == "let_go"}
    assert "befriending" in let_go
    assert "home-care" not in let_go
    assert not [one for one in choices if one.act.kind == "refuse"]


def test_what_was_called_can_be_refused_and_is_not_called_again(
    register: Register, best: Outcome
) -> None:
    log: tuple[Entry, ...] = (entry(1, act=Act("call", 0, option="O-001")),)
    of_option = [
        one.act.kind for one in act_choices(register, best, log) if one.act.option == "O-001"
    ]
    assert of_option == ["refuse"]
    log += (entry(2, act=Act("refuse", 1, option="O-001")),)
    of_option = [
        one.act.kind for one in act_choices(register, best, log) if one.act.option == "O-001"
    ]
    assert of_option == ["call"]


def test_acts_are_told_in_words(register: Register) -> None:
    assert act_words(register, Act("let_go", 3, service="befriending")) == "Let go: Befriending"
    assert act_words(register, Act("spend", 3, reserve="general", amount=6_200)).startswith(
        "Release £6,200 of General fund"
    )
    assert act_words(register, Act("ask_neighbour", 0, option="O-012")) == (
        "Ask Tarnwick Borough Council for home care for older people"
    )


def test_why_the_room_is_behind_is_said_by_option_and_by_people(
    register: Register, best: Outcome
) -> None:
    log = (entry(1, act=Act("call", 6, option="O-001")),)
    told = why_behind(register, of_room(register, log), best, 7, log)
    assert told.behind == pytest.approx(
        sum(one.unmet[7] for one in of_room(register, log).services)
        - sum(one.unmet[7] for one in best.services)
    )
    assert told.headline == f"The room is {told.behind:.0f} behind on day 7."
    late = next(one for one in told.reasons if one.startswith("Fernholt"))
    assert "can start on day 8, not day 2: 36 people" in late
    assert any("is not called: 40 people" in one for one in told.reasons)
    assert told.reasons[-1].startswith("And 8 more")


def test_a_room_that_called_everything_at_once_is_level(register: Register, best: Outcome) -> None:
    log = tuple(
        entry(at, act=Act("call", 0, option=one.option))
        for at, one in enumerate(best.options, 1)
        if one.used
    )
    told = why_behind(register, of_room(register, log), best, 9, log)
    assert told.headline == "The room is level with the model on day 9."
    assert told.reasons == ()


def test_a_refusal_is_named_from_its_day(register: Register, best: Outcome) -> None:
    log = (
        entry(1, act=Act("call", 0, option="O-001")),
        entry(2, act=Act("refuse", 5, option="O-001")),
    )
    told = why_behind(register, of_room(register, log), best, 9, log)
    assert any("is refused from day 5: " in one
               for one in told.reasons)  # fmt: skip


def test_decisions_that_do_nothing_say_why(register: Register) -> None:
    log = (
        entry(1, act=Act("call", 2, option="O-012")),
        entry(2, act=Act("spend", 2, reserve="general")),
        entry(3, act=Act("let_go", 2, service="befriending")),
        entry(4, act=Act("call", 2, option="O-001")),
    )
    found = act_trouble(register, PLAYED, of_room(register, log), log)
    assert found == {
        1: "It serves nobody: The agreement with Tarnwick Borough Council is not signed.",
        2: "It changes nothing: in this exercise reserves pay without release.",
        3: "It changes nothing: nothing was called for this service.",
    }


def test_a_neighbour_that_was_asked_is_no_longer_in_the_way(register: Register) -> None:
    log = (entry(1, act=Act("ask_neighbour", 2, option="O-012")),)
    assert not act_trouble(register, PLAYED, of_room(register, log), log)


def test_powers_begin_with_the_duty_of_what_is_hit(register: Register, best: Outcome) -> None:
    powers = powers_at_hand(register, best)
    assert powers[:3] == (
        "Care Act 2014 s.18 and s.48", "Scheme of delegation", "Urgent decision by Cabinet",
    )  # fmt: skip
    assert "Section 151 officer" in powers
    assert len(set(powers)) == len(powers)
