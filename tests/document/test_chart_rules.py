"""Every chart of small registers keeps the rules: a short, true message, and words for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from planner.document import share_charts
from planner.document.charts import (
    Bars,
    Chart,
    HarmBySpend,
    MoneyByWeek,
    PairMatrix,
    ReturnTimes,
    RiskPicture,
    YearsByLoss,
)
from planner.document.concentration_charts import measures
from planner.document.contingency.whole import contingency_plan
from planner.document.redaction.walk import every
from planner.document.sweep_charts import report_of
from planner.exchange.register_json import register_from_json
from planner.register.register import Register
from tests.document.findings import BROKEN, GOLDEN, study
from tests.scenario.random_towns import random_town
from tests.scenario.risky_town import risky_town

NUMBERS = re.compile(r"\d[\d,.]*")
SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
CASES = ("03_must_before_could", "04_cascade_both_ways", "random_01", "random_04", "random_05")


def registers() -> Iterator[tuple[str, Register]]:
    yield "risky", risky_town()
    for seed in range(3):
        yield f"town {seed}", random_town(seed)
    for name in CASES:
        path = GOLDEN / "model" / f"{name}.json"
        if path.exists():
            known = json.loads(path.read_text(encoding="utf-8"))["register"]
            yield name, register_from_json(known)


NAMED = dict(registers())


@cache
def charts_of(name: str) -> tuple[Chart, ...]:
    """Return every chart that the answers about a register hold."""
    register = NAMED[name]
    asked = study(register, Path("unused"))
    found: list[Chart] = []
    for scenario in register.scenarios:
        found += every(asked.scenario_report(scenario), Chart)
        found += every(contingency_plan(asked.make_plan(scenario)).blocks, Chart)
    sweep = asked.sweep()
    found += every(report_of(register, sweep, asked.today()), Chart)
    found += every(asked.pairs_report(most=40), Chart)
    found += every(asked.prevention_report(), Chart)
    drawn = asked.chance(asked.luck(100), processes=1)
    found += every(asked.chance_report(drawn), Chart)
    shown = asked.levy_shown(sweep, asked.levy_terms(10_000), drawn.years.net_total)
    found += every(shown, Chart)
    found += every((*measures(register, 0.3), share_charts.captive(register)), Chart)
    for by in ("area", "need", "funder"):
        found += every((share_charts.people_by(register, by, 0.3),), Chart)
    return tuple(found)


def of_kind(kind: type[Chart]) -> list[Chart]:
    return [chart for name in NAMED for chart in charts_of(name) if isinstance(chart, kind)]


@pytest.mark.parametrize("name", NAMED)
def test_titles_are_short_and_the_words_that_stand_in_open_with_them(name):
    for chart in charts_of(name):
        assert 0 < len(chart.title.split()) <= 15, chart.title
        assert not chart.title.endswith("…"), chart.title
        assert chart.subtitle, chart.title
        assert chart.alt.startswith(chart.title.rstrip(".")), chart.alt
        for words in (chart.title, chart.subtitle, chart.alt):
            assert not BROKEN.search(words), words
        if isinstance(chart, Bars) and len(chart.bars) >= 3:
            assert len(NUMBERS.findall(chart.alt)) >= 3, chart.alt


def test_the_message_about_returns_counts_the_rows_that_are_late():
    charts = of_kind(ReturnTimes)
    assert charts or not GOLDEN.is_dir()
    for chart in charts:
        late = sum(row.late for row in chart.rows)
        if chart.title.startswith("Only"):
            assert late == 1, chart.title
        elif chart.title.startswith(("Every", "We let")):
            assert late == 0, chart.title
        else:
            assert chart.title.split()[0] in (SMALL[late], str(late)), chart.title


def test_the_message_about_shares_counts_the_bars_over_the_limit():
    told = [chart for chart in of_kind(Bars) if "one provider serves" in chart.title]
    assert told
    for chart in told:
        over = sum(bar.value > chart.limit for bar in chart.bars)
        if chart.title.startswith("In the only"):
            assert over == 1
        else:
            assert chart.title.split()[1] == SMALL[over].lower()


def test_the_message_about_years_has_the_amounts_that_are_marked():
    charts = of_kind(YearsByLoss)
    for chart in charts:
        marks = {mark.name: mark for mark in chart.marks}
        shares = chart.none + sum(bar.paid + bar.short + bar.worst for bar in chart.bars)
        assert shares == pytest.approx(1)
        if "one in twenty" in chart.title:
            assert marks["P95"].text in chart.title
        if chart.title.startswith("Most years cost nothing"):
            assert chart.none >= 0.5
        if chart.title.startswith("Half of all years cost"):
            assert marks["P50"].text in chart.title


def test_the_message_about_risk_counts_the_bubbles():
    for chart in of_kind(RiskPicture):
        likely = sum(risk.band >= 4 for risk in chart.risks)
        if not chart.risks:
            assert chart.title == "No single loss breaks a must service"
        elif likely > 1:
            assert chart.title.startswith(f"{likely} of {len(chart.risks)} ")
        elif likely == 0:
            assert chart.title.startswith(f"{len(chart.risks)} ")


def test_the_message_about_money_held_has_the_sums_that_are_drawn():
    for chart in of_kind(MoneyByWeek):
        said = NUMBERS.findall(chart.end_text)[-1].replace(",", "")
        assert chart.running[-1] == pytest.approx(float(said), rel=0.05, abs=1), chart.title


def test_the_message_about_spending_holds_on_the_line():
    for chart in of_kind(HarmBySpend):
        spared = chart.points[0].left - chart.points[chart.at].left
        if chart.title.startswith(("Nothing within", "No single")):
            assert spared <= 0.05
        else:
            assert spared > 0
        lefts = [point.left for point in chart.points[: chart.at + 1]]
        assert lefts == sorted(lefts, reverse=True)


def test_the_message_about_pairs_is_silent_where_nothing_is_worse():
    for chart in of_kind(PairMatrix):
        alone = [row[-1] for row in chart.cells]
        worse = any(
            (cell or 0) > (alone[one] or 0) + (alone[two] or 0) + 0.05
            for one, row in enumerate(chart.cells)
            for two, cell in enumerate(row[:-1])
        )
        if worse:
            assert chart.title != "No two do more harm together than apart"


def test_bars_are_never_below_zero_and_a_title_cannot_be_long_by_a_long_name():
    for chart in of_kind(Bars):
        assert all(bar.value >= 0 for bar in chart.bars)
