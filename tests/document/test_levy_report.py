"""What the page about the levy says: the fund's chart on screen, paper and Excel, and the rows."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.document.chart_tables import table_of
from planner.document.charts import FundOverYears
from planner.document.levy_charts import fund_chart, fund_sentence
from planner.document.levy_paper import levy_paper
from planner.document.levy_report import LevyShown, cost_report, report_of
from planner.document.paper import Paper, PaperPart
from planner.document.workbook.paper import paper_workbook
from planner.plan.fund import build_up
from planner.plan.levy import levy_of
from planner.plan.levy_terms import LevyTerms
from planner.plan.reserve_trace import trace_of_provider
from planner.plan.waterfall import losses_of, waterfall
from planner.register.records import Contract, Option, Place, Reserve
from tests.document.as_pdf import paper_pdf
from tests.plan.cases import TODAY
from tests.plan.levy_cases import three_contracts, three_falls

YEARLY = np.array([[0.0, 0.0, 0.0, 0.0], [0.0, 250_000.0, 0.0, 0.0]])


def _chart(target: float = 300_000.0) -> FundOverYears:
    return fund_chart(build_up(YEARLY, 100_000.0, 0.0, target))


def test_the_chart_says_by_when_the_fund_is_full() -> None:
    chart = _chart()
    assert chart.title == "Half of the time the fund has reached £300,000 by year 3"
    assert len(chart.title.split()) <= 15
    assert chart.runs_out == (0.0, 0.5, 0.0, 0.0)
    far = _chart(900_000.0)
    assert far.title == "The fund reaches £900,000 within 4 years in 0% of cases"
    assert len(far.title.split()) <= 15


def test_the_sentence_says_how_often_it_runs_out() -> None:
    assert fund_sentence(build_up(YEARLY, 100_000.0, 0.0, 300_000.0)) == (
        "It runs out at least once in 50% of paths of 4 years. The general reserve then meets "
        "£25,000 in all on average, and at most £50,000 in 9 of 10 paths."
    )
    drained = fund_sentence(build_up(YEARLY * 4, 100_000.0, 0.0, 300_000.0))
    assert drained.endswith(
        "Failures cost £125,000 a year on average, more than comes in: a fund that pays before "
        "the reserves cannot grow for long."
    )
    assert fund_sentence(build_up(YEARLY[:1], 100_000.0, 0.0, 300_000.0)).startswith("In none of 1")


def test_the_table_twin_has_every_year() -> None:
    table = table_of(_chart())
    assert [heading.words for heading in table.headings][-2:] == ["Runs out", "Target"]
    assert table.rows[1] == (2, 0.0, 0.0, 200_000.0, 0.5, 300_000.0)


@pytest.mark.parametrize("years", [1, 4, 40])
def test_the_chart_is_drawn_on_paper_and_in_excel(years: int) -> None:
    chart = fund_chart(build_up(np.full((3, years), 1_000.0), 5_000.0, 0.0, 90_000.0))
    made = Paper(
        title="Fund",
        subtitle="A test",
        headline="It grows.",
        made="21 November 2026",
        made_on=TODAY,
        council="Aldermoor Council",
        marking="OFFICIAL",
        parts=(PaperPart("Fund", (), (chart,)),),
    )
    told = "".join(page.extract_text() for page in PdfReader(BytesIO(paper_pdf(made))).pages)
    assert "target £90,000" in told
    assert "Runs out" in told
    sheet = load_workbook(BytesIO(paper_workbook(made)))["Fund"]
    (native,) = sheet._charts
    assert len(native.series) == 3


def test_rows_say_what_became_of_each_contract() -> None:
    register = three_contracts(Contract("C-4", "Night care", "care", "steady"))
    report = report_of(levy_of(register, three_falls(), LevyTerms(10_000.0)))
    assert {row.contract: row.effect for row in report.rows} == {
        "C-1": "capped at 0.5%",
        "C-2": "0.15% of value",
        "C-3": "flat part only, below £25,000",
        "C-4": "yearly value not known",
    }
    assert report.is_met
    assert report.summed == "3 contracts, sum £2,000.00 a year"
    assert report.rows[-1].levy is None


def test_risk_stops_at_the_cap_where_no_k_meets_the_target() -> None:
    report = report_of(levy_of(three_contracts(), three_falls(), LevyTerms(1e6)))
    assert not report.is_met
    assert "the most that can be raised is £5,510.00 a year" in report.status
    for row in report.rows:
        assert row.flat is not None
        assert row.risk is not None
        assert row.levy == row.flat + row.risk


def test_where_an_exposure_comes_from_adds_up_and_says_who_pays() -> None:
    register = three_contracts(
        Place("C-1", "North", "standard", "council", 10),
        Option("o", "care", "spot_purchase", capacity=10.0, mobilise_days=0, ramp_days=0,
               unit_cost_day=60.0),
        Reserve("r", "Reserve", 1_000_000.0),
    )  # fmt: skip
    trace = trace_of_provider(register, "likely")
    found = cost_report(register, "likely", trace, waterfall(register, losses_of(trace), 20_000.0))
    owed = 10 * 182 * 60 - 100_000 * 182 / 365
    assert found.total == pytest.approx(owed - 10_000)
    assert sum(row[3] for row in found.rows) == pytest.approx(found.total)
    assert found.rows[0][:3] == ("Spot purchase", pytest.approx(1_820), "60.00")
    assert found.sections == {0: "Home care: £49,337"}
    assert found.shared[-1] == (
        "Of £59,337: bonds £10,000, the levy’s fund £20,000 and reserves £29,337."
    )


def test_the_paper_tells_terms_fund_sums_and_every_contract() -> None:
    register = three_contracts(Contract("C-4", "Night care", "care", "steady"))
    levy = levy_of(register, three_falls(), LevyTerms(10_000.0))
    fund = build_up(YEARLY, levy.raised, 0.0, 10_000.0)
    shown = LevyShown(levy, report_of(levy), fund_chart(fund), fund_sentence(fund))
    paper = levy_paper(register, shown, TODAY)
    assert [part.heading for part in paper.parts] == [
        "Terms",
        "The fund over the years",
        "Sums",
        "Every contract",
    ]
    read = PdfReader(BytesIO(paper_pdf(paper)))
    told = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for words in (
        "1,490.00",
        "Night care",
        "a term of contract",
        "which the levies of 3 contracts",
        "the levy rests while the fund is full",
        "under the 0.75% of liabilities",
    ):
        assert words in told, words
    own = levy_of(register, three_falls(), LevyTerms(10_000.0, cap=0.01))
    other = levy_paper(register, LevyShown(own, report_of(own), None, ""), TODAY)
    assert "Cap and flat part are the council's own." in other.parts[0].sentences
    assert len(other.parts) == 3
