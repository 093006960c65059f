"""A plan from a register, a scenario and what the run found."""

from __future__ import annotations

import datetime

from planner.plan.actions import checklists
from planner.plan.assumptions import assumptions
from planner.plan.at_risk import people_at_risk
from planner.plan.calendar import nation_of
from planner.plan.case import Case
from planner.plan.contracts_hit import concentration_words, contract_hits
from planner.plan.decision import decide, is_let_go
from planner.plan.fingerprint import fingerprint
from planner.plan.first_page import first_page, summary
from planner.plan.foremost import foremost, rest_words
from planner.plan.gaps import gaps
from planner.plan.hits import failure_lines, service_hits
from planner.plan.notes import lessons_that_concern, notes, rule_grids, tested
from planner.plan.plan import Header, Plan, Span
from planner.plan.prevention import preventive_actions
from planner.plan.recommission import DRAWS, recommissioning
from planner.plan.reserve import reserve_plan
from planner.plan.role_cards import role_cards
from planner.plan.role_items import Found
from planner.plan.sheets import provider_sheets
from planner.plan.step_in import step_in_plans
from planner.plan.words_of_events import subject, trigger
from planner.register.records import Scenario
from planner.register.register import Register
from planner.scenario.outcome import Outcome

MARKING = "OFFICIAL-SENSITIVE"
REVIEW_AFTER = 182
PRINTS_LAST = 90


def build_plan(
    register: Register,
    scenario: Scenario,
    outcome: Outcome,
    *,
    today: datetime.date,
    made_by: str,
    version: int = 1,
    status: str = "draft",
    owner: str | None = None,
    approver: str | None = None,
    review_date: datetime.date | None = None,
    marking: str | None = None,
    seed: int | None = None,
    draws: int = DRAWS,
) -> Plan:
    """Return the plan; the same arguments give the same plan.

    `today` is the day it is made, and day 0 where the scenario names no start. `seed` starts the
    simulated timetables (blank: the scenario's, else 0), of which there are `draws`. `marking`
    left out is the council's own, and OFFICIAL-SENSITIVE where it has none.
    """
    case = Case(register, scenario, outcome, today)
    nation, nation_known = nation_of(register.council.ons_code)
    chosen_seed = next((s for s in (seed, scenario.seed) if s is not None), 0)
    hits = service_hits(case)
    decisions = decide(case)
    gone = {decision.service for decision in decisions if is_let_go(decision)}
    people = people_at_risk(case, nation, gone)
    step_in = step_in_plans(case, decisions)
    reserve = reserve_plan(case, decisions)
    bought = recommissioning(case, decisions, nation=nation, seed=chosen_seed, draws=draws)
    every_action = preventive_actions(case, decisions, bought, reserve)
    found_gaps = gaps(case, decisions, step_in, bought, reserve, every_action)
    shown = foremost(every_action)
    checklist = checklists(case, Found(people, decisions, step_in, reserve, bought, found_gaps))
    header = Header(
        title=f"Contingency plan: {subject(case)}",
        council=register.council.name,
        scenario=scenario.id,
        scenario_title=scenario.title,
        trigger=trigger(case),
        start_date=case.start,
        start_assumed=scenario.start_date is None,
        horizon_days=outcome.horizon_days,
        marking=marking or register.council.marking or MARKING,
        version=version,
        status=status,
        owner=owner,
        approver=approver,
        made_on=today,
        made_by=made_by,
        review_date=review_date or today + datetime.timedelta(days=REVIEW_AFTER),
        expires_on=today + datetime.timedelta(days=PRINTS_LAST),
        register_revision=register.revision,
        register_fingerprint=fingerprint(register, scenario),
    )
    return Plan(
        header=header,
        card=first_page(case, people, hits, decisions, step_in, found_gaps),
        summary=summary(case, people, hits, decisions, reserve, bought),
        failures=failure_lines(case),
        services=hits,
        people=people,
        decisions=decisions,
        periods=tuple(Span(period.start, period.days) for period in outcome.periods),
        step_in=step_in,
        reserve=reserve,
        recommissioning=bought,
        checklist=checklist,
        role_cards=role_cards(case, people.people, checklist, decisions, step_in),
        gaps=found_gaps,
        preventive=shown,
        all_preventive=every_action,
        preventive_rest=rest_words(every_action, shown),
        notes=notes(case),
        assumptions=assumptions(
            case, people, reserve, bought, gone=gone, nation_known=nation_known, seed=chosen_seed
        ),
        annex=provider_sheets(case),
        contracts=contract_hits(case),
        concentration=concentration_words(case),
        rules=rule_grids(case),
        tested=tested(case),
        lessons=lessons_that_concern(case),
    )
