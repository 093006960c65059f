"""Each thing to do stands in the phase in which it can be done."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.register.records import Event, Option, Scenario, Service
from tests.plan.cases import DAY_0, plan_of, service_register


def _plan(day: int, *options: Option, kind: str = "insolvency") -> Plan:
    target = "c" if kind == "outcome_failure" else "harbour"
    scenario = Scenario("s", "Stops", start_date=DAY_0, events=(Event(kind, target, day),))
    service = Service("s", "Home care", class_="must", mtpd_days=1)
    return plan_of(service_register(service, *options), scenario)


def _phase_of(plan: Plan, words: str) -> str:
    (title,) = (
        phase.title for phase in plan.checklist for item in phase.items if words in item.text
    )
    return title


def _option(**values: object) -> Option:
    return Option(
        **{"id": "o", "service": "s", "route": "framework_call_off", "capacity": 40.0,
           "mobilise_days": 1, "ramp_days": 0, "unit_cost_day": 5.0, **values}
    )  # type: ignore[arg-type]  # fmt: skip


def test_options_are_called_in_the_phase_in_which_the_loss_is_known() -> None:
    assert _phase_of(_plan(0, _option()), "Call in every option") == "First 4 hours"
    assert _phase_of(_plan(3, _option()), "Call in every option") == "By 72 hours"
    assert _phase_of(_plan(20, _option()), "Call in every option") == "By 4 weeks"
    assert _phase_of(_plan(20, _option()), "Settle for home care: order form") == "By 4 weeks"


def test_a_clause_that_is_missing_is_asked_for_and_not_written_into_a_dead_contract() -> None:
    plan = _plan(0, _option(route="step_in", for_contract="c"))
    text = "Ask the provider or its insolvency practitioner to agree in writing"
    assert _phase_of(plan, text) == "By 72 hours"
    told = [item.text for phase in plan.checklist for item in phase.items]
    assert not any("when the contract is next varied" in text for text in told)
    assert any("when the contract is next varied" in each.title for each in plan.preventive)


def test_where_nobody_loses_the_service_nobody_is_sent_to_replace_it() -> None:
    plan = _plan(0, kind="outcome_failure")
    told = [item.text for phase in plan.checklist for item in phase.items]
    assert any("how and by when it is put right" in text for text in told)
    assert not any(text.startswith("Find someone") for text in told)
    assert "put right" in plan.card.first_actions[2].headline
    (decision,) = plan.decisions
    assert (decision.decision, decision.return_day) == ("recover", 0)
    (gap,) = [gap for gap in plan.gaps if gap.kind == "people"]
    assert gap.title == "Home care does not do what it is for"
