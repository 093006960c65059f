"""Plans to make documents of: a full one, a bare one, a big one and a hostile one."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from planner.plan.card import (
    Figure,
)
from planner.plan.plan import Plan
from tests.document.harbour import (
    harbour_recommissioning,
    harbour_step_in,
)
from tests.document.harbour_plan import decision, harbour_plan

NEVER_TOUCHED = {"class_", "decision", "proposed", "kind", "result", "answer", "status", "group"}
HOSTILE = "<b>&amp;</i> =1+1 \x07\u202e Łódź Ελλάδα Київ 中文 عربى "


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Return a full plan for the worked case."""
    return harbour_plan()


def with_everywhere(value: Any, prefix: str) -> Any:
    """Return a copy of a plan with words put before each of its texts."""
    if isinstance(value, tuple):
        return tuple(with_everywhere(item, prefix) for item in value)
    if isinstance(value, str):
        return prefix + value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            part.name: getattr(value, part.name)
            if part.name in NEVER_TOUCHED
            else with_everywhere(getattr(value, part.name), prefix)
            for part in dataclasses.fields(value)
        }
        return type(value)(**changed)
    return value


@pytest.fixture(scope="session")
def hostile(plan: Plan) -> Plan:
    """Return a plan where every text holds markup, control characters and many scripts."""
    return with_everywhere(plan, HOSTILE)


@pytest.fixture(scope="session")
def wordy(plan: Plan) -> Plan:
    """Return a plan where every text starts with a very long word and goes on and on."""
    return with_everywhere(plan, "X" * 130 + " and so on and on" * 60 + " ")


@pytest.fixture(scope="session")
def big(plan: Plan) -> Plan:
    """Return a plan for 60 services."""
    titles = [f"Service {number}" for number in range(1, 61)]
    return dataclasses.replace(
        plan,
        decisions=tuple(
            decision(t, "must", "Keep going", "keep_going", 214, 1, 15) for t in titles
        ),
        services=tuple(dataclasses.replace(plan.services[0], service=t, title=t) for t in titles),
        step_in=tuple(harbour_step_in(t) for t in titles),
        recommissioning=tuple(harbour_recommissioning(t) for t in titles),
        gaps=plan.gaps * 30,
        annex=plan.annex * 30,
    )


@pytest.fixture(scope="session")
def bare(plan: Plan) -> Plan:
    """Return a plan made from a list of contracts alone: no people, no options, no money."""
    unknown = {
        "people": None,
        "can_wait_days": None,
        "return_day": None,
        "late_days": None,
        "reasons": (),
        "law": None,
        "cost_words": None,
        "owner": None,
        "gap": None,
    }
    people = dataclasses.replace(
        plan.people,
        headline="How many people are at risk is not known",
        known=False,
        people=None,
        complex=None,
        by_funder=(),
        by_need=(),
        by_service=(),
        by_contract=(),
        areas=(),
        duty=(),
        nobody_else=(),
        not_known=("The register holds no count of people for any contract.",),
    )
    reserve = dataclasses.replace(
        plan.reserve,
        gross_cost=0.0,
        running_cost=0.0,
        setup_cost=0.0,
        price_not_due=0.0,
        bonds=0.0,
        net_cost=0.0,
        reserves_today=None,
        known=False,
        weeks=(),
        peak_week=None,
        peak_date=None,
        peak_amount=0.0,
        weeks_short=(),
        most_short=0.0,
        short_in_total=0.0,
        funds=(),
        bond_lines=(),
        services=(),
        waterfall=(),
        lead="No cost can be worked out yet.",
    )
    step_in = dataclasses.replace(
        plan.step_in[0],
        people=None,
        people_hit=None,
        mtpd_days=None,
        known_day=None,
        first_day=None,
        return_day=None,
        displaced=(),
        served=(),
        unmet=(),
        days_without=(),
        usable=(),
        blocked=(),
        price_now_day=None,
        person_days_nothing=None,
        person_days_unmet=None,
        person_days_breach=None,
        ending=(),
        lead="No option is recorded.",
        stop_gap_ends=None,
        first_places="",
        how_it_ends="",
    )
    return dataclasses.replace(
        plan,
        header=dataclasses.replace(
            plan.header, owner=None, approver=None, review_date=None, status="draft"
        ),
        card=dataclasses.replace(
            plan.card,
            figures=(Figure("Not known", "people at risk"),),
            numbers=(),
            known_gap="How many people are at risk is not known.",
        ),
        services=(dataclasses.replace(plan.services[0], people=None, service_share=None),),
        people=people,
        decisions=(
            dataclasses.replace(
                plan.decisions[0],
                decision="to_be_decided",
                words="To be decided",
                proposed="to_be_decided",
                **unknown,
            ),
        ),
        step_in=(step_in,),
        reserve=reserve,
        recommissioning=(
            dataclasses.replace(
                plan.recommissioning[0],
                stop_gap_ends=None,
                stop_gap_words="No stop-gap is recorded.",
                gap_days_likely=None,
                gap_days_p50=None,
                gap_days_p80=None,
                finding=None,
                closers=(),
                annual_value=None,
                lots=(),
                users_wanted="",
                past_performance=(),
            ),
        ),
        preventive=(),
        notes=(),
        role_cards=(),
        annex=(),
    )
