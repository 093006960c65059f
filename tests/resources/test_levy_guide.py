"""The worked example of the guide: every figure is that of the sample council, worked out here."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.exchange.register_json import read_register
from planner.plan.levy import levy_of
from planner.plan.levy_terms import Levy, LevyRow, LevyTerms
from planner.plan.levy_words import TIMES, pence
from planner.plan.reserve_trace import trace_of_provider
from planner.plan.waterfall import losses_of, waterfall
from planner.plan.wording import money
from planner.register.register import Register
from planner.scenario.sweep import Sweep, sweep
from resources.sample import sample_register_path

GUIDE = Path(__file__).resolve().parents[2] / "resources" / "help" / "levy.md"
TERMS = LevyTerms(target=900_000.0, years=5)
BONDED, CAPPED, SMALL = "C-182", "C-031", "C-207"


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(sample_register_path())


@pytest.fixture(scope="module")
def swept(register: Register) -> Sweep:
    return sweep(register)


@pytest.fixture(scope="module")
def levy(register: Register, swept: Sweep) -> Levy:
    return levy_of(register, swept, TERMS)


def example(register: Register, swept: Sweep, levy: Levy) -> list[str]:
    """Return the lines of the worked example as the page must have them."""
    rows = {row.contract: row for row in levy.rows}
    bonded, capped, small = rows[BONDED], rows[CAPPED], rows[SMALL]
    fall = next(one for one in swept.falls if one.id == bonded.provider)
    contracts = register.contracts_of_provider[bonded.provider]
    worth = sum(one.annual_value or 0.0 for one in contracts)
    before = fall.net_cost + fall.own_bonds
    trace = trace_of_provider(register, capped.provider)
    paid = waterfall(register, losses_of(trace), TERMS.target)
    most = _paid(levy, "none")
    return [
        f"**To raise a year.** {money(TERMS.target)} in {TERMS.years} years is "
        f"{pence(TERMS.contribution)} a year.",
        f"**What is at risk.** If {bonded.provider_name} failed alone, it would cost the council "
        f"{money(before)} before its bonds. {_title(bonded)} is {money(bonded.value)} of its "
        f"{money(worth)} a year, so {money(bonded.exposure_before_bond)} of that; less its bond of "
        f"{money(bonded.bond)}, the exposure is {money(bonded.exposure)}.",
        f"**How likely.** The provider stands in band {bonded.band}: a chance of "
        f"{bonded.probability:.5f} a year.",
        f"**The factor k.** It is the same for every contract: {levy.k:.5f}, the one number at "
        f"which all levies together are {pence(levy.raised)}.",
        f"**The levy.** Flat part: 0.05% of {money(bonded.value)} is {pence(bonded.flat)}. Part "
        f"for risk: {money(bonded.exposure)} {TIMES} {bonded.probability:.5f} {TIMES} "
        f"{levy.k:.5f} is {pence(bonded.risk)}. Together {pence(bonded.levy)} a year.",
        f"**The cap.** For {_title(capped)} the two parts would be {pence(capped.flat)} and "
        f"{pence(capped.risk)}; it pays 0.5% of {money(capped.value)}, {pence(capped.levy)}.",
        f"**Small contracts.** {_title(small)} is worth {money(small.value)} a year, below "
        f"{money(TERMS.relief_below)}, so it pays its flat part of {pence(small.levy)} only.",
        f"**The sum.** {_sum(levy, 'none')} pay less than their cap, together {pence(most)}; "
        f"{_sum(levy, 'capped')} pay their cap, together {pence(_paid(levy, 'capped'))}; "
        f"{_sum(levy, 'relief')} pay the flat part only, together "
        f"{pence(_paid(levy, 'relief'))}. That is {pence(levy.raised)}.",
        f"**Who pays first.** If {capped.provider_name} failed alone once the fund is full, "
        f"{money(paid.loss)} would be owed: {money(paid.paid_by('bonds'))} from its bonds, "
        f"{money(paid.paid_by('fund'))} from the fund and {money(paid.paid_by('reserves'))} from "
        "the reserves that may pay.",
    ]


def _title(row: LevyRow) -> str:
    return f"{row.contract}, {row.title},"


def _sum(levy: Levy, limit: str) -> str:
    number = next(one.contracts for one in levy.by_limit if one.of == limit)
    return f"{number} contracts"


def _paid(levy: Levy, limit: str) -> float:
    return next(one.levy or 0.0 for one in levy.by_limit if one.of == limit)


def test_every_figure_of_the_worked_example_is_worked_out(
    register: Register, swept: Sweep, levy: Levy
) -> None:
    page = " ".join(GUIDE.read_text("utf-8").split())
    lines = example(register, swept, levy)
    missing = [line for line in lines if line not in page]
    assert not missing, "the guide has to say:\n" + "\n".join(missing)


def test_the_example_shows_every_kind_of_effect(levy: Levy) -> None:
    rows = {row.contract: row for row in levy.rows}
    assert [rows[one].limit for one in (BONDED, CAPPED, SMALL)] == ["none", "capped", "relief"]
    assert levy.reached
    bonded = rows[BONDED]
    assert bonded.levy == pytest.approx((bonded.flat or 0) + (bonded.risk or 0), abs=0.01)
    # The figures as they are shown multiply to the pennies shown.
    by_hand = round(bonded.exposure or 0) * round(bonded.probability, 5) * round(levy.k, 5)
    assert by_hand == pytest.approx(bonded.risk, abs=0.05)
    assert (TERMS.flat, TERMS.cap) == (0.0005, 0.005)
