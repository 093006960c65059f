"""Plans as workbooks: LibreOffice works every formula out to what we wrote beside it."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.dependence.concentration import concentration
from planner.document.chance_charts import report_of as chance_report
from planner.document.chance_paper import chance_paper
from planner.document.concentration_charts import measures
from planner.document.measures_paper import measures_paper
from planner.document.redaction.secrets import Secrets
from planner.document.sweep_charts import report_of
from planner.document.sweep_paper import sweep_paper
from planner.document.workbook.paper import paper_workbook
from planner.document.workbook.sheets import FIRST_ROW
from planner.document.workbook.trace import trace_of
from planner.document.workbook.write import workbook_bytes
from planner.exchange.import_list import read_contracts
from planner.exchange.register_json import read_register, register_from_json
from planner.plan.build import build_plan
from planner.plan.cash import lend
from planner.plan.plan import Plan
from planner.register.edits import apply_changes
from planner.register.records import Council, Reserve, Scenario
from planner.register.register import Register
from planner.scenario.chance import chance
from planner.scenario.failing_years import Luck
from planner.scenario.outcome import ByClass
from planner.scenario.run import run
from planner.scenario.sweep import Sweep, fall_alone
from resources.sample import sample_register_path
from tests.document.recalculated import (
    assert_same,
    column,
    formulas,
    needs_libreoffice,
    recalculated,
)
from tests.plan.levy_cases import fall
from tests.scenario.risky_town import risky_town

TODAY = datetime.date(2026, 11, 21)
SAMPLE = ("friday-liquidation", "one-agency", "no-better-off")
GOLDEN = ("02_capacity_and_money", "03_must_before_could", "random_05")
CHANGED, GENERAL = "one-agency", 2


def _plan(register: Register, scenario: Scenario) -> Plan:
    outcome = run(register, scenario, worths=False)
    return build_plan(register, scenario, outcome, today=TODAY, made_by="Planner", draws=20)


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    """Return plans of the sample council."""
    register = read_register(sample_register_path())
    return {name: _plan(register, register.scenarios[name]) for name in SAMPLE}


@pytest.fixture(scope="module")
def books(plans: dict[str, Plan]) -> dict[str, bytes]:
    """Return the workbooks of those plans."""
    return {name: workbook_bytes(plan) for name, plan in plans.items()}


def _every_golden(shared: Path) -> dict[str, bytes]:
    found = {}
    for name in GOLDEN:
        case = json.loads((shared / f"golden/model/{name}.json").read_text(encoding="utf-8"))
        register = register_from_json(case["register"])
        plan = _plan(register, register.scenarios[case["expected"]["scenario"]])
        assert trace_of(plan) is not None, name
        found[name] = workbook_bytes(plan)
    return found


def _imported(shared: Path) -> bytes:
    """Return the workbook of a plan for the provider with most contracts in a published list."""
    empty = Register.build(Council("Blackpool Council"))
    path = shared / "data/contracts/lancashire_contracts_finder/blackpool.json"
    register = apply_changes(empty, read_contracts(empty, path).edit.changes(empty))
    held = [contract.provider for contract in register.contracts.values()]
    provider = max(sorted(set(held)), key=held.count)
    return workbook_bytes(_plan(register, fall_alone(provider, "provider", 182)))


def test_all_money_of_the_sample_council_can_be_traced() -> None:
    register = read_register(sample_register_path())
    for scenario in register.scenarios.values():
        plan = _plan(register, scenario)
        assert trace_of(plan) is not None or not plan.reserve.known, scenario.id


def test_money_by_week_holds_formulas_only(books: dict[str, bytes]) -> None:
    found = [
        cell for name, cell in formulas(books["friday-liquidation"]) if name == "Money by week"
    ]
    letters = {cell.column_letter for cell in found if cell.row == FIRST_ROW}
    assert letters == set("CDEFGHIJKLMNO")


@needs_libreoffice
def test_libreoffice_comes_to_the_same_for_the_sample_council(
    books: dict[str, bytes], tmp_path: Path
) -> None:
    worked = recalculated(books, tmp_path)
    for name, data in books.items():
        assert assert_same(data, worked[name]) > 400


@needs_libreoffice
def test_libreoffice_comes_to_the_same_for_known_answers_and_a_real_list(
    shared: Path, tmp_path: Path
) -> None:
    books = {**_every_golden(shared), "blackpool": _imported(shared)}
    worked = recalculated(books, tmp_path)
    for name, data in books.items():
        assert assert_same(data, worked[name]) > 0, name


@needs_libreoffice
def test_a_fund_or_a_price_changed_in_the_workbook_is_followed(
    plans: dict[str, Plan], books: dict[str, bytes], tmp_path: Path
) -> None:
    plan, data = plans[CHANGED], books[CHANGED]
    trace = trace_of(plan)
    assert trace is not None
    funds = [
        dataclasses.replace(fund, amount=(fund.amount or 0.0) / 4) for fund in plan.reserve.funds
    ]

    def less(book) -> None:
        for at, fund in enumerate(funds):
            book["Reserve"].cell(FIRST_ROW + at, 6).value = fund.amount

    dearer = max(trace.spent, key=lambda one: one.person_days)
    days = sum(one.person_days for one in trace.spent if one.option == dearer.option)

    def more(book) -> None:
        headings = [cell.value for cell in book["Options"][5]]
        for row in range(FIRST_ROW, book["Options"].max_row):
            if book["Options"].cell(row, headings.index("Option no") + 1).value == dearer.option:
                book["Options"].cell(row, headings.index("Price a day") + 1).value += 10

    made = recalculated(
        {"less": data, "more": data}, tmp_path, {"less": less, "more": more}
    )  # fmt: skip
    reserves = [
        (Reserve(str(one.order), one.name, one.amount,
                 services=tuple(m.service for m in plan.reserve.services if one.order in m.funds)
                 or ("none",)), one.amount or 0.0)
        for one in funds
    ]  # fmt: skip
    paid = column(made["less"], "Money by week", "Paid by reserves")
    short = column(made["less"], "Money by week", "Short")
    for week, pays, lacks in zip(plan.reserve.weeks, paid, short, strict=True):
        rows = [row for row in trace.rows if row.week == week.week]
        lent = sum(lend([(r.money.service, r.needed) for r in rows], reserves).values())
        assert pays == pytest.approx(lent, abs=0.01)
        assert lacks == pytest.approx(week.needed - lent, abs=0.01)
    assert max(short) > plan.reserve.most_short + 1000
    care = sum(column(made["more"], "Money by week", "Stop-gap care"))
    assert care == pytest.approx(plan.reserve.running_cost + 10 * days, abs=0.01)


def test_money_that_cannot_be_traced_stands_as_the_run_gave_it(plans: dict[str, Plan]) -> None:
    plan = plans["friday-liquidation"]
    older = dataclasses.replace(
        plan,
        reserve=dataclasses.replace(
            plan.reserve,
            services=tuple(dataclasses.replace(one, weeks=()) for one in plan.reserve.services),
        ),
    )
    assert trace_of(older) is None
    data = workbook_bytes(older)
    letters = {
        cell.column_letter
        for name, cell in formulas(data)
        if name == "Money by week" and cell.row == FIRST_ROW
    }
    assert letters == set("HILMO")


def test_a_sum_that_is_a_penny_off_is_not_traced(plans: dict[str, Plan]) -> None:
    plan = plans["friday-liquidation"]
    weeks = list(plan.reserve.weeks)
    weeks[3] = dataclasses.replace(weeks[3], running_cost=weeks[3].running_cost + 0.01)
    changed = dataclasses.replace(plan.reserve, weeks=tuple(weeks))
    assert trace_of(dataclasses.replace(plan, reserve=changed)) is None


@needs_libreoffice
def test_libreoffice_comes_to_the_same_for_shares_indexes_and_secure_shares(tmp_path: Path) -> None:
    register = read_register(sample_register_path())
    found = concentration(register)
    falls = tuple(
        fall(id_, 0.0, name=one.name, breach_person_days=ByClass(at % 3 / 2, 0.0, 0.0),
             secure=at % 3 == 0)
        for at, (id_, one) in enumerate(register.providers.items())
    )  # fmt: skip
    lost = Sweep(falls, 182, None)
    papers = {
        "measures": measures_paper(register, measures(register, 0.2), 0.2, TODAY),
        "sweep": sweep_paper(register, report_of(register, lost, TODAY), TODAY),
    }
    books = {name: paper_workbook(paper) for name, paper in papers.items()}

    def twice(book) -> None:
        for row in book["Money by market"].iter_rows(min_row=FIRST_ROW, min_col=4, max_col=4):
            row[0].value *= 2

    made = recalculated({**books, "twice": books["measures"]}, tmp_path, {"twice": twice})
    for name, data in books.items():
        assert assert_same(data, made[name]) > 100
    wanted = {one.market: one for one in found.markets}
    for book, factor in ((made["measures"], 1), (made["twice"], 2)):
        names = column(book, "Markets 2", "Market")
        indexes, values = (column(book, "Markets 2", one) for one in ("HHI by group", "Value, £"))
        assert len(names) == len(wanted)
        for name, index, value in zip(names, indexes, values, strict=True):
            assert index == pytest.approx(wanted[name].hhi_of_groups)
            assert value == pytest.approx(factor * wanted[name].value)
    shares = dict(
        zip(*(column(made["sweep"], "Secure share", one)
              for one in ("Kind of case (* is any)", "Share")), strict=True)
    )  # fmt: skip
    assert shares["provider"] == pytest.approx(lost.secure_share)
    assert 0.2 < shares["provider"] < 0.5


@needs_libreoffice
def test_libreoffice_comes_to_the_same_reserve_and_follows_the_percentage(tmp_path: Path) -> None:
    drawn = chance(risky_town(), Luck(draws=400))
    paper = chance_paper(risky_town(), chance_report(risky_town(), drawn, TODAY), TODAY)
    data = paper_workbook(paper)

    def surer(book) -> None:
        book["Reserve to hold"].cell(FIRST_ROW, 2).value = 95

    made = recalculated({"asked": data, "surer": data}, tmp_path, {"surer": surer})
    assert assert_same(data, made["asked"]) > 6
    for name, percent in (("asked", 80.0), ("surer", 95.0)):
        wanted = drawn.reserve(percent)
        steps = dict(
            zip(*(column(made[name], "Reserve to hold", one) for one in ("Step", "Amount")),
                strict=True)
        )  # fmt: skip
        assert steps["To hold"] == pytest.approx(wanted.to_hold.value, abs=0.005)
        assert steps["Missing in all"] == pytest.approx(wanted.gap.value, abs=0.005)
        enough = steps["Years that cost no more than is held"]
        assert enough == pytest.approx(100 * wanted.enough.value)
    assert drawn.reserve(95).to_hold.value > drawn.reserve(80).to_hold.value


def test_a_redacted_paper_has_no_formula_and_none_of_its_inputs() -> None:
    drawn = chance(risky_town(), Luck(draws=50))
    paper = chance_paper(risky_town(), chance_report(risky_town(), drawn, TODAY), TODAY)
    whole, public = paper_workbook(paper), paper_workbook(paper, secrets=Secrets())
    sheets = [set(load_workbook(io.BytesIO(data)).sheetnames) for data in (whole, public)]
    assert {"Reserve to hold", "Drawn years", "Funds today"} <= sheets[0]
    assert not {"Reserve to hold", "Drawn years", "Funds today"} & sheets[1]
    assert not any("SMALL" in cell.value for _, cell in formulas(public))
