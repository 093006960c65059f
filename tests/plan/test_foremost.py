"""The plan shows the preventive actions that matter; all of them are kept."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from planner.plan.findings import PreventiveAction
from planner.plan.foremost import MOST, foremost, rest_words
from planner.register.records import Option, Reserve, Service
from tests.plan.cases import plan_of, service_register


def _action(
    saves: float, service: str = "s", group: str = "", member: str = ""
) -> PreventiveAction:
    return PreventiveAction(
        title=f"Agree more places: {member} {saves}",
        worth=f"It saves {saves}.",
        service=service,
        saves_breach=saves,
        saves_unmet=saves,
        saves_must_breach=saves,
        added_cost=None,
        unblocks=False,
        owner="Contract manager",
        due=None,
        status="Not begun",
        group=group,
        group_title="Agree more places" if group else "",
        member=member,
        group_worth=f"Up to {saves}." if group else "",
    )


def test_alike_actions_are_one_line_with_the_worth_of_the_best() -> None:
    actions = [_action(float(9 - at), group="places", member=f"P{at}") for at in range(5)]
    (line,) = foremost(actions)
    assert line.title == "Agree more places: P0, P1, P2 and 2 more"
    assert (line.worth, line.saves_breach) == ("Up to 9.0.", 9.0)
    assert rest_words(actions, [line]) == ""


def test_what_is_worth_little_is_counted_in_one_line() -> None:
    actions = [_action(1000.0), _action(800.0, member="b"), _action(3.0, member="c")]
    shown = foremost(actions)
    assert [action.saves_unmet for action in shown] == [1000.0, 800.0]
    assert rest_words(actions, shown) == "1 more change, worth 3 person-days, is in the workbook."


@given(st.lists(st.tuples(st.floats(0.01, 5000), st.sampled_from("abcdefgh")), max_size=40))
def test_never_more_than_twelve_lines_and_nothing_is_lost(found: list[tuple[float, str]]) -> None:
    found.sort(reverse=True)
    actions = [
        dataclasses.replace(_action(saves, service), title=f"{at}")
        for at, (saves, service) in enumerate(found)
    ]
    shown = foremost(actions)
    assert len(shown) <= MOST
    assert set(shown) <= set(actions)
    told = rest_words(actions, shown)
    left = len(actions) - len(shown)
    assert told == "" if not left else told.startswith(str(left))


def test_a_plan_keeps_every_action_and_shows_few_of_them() -> None:
    options = [
        Option(f"o{at}", "s", "framework_call_off", capacity=2.0, mobilise_days=3, ramp_days=0,
               unit_cost_day=20.0 + at)
        for at in range(10)
    ]  # fmt: skip
    plan = plan_of(
        service_register(
            Service("s", "Home care", class_="must", mtpd_days=1),
            Reserve("m", "Reserve", 9_000_000.0),
            *options,
        )
    )
    assert len(plan.all_preventive) >= 20
    assert len(plan.preventive) <= MOST
    assert plan.preventive[0].title.startswith("Agree more places for home care: ")
    assert plan.preventive[0].title.endswith("and 7 more")
