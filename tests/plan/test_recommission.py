"""Routes by rules, value and market; dates on the calendar; the gap after the stop-gaps."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from planner.plan.calendar import working_calendar
from planner.plan.decision import decide
from planner.plan.recommission import recommissioning
from planner.plan.routes import Route, choose_route
from planner.plan.timetable import Recommissioning
from planner.register.records import Contract, Council, Event, Provider, Scenario, Service
from planner.register.register import Register
from tests.plan.cases import CARE_CONTRACT, DAY_0, HOME_CARE, STOPS, care_register, case_of


def _bought(register: Register, scenario: Scenario = STOPS) -> tuple[Recommissioning, ...]:
    case = case_of(register, scenario)
    return recommissioning(case, decide(case), nation="england_and_wales", seed=1, draws=2000)


def _route(others: int = 0, service: Service | None = None, **contract: Any) -> Route:
    """Return the route for one contract lost, with other providers of the same service."""
    service = service or Service("s", "Cleaning", class_="must", mtpd_days=5)
    lost = Contract("c", "Cleaning", "s", "harbour", **contract)
    rest = [
        row
        for n in range(others)
        for row in (
            Provider(f"p{n}", f"Other {n}"),
            Contract(f"c{n}", f"Contract {n}", "s", f"p{n}", kind=contract.get("kind")),
        )
    ]
    register = Register.build(Council("X"), [service, Provider("harbour", "H"), lost, *rest])
    case = case_of(register)
    return choose_route(case, service, (lost,))


@pytest.mark.parametrize(
    ("others", "contract", "kind", "regime"),
    [
        (0, {"annual_value": 500_000.0}, "open", "Procurement Act 2023"),
        (3, {"annual_value": 500_000.0, "regime": "pcr2015"}, "open", "Procurement Act 2023"),
        (0, {"annual_value": None}, "open", "Procurement Act 2023"),
        (0, {"annual_value": 5_000.0}, "quotes", "Procurement Act 2023, below the threshold"),
        (0, {"annual_value": 50_000.0}, "quotes", "Procurement Act 2023, below the threshold"),
        # 3 years of £60,000 is under £207,720, but not with VAT.
        (0, {"annual_value": 60_000.0}, "open", "Procurement Act 2023"),
        # Light touch: no VAT is added and the threshold is £663,540.
        (0, {"annual_value": 220_000.0, "light_touch": True}, "quotes",
         "Procurement Act 2023, below the threshold"),
        (0, {"annual_value": 222_000.0, "light_touch": True}, "open", "Procurement Act 2023"),
        (0, {"annual_value": 9e5, "kind": "grant"}, "grant", "Grant rules of the council"),
        (0, {"annual_value": 9e5, "regime": "grant"}, "grant", "Grant rules of the council"),
        (0, {"annual_value": 9e5, "kind": "in_house"}, "restore", "No procurement"),
        (2, {"annual_value": 9e5, "regime": "psr"}, "suitable", "Provider Selection Regime"),
        (1, {"annual_value": 9e5, "regime": "psr"}, "competitive", "Provider Selection Regime"),
        (1, {"annual_value": 9e5, "regime": "psr", "kind": "framework_call_off"}, "framework",
         "Provider Selection Regime"),
        (1, {"annual_value": 9e5, "kind": "framework_call_off"}, "framework",
         "Procurement Act 2023"),
        (0, {"annual_value": 9e5, "kind": "framework_call_off"}, "open", "Procurement Act 2023"),
    ],
)  # fmt: skip
def test_route_follows_rules_value_and_market(
    others: int, contract: dict[str, Any], kind: str, regime: str
) -> None:
    found = _route(others, **contract)
    assert (found.kind, found.regime) == (kind, regime)
    assert found.reasons
    assert found.threshold_words.endswith(".")


def test_an_old_contract_is_bought_again_under_the_new_act_and_says_why() -> None:
    reasons = " ".join(_route(annual_value=9e5, regime="pcr2015").reasons)
    assert "regulation 72" in reasons
    assert "strictly necessary" in reasons


def test_unknown_light_touch_is_taken_from_regulation_and_said() -> None:
    regulated = Service("s", "Care", class_="must", mtpd_days=5, regulated=True)
    found = _route(service=regulated, annual_value=9e5)
    assert found.light_touch
    assert "does not say" in found.reasons[0]


def test_timetable_keeps_order_and_the_critical_path_reaches_the_restart() -> None:
    (plan,) = _bought(care_register())
    tasks = {task.title: task for task in plan.tasks}
    for task in plan.tasks:
        assert task.start >= plan.starts_on
        assert task.low <= task.likely <= task.high
        for need in task.needs:
            assert tasks[need].finish < task.start
    assert plan.critical_path[-1] == "Recruit, register and move people"
    assert all(tasks[title].critical for title in plan.critical_path)
    assert plan.likely > tasks[plan.critical_path[-1]].finish
    assert plan.likely <= plan.p80
    assert plan.p50 <= plan.p80
    calendar = working_calendar("england_and_wales", 2026)
    assert all(calendar.is_open(date) for date in (plan.likely, plan.p50, plan.p80))


def test_stop_gaps_that_end_first_are_a_red_finding_with_the_days() -> None:
    (plan,) = _bought(care_register())
    # The own team starts on day 1 and can run 84 days: its last day is day 84.
    assert plan.stop_gap_ends == DAY_0 + datetime.timedelta(days=84)
    assert plan.gap_days_p50 == (plan.p50 - plan.stop_gap_ends).days - 1
    assert plan.finding is not None
    assert "before the new contract starts" in plan.finding


def test_what_would_close_the_gap_is_worked_out_again() -> None:
    (plan,) = _bought(care_register())
    longer, framework, ready = plan.closers
    assert longer.gap_days == 0
    assert longer.change.startswith("Let the 2 stop-gaps run")
    assert framework.restart < ready.restart < plan.p50
    assert plan.gap_days_p50 is not None
    for closer in (framework, ready):
        assert closer.gap_days is not None
        assert closer.gap_days < plan.gap_days_p50


def test_no_stop_gap_is_a_finding_too_and_its_length_is_not_known() -> None:
    service = Service("s", "Cleaning", class_="must", mtpd_days=5)
    lost = Contract("c", "Cleaning", "s", "harbour", annual_value=9e5)
    rows = [service, Provider("harbour", "H"), lost]
    (plan,) = _bought(Register.build(Council("X"), rows))
    assert plan.gap_days_p50 is None
    assert plan.finding is not None
    assert plan.finding.startswith("No stop-gap is in place")


def test_standstill_counts_the_day_of_publication() -> None:
    (plan,) = _bought(care_register())
    wait = next(task for task in plan.tasks if task.title == "Standstill")
    calendar = working_calendar("england_and_wales", 2026)
    open_days = calendar.days_between(calendar.day_of(wait.start), calendar.day_of(wait.finish) + 1)
    assert open_days == 8
    notice = next(line for line in plan.notices if line.title == "Contract award notice (UK6)")
    assert notice.date == wait.start


def test_bids_stay_open_25_days_even_where_the_usual_time_is_shorter() -> None:
    for day in range(7):
        start = dataclasses.replace(STOPS, start_date=DAY_0 + datetime.timedelta(days=day))
        taxi = dataclasses.replace(HOME_CARE, title="School transport", regulated=None)
        rows = [taxi, dataclasses.replace(CARE_CONTRACT, light_touch=False)]
        register = Register.build(Council("X"), [*rows, Provider("harbour", "H")])
        (plan,) = _bought(register, start)
        bids = next(task for task in plan.tasks if task.title == "Bids open")
        assert (bids.finish - bids.start).days + 1 >= 25


def test_staff_information_is_planned_only_where_staff_may_transfer() -> None:
    liquidated = _bought(care_register())[0]
    back = Scenario("b", "Back", start_date=DAY_0, events=(Event("hand_back", "care"),))
    handed_back = _bought(care_register(), back)[0]
    assert "Staff information (TUPE)" not in [task.title for task in liquidated.tasks]
    assert "Staff information (TUPE)" in [task.title for task in handed_back.tasks]


def test_a_service_that_recovers_is_not_bought_again() -> None:
    part = Scenario(
        "p", "Part", start_date=DAY_0, events=(Event("service_failure", "care", 0, 0.5),)
    )
    assert _bought(care_register(), part) == ()


def test_the_same_seed_gives_the_same_dates() -> None:
    assert _bought(care_register()) == _bought(care_register())


@pytest.mark.parametrize(
    ("contract", "last", "notices"),
    [
        ({"kind": "grant"}, "Recruit, register and move people", 0),
        ({"kind": "in_house"}, "Staff and restart the service", 0),
        ({"annual_value": 9_000.0}, "Recruit, register and move people", 1),
        ({"annual_value": 9e5, "regime": "psr"}, "Recruit, register and move people", 3),
        ({"annual_value": 9e5}, "Recruit, register and move people", 6),
    ],
)
def test_every_route_has_a_timetable_of_its_own(
    contract: dict[str, Any], last: str, notices: int
) -> None:
    service = Service("s", "Cleaning", class_="must", mtpd_days=5)
    lost = Contract("c", "Cleaning", "s", "harbour", **contract)
    (plan,) = _bought(Register.build(Council("X"), [service, Provider("harbour", "H"), lost]))
    assert plan.tasks[-1].title == last
    assert plan.starts_on < plan.likely <= plan.p80
    assert len(plan.notices) == notices
    for line in plan.notices:
        assert plan.starts_on <= line.date
        assert line.source


def test_a_longer_legal_wait_in_scotland_moves_with_its_own_holidays() -> None:
    start = dataclasses.replace(STOPS, start_date=datetime.date(2026, 11, 27))
    case = case_of(care_register(), start)
    made = [
        recommissioning(case, decide(case), nation=nation, seed=1, draws=50)[0]
        for nation in ("england_and_wales", "scotland")
    ]
    # St Andrew's Day is a holiday in Scotland alone, so work that spans it starts and ends later.
    assert made[0].nation == "England and Wales"
    assert made[1].nation == "Scotland"
    assert made[0].tasks[2].finish < made[1].tasks[2].finish
