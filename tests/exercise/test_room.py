"""What a room decides, in the model: nothing, everything the model would do, and in between."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from planner.exercise.log import Act, Entry
from planner.exercise.room import acts_of, best_outcome, nothing_outcome, room_case, room_outcome
from planner.exercise.situation import situation
from planner.register.records import Exercise
from planner.session import Session

NOON = datetime.datetime(2026, 12, 10, 12, 0, tzinfo=datetime.UTC)
FREE = Exercise("E-1", "Exercise Heron", scenario="friday-liquidation")
RELEASED = Exercise("E-1", "Exercise Heron", scenario="friday-liquidation", money="released")


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    path = Path(tmp_path_factory.mktemp("room")) / "sample.backstop"
    with Session.sample(path, "A. Tester") as session:
        register = session.register
    scenario = register.scenarios["friday-liquidation"]
    return register, scenario, best_outcome(register, scenario)


def calls(best, day=0):
    return [Act("call", day, option=one.option) for one in best.options if one.used]


def test_a_room_that_decides_nothing_comes_to_what_doing_nothing_does(council):
    register, scenario, _ = council
    idle = room_outcome(register, scenario, FREE, [])
    nothing = nothing_outcome(register, scenario)
    assert idle.breach_person_days == nothing.breach_person_days
    assert idle.unmet_person_days == nothing.unmet_person_days
    assert idle.cost == 0


def test_a_room_that_calls_at_once_what_the_model_uses_comes_to_the_best_response(council):
    register, scenario, best = council
    room = room_outcome(register, scenario, FREE, calls(best))
    for of in ("breach_person_days", "unmet_person_days"):
        for class_, days in getattr(best, of).as_dict().items():
            assert getattr(room, of).as_dict()[class_] == pytest.approx(days, abs=1e-3)
    assert room.cost == pytest.approx(best.cost, rel=1e-6)


def test_calling_later_never_serves_must_people_better(council):
    register, scenario, best = council
    late = [room_outcome(register, scenario, FREE, calls(best, day)) for day in (0, 3, 10, 30)]
    breaches = [one.breach_person_days.must for one in late]
    assert breaches == sorted(breaches)
    assert breaches[0] < breaches[-1]


def test_an_option_refused_again_ends_and_a_service_let_go_gets_nothing_from_that_day(council):
    register, scenario, best = council
    used = next(one for one in best.options if one.used and one.from_day < 10)
    acts = [Act("call", 0, option=used.option), Act("refuse", 20, option=used.option)]
    room = room_outcome(register, scenario, FREE, acts)
    (served,) = [one.served for one in room.options if one.option == used.option]
    for period, people in zip(room.periods, served, strict=True):
        if period.start >= 20 + used.from_day + 1:
            assert people == 0
    acts[1] = Act("let_go", 20, service=used.service)
    let_go = room_outcome(register, scenario, FREE, acts)
    assert let_go.unmet_person_days == room.unmet_person_days


def test_a_neighbour_that_was_asked_can_serve_though_no_agreement_is_signed(council):
    register, scenario, _ = council
    option = next(
        one
        for one in register.options.values()
        if one.route == "neighbour_council"
        and not one.agreed
        and register.services[one.service].title == "Home care for older people"
    )
    called = room_case(register, scenario, FREE, [Act("call", 0, option=option.id)])
    assert not called.register.options[option.id].agreed
    asked = room_outcome(register, scenario, FREE, [Act("ask_neighbour", 0, option=option.id)])
    assert any(one.option == option.id and one.used for one in asked.options)


def test_money_that_has_to_be_released_pays_only_once_it_is_and_no_more_than_there_is(council):
    register, scenario, best = council
    without = room_outcome(register, scenario, RELEASED, calls(best))
    assert all(fund.amount == 0 for fund in without.funds)
    fund = max(register.reserves.values(), key=lambda one: one.amount or 0)
    half = Act("spend", 0, reserve=fund.id, amount=(fund.amount or 0) / 2)
    case = room_case(register, scenario, RELEASED, [half])
    assert case.scenario.reserve_overrides[fund.id] == (fund.amount or 0) / 2
    twice = room_case(register, scenario, RELEASED, [half, half, half])
    assert twice.scenario.reserve_overrides[fund.id] == fund.amount
    free = room_outcome(register, scenario, FREE, calls(best))
    assert free.breach_person_days.must <= without.breach_person_days.must


def test_leaving_a_decision_out_leaves_its_corrections_out_too():
    def decided(number, option, corrects=None):
        kind = "decision" if corrects is None else "correction"
        act = Act("call", 0, option=option)
        return Entry(
            number=number, kind=kind, at=NOON, play=0, words="Call", act=act, corrects=corrects
        )

    log = [decided(1, "O-1"), decided(2, "O-2"), decided(3, "O-3", corrects=1)]
    assert [act.option for act in acts_of(log)] == ["O-3", "O-2"]
    assert [act.option for act in acts_of(log, leaving_out=1)] == ["O-2"]
    assert [act.option for act in acts_of(log, leaving_out=2)] == ["O-3"]


def test_the_situation_of_a_day_adds_up_and_what_is_spent_only_grows(council):
    register, _scenario, best = council
    spent = []
    for day in (0, 1, 5, 13, 20, 60, 181, 400):
        now = situation(register, best, day)
        for one in now.classes:
            assert one.hit == pytest.approx(one.covered + one.without, abs=0.01)
        served = sum(now.serving.values())
        assert served == pytest.approx(sum(one.covered for one in now.classes), abs=0.5)
        assert all(one.day <= day for one in now.fallen)
        spent.append(now.spent)
    assert spent == sorted(spent)
    assert spent[-1] == pytest.approx(best.cost, abs=0.01)


def test_limits_are_the_first_days_somebody_waits_too_long(council):
    register, scenario, _ = council
    nothing = nothing_outcome(register, scenario)
    must = situation(register, nothing, 0).of("must")
    assert must.limit_day == 1
    assert must.without == must.hit > 0
    assert situation(register, nothing, 0).of("could").limit_day > 7
