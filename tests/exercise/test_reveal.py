"""The reveal: the room beside the best response and doing nothing, and what each decision did."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner.exercise.log import Act, Entry
from planner.exercise.reveal import reveal
from planner.exercise.room import best_outcome, room_outcome
from planner.progress import Cancelled
from planner.register.records import Event, Exercise, Scenario
from tests.scenario.random_towns import random_town
from tests.scenario.towns import contract, option, people, provider, service, town

NOON = datetime.datetime(2026, 12, 10, 12, 0, tzinfo=datetime.UTC)
FREE = Exercise("E-1", "Exercise Heron", scenario="fall")
RELEASED = dataclasses.replace(FREE, money="released")


def scenario(register, target="A", horizon=60):
    return Scenario("fall", "It stops", horizon, events=(Event("insolvency", target, 0),))


def small(**more):
    """Return one provider of a must service and two options, of 30 and of 10 places at once."""
    return town(
        service(mtpd_days=1),
        provider("A"),
        contract("C1", "A"),
        people("C1", 40),
        option("BIG", 30, mobilise_days=0, unit_cost_day=10.0),
        option("SMALL", 10, mobilise_days=0, unit_cost_day=20.0),
        option("UNSIGNED", 40, route="neighbour_council", agreed=False, mobilise_days=0),
    )


def decided(number, act=None, corrects=None, words="Decided"):
    kind = "decision" if corrects is None else "correction"
    return Entry(number=number, kind=kind, at=NOON, play=0, words=words, act=act, corrects=corrects)


def call(option, day=0, kind="call"):
    return Act(kind, day, option=option)


def of(found, option):
    return next(one for one in found.calls if one.option == option)


def effect(found, number):
    return next(one for one in found.effects if one.number == number)


def test_doing_nothing_is_what_a_room_without_acts_comes_to():
    register = small()
    found = reveal(register, scenario(register), FREE, [decided(1)])
    assert found.room == found.nothing
    assert found.prevented.total == 0
    assert not found.made_difference
    assert effect(found, 1).worth.unmet_person_days.total == 0


@pytest.mark.parametrize("seed", range(6))
def test_calling_at_once_what_the_best_response_uses_comes_to_it(seed):
    register = random_town(seed)
    target = next(iter(register.contracts.values())).provider
    played = scenario(register, target)
    best = best_outcome(register, played)
    log = [
        decided(number, call(use.option))
        for number, use in enumerate((one for one in best.options if one.used), start=1)
    ]
    found = reveal(register, played, FREE, log)
    for name in ("breach_person_days", "unmet_person_days", "left"):
        mine, theirs = getattr(found.room, name), getattr(found.best, name)
        for class_, number in theirs.as_dict().items():
            if name != "left":
                assert mine.as_dict()[class_] == pytest.approx(number, abs=0.01)
    assert found.room.cost == pytest.approx(found.best.cost, rel=1e-6, abs=0.01)
    assert all(one.is_as_best for one in found.calls)
    assert all(one.worth.unmet_person_days.total == 0 for one in found.calls)


@pytest.mark.parametrize("seed", range(6))
def test_numbers_of_random_towns_add_up(seed):
    register = random_town(seed)
    target = next(iter(register.contracts.values())).provider
    played = scenario(register, target)
    codes = sorted(register.options)[:4]
    log = [decided(n, call(code, n % 3)) for n, code in enumerate(codes, start=1)]
    found = reveal(register, played, FREE, log)
    for course in (found.room, found.best, found.nothing):
        waited = sum(
            one.total * period.days
            for one, period in zip(course.without, course.periods, strict=True)
        )
        assert waited == pytest.approx(course.unmet_person_days.total, abs=0.05)
        assert sum(one.unmet_person_days for one in course.services) == pytest.approx(
            course.unmet_person_days.total, abs=0.05
        )
        assert course.left == course.without[-1]
        for one in course.services:
            assert (one.back_day is None) == (one.worst > 0.05 and one.days is None)
    assert found.best.breach_person_days.must <= found.room.breach_person_days.must + 0.01
    assert found.room.breach_person_days.must <= found.nothing.breach_person_days.must + 0.01
    for class_, number in found.prevented.as_dict().items():
        nothing = found.nothing.breach_person_days.as_dict()[class_]
        assert number == pytest.approx(nothing - found.room.breach_person_days.as_dict()[class_])
    for one in found.effects:
        acts = [entry.act for entry in log if entry.number != one.number]
        without = room_outcome(register, played, FREE, sorted(acts, key=lambda act: act.day))
        assert one.worth.breach_person_days.must == pytest.approx(
            without.breach_person_days.must - found.room.breach_person_days.must, abs=0.01
        )


def test_effects_are_sorted_by_what_they_saved():
    register = small()
    log = [decided(1, call("SMALL")), decided(2), decided(3, call("BIG"))]
    found = reveal(register, scenario(register), FREE, log)
    assert [one.number for one in found.effects] == [3, 1, 2]
    assert effect(found, 3).worth.breach_person_days.must == pytest.approx(30 * 59)
    assert effect(found, 3).worth.cost < 0
    assert [one.number for one in found.made_difference] == [3, 1]


def test_a_later_call_is_told_in_days_and_in_what_the_days_cost():
    register = small()
    log = [decided(1, call("BIG", 5)), decided(2, call("SMALL"))]
    found = reveal(register, scenario(register), FREE, log)
    big, small_ = of(found, "BIG"), of(found, "SMALL")
    assert (big.best_day, big.room_day, big.days_later) == (0, 5, 5)
    assert big.worth.unmet_person_days.must == pytest.approx(30 * 5)
    assert big.worth.breach_person_days.must == pytest.approx(30 * 4)
    assert small_.is_as_best
    assert found.calls[0] is big


def test_an_option_that_was_not_called_counts_all_its_days():
    register = small()
    found = reveal(register, scenario(register), FREE, [decided(1, call("BIG"))])
    one = of(found, "SMALL")
    assert one.room_day is None
    assert one.days_later is None
    assert one.worth.unmet_person_days.must == pytest.approx(10 * 60)


@pytest.mark.parametrize("end", [call("BIG", 10, "refuse"), Act("let_go", 10, service="care")])
def test_an_option_ended_again_is_told_with_its_day_and_what_keeping_it_would_save(end):
    register = small()
    log = [decided(1, call("BIG")), decided(2, call("SMALL")), decided(3, end)]
    found = reveal(register, scenario(register), FREE, log)
    big = of(found, "BIG")
    assert big.until == 10
    assert not big.is_as_best
    assert big.worth.unmet_person_days.must == pytest.approx(30 * 50)
    assert effect(found, 3).worth.unmet_person_days.must < -30 * 49
    assert found.effects[-1].number == 3


def test_a_decision_is_left_out_with_its_corrections_and_one_taken_back_is_not_told():
    register = small()
    log = [
        decided(1, call("SMALL")),
        decided(2, call("BIG"), corrects=1, words="Call the other"),
        decided(3, call("SMALL")),
        decided(4, corrects=3, words=""),
    ]
    found = reveal(register, scenario(register), FREE, log)
    assert [one.number for one in found.effects] == [1]
    assert found.effects[0].words == "Call the other"
    assert found.effects[0].worth.unmet_person_days.must == pytest.approx(30 * 60)


def test_a_neighbour_that_was_asked_may_be_beyond_the_best_response():
    register = small()
    found = reveal(
        register, scenario(register), FREE, [decided(1, call("UNSIGNED", 0, "ask_neighbour"))]
    )
    assert found.beyond == ("UNSIGNED",)
    assert found.room.unmet_person_days.must <= found.best.unmet_person_days.must


def test_money_that_was_not_released_is_told_with_what_it_would_have_saved():
    from planner.register.records import Reserve

    register = town(
        service(mtpd_days=1),
        provider("A"),
        contract("C1", "A", annual_value=0.0),
        people("C1", 40),
        option("BIG", 30, mobilise_days=0, unit_cost_day=10.0),
        Reserve("R1", "General fund", 100_000.0),
    )
    played = scenario(register)
    log = [decided(1, call("BIG")), decided(2, Act("spend", 0, reserve="R1", amount=3_000.0))]
    found = reveal(register, played, RELEASED, log)
    (fund,) = found.releases
    assert fund.released == 3_000.0
    assert fund.drawn == pytest.approx(18_000, rel=0.01)
    assert fund.worth.unmet_person_days.must == pytest.approx(30 * 50, rel=0.02)
    assert reveal(register, played, FREE, log).releases == ()
    all_of_it = [log[0], decided(2, Act("spend", 0, reserve="R1"))]
    assert reveal(register, played, RELEASED, all_of_it).releases == ()


def test_it_can_be_stopped_and_says_how_far_it_is():
    register = small()
    seen = []

    def stop(done, total, words):
        seen.append((done, total))
        if done == 1:
            raise Cancelled

    log = [decided(n, call("BIG", n)) for n in range(1, 6)]
    with pytest.raises(Cancelled):
        reveal(register, scenario(register), FREE, log, stop)
    assert seen == [(0, 7), (1, 7)]


def test_days_to_restore_count_from_the_day_the_service_is_lost():
    register = small()
    late = Scenario("fall", "It stops", 60, events=(Event("insolvency", "A", 7),))
    log = [decided(1, call("BIG", 7)), decided(2, call("SMALL", 12))]
    found = reveal(register, late, FREE, log)
    (restored,) = found.room.services
    assert (restored.lost_day, restored.back_day, restored.days) == (7, 12, 5)
    assert found.room.must_back_day == 12
    assert found.best.services[0].days == 0
    assert found.nothing.services[0].days is None
    assert found.nothing.must_back_day is None
