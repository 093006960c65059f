"""A year at risk as people read it: the figures in words, in charts and on paper agree."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from planner.document.chance_charts import ChanceReport, report_of
from planner.document.chance_paper import chance_paper
from planner.document.chance_words import in_brief, in_hundred, moved_words
from planner.document.charts import YearsByLoss
from planner.register.records import Provider, Record, Reserve
from planner.register.register import Register
from planner.scenario.chance import Chance, chance, compared
from planner.scenario.failing_years import Luck
from tests.scenario.risky_town import risky_town
from tests.scenario.towns import town

LUCK = Luck(draws=2_000)
START = datetime.date(2026, 11, 21)


@cache
def _drawn() -> Chance:
    return chance(risky_town(), LUCK)


def _told(found: Chance | None = None, percent: float = 80, **kwargs: Register) -> ChanceReport:
    return report_of(kwargs.get("register", risky_town()), found or _drawn(), START, percent)


def _with(*rows: Record, without: str = "") -> Register:
    before = risky_town()
    kept = [
        one for kind, table in before.tables.items() for one in table.values() if kind != without
    ]
    return Register.build(before.council, [*kept, *rows])


def _shares(chart: YearsByLoss) -> float:
    return chart.none + sum(one.paid + one.short + one.worst for one in chart.bars)


def test_every_drawn_year_is_in_one_bar() -> None:
    told = _told()
    assert _shares(told.money) == pytest.approx(1.0)
    assert _shares(told.people) == pytest.approx(1.0)
    assert told.money.none == pytest.approx(_drawn().nothing.value)


def test_bars_hold_the_years_they_say_paid_and_not() -> None:
    found, chart = _drawn(), _told().money
    net, holds = found.years.net_total, found.years.holds
    for bar in chart.bars:
        high = np.inf if bar.high is None else bar.high
        inside = (net >= max(bar.low, 0.005)) & (net < high)
        assert inside.mean() == pytest.approx(bar.paid + bar.short + bar.worst)
        if not bar.worst:
            assert (inside & holds).mean() == pytest.approx(bar.paid)
    worst = sum(bar.worst for bar in chart.bars)
    assert worst >= 0.05 - 1e-9
    marks = {mark.name: mark.at for mark in chart.marks}
    assert marks["P95"] == found.net.p95.value
    assert marks["Held today"] == found.reserve().held


def test_the_headline_says_how_often_the_funds_are_enough_and_what_is_missing() -> None:
    found = _drawn()
    reserve = found.reserve(95)
    told = _told(percent=95)
    assert told.reserve == reserve
    years = f"{found.reserve().holds.value * 100:.0f} years out of 100"
    assert years in told.headline
    assert in_brief(reserve.more.value) in told.headline
    said = [(one.number, one.words) for one in told.numbers]
    assert said[0] == (in_brief(reserve.held), "held today, in 2 funds")
    assert said[1][0] == in_brief(reserve.to_hold.value)
    assert said[3] == (in_brief(found.net.worst.value), "average of the worst 5%")


def test_where_much_is_held_the_reserve_is_met() -> None:
    rich = _with(Reserve("R9", "Rich", 9e9))
    told = report_of(rich, chance(rich, LUCK), START)
    assert told.headline == "Today's reserve is enough in 100 years out of 100."
    assert told.numbers[1].words.endswith("met")


def test_where_nothing_is_held_the_headline_says_so() -> None:
    poor = _with(without="reserve")
    told = report_of(poor, chance(poor, LUCK), START)
    assert told.headline.startswith("No reserve is held; to cover 80 years out of 100")


def test_a_register_without_failures_costs_nothing() -> None:
    quiet = town(Provider("A", "Quiet"))
    told = report_of(quiet, chance(quiet, replace(LUCK, draws=50)), START)
    assert told.headline == "No drawn year costs more than the money that failures free."
    assert told.money.none == 1.0
    assert told.tail.bars == ()
    assert told.numbers[4].number == "Never"


def test_the_bars_of_who_makes_the_worst_years_add_up() -> None:
    told = _told()
    assert sum(bar.value for bar in told.tail.bars) == pytest.approx(1.0)
    assert [bar.key for bar in told.tail.bars if bar.key] == list(told.maker_ids)[:6]
    pounds = sum(row[1] for row in told.makers.rows if isinstance(row[1], float))
    assert pounds == pytest.approx(_drawn().net.worst.value)


def test_who_was_not_assessed_is_said_with_its_number() -> None:
    assert "15" not in _told().unassessed
    register = _with(Provider("NEW", "New"), Provider("NEWER", "Newer"))
    told = report_of(register, chance(register, LUCK), START)
    assert told.unassessed.startswith("2 of 7 providers are not assessed")
    assert "assessing them would move these figures" in told.unassessed
    assert told.unassessed in told.sentences


def test_what_it_rests_on_names_seed_correlations_and_warnings() -> None:
    said = " ".join(_told().assumptions)
    for words in ("2,000 years", "seed 1", "0.1", "0, 7, 25, 90 and 180 days", "0.7 (0.2)"):
        assert words in said


def test_numbers_in_brief() -> None:
    assert [in_brief(one) for one in (0, 940, 12_340, 850_000, 1_780_000, 12_340_000)] == [
        "£0",
        "£940",
        "£12.3k",
        "£0.85m",
        "£1.78m",
        "£12.3m",
    ]
    assert in_hundred(0.834) == "83 years out of 100"
    assert in_hundred(0.998) == "more than 99 years out of 100"
    assert in_hundred(0.004) == "fewer than 1 year out of 100"


def test_how_a_remedy_moves_the_figures_is_one_sentence() -> None:
    _, ((_, more), (_, same)) = compared(
        risky_town(20), [("More places", risky_town()), ("Same", risky_town(20))], LUCK
    )
    assert moved_words(more).startswith("More places: the reserve for 80 years out of 100 ")
    assert "in an average year falls by" in moved_words(more)
    assert moved_words(same).count("stays as it is") == 2


def test_the_paper_is_written_as_pdf_and_workbook_with_the_same_figures(tmp_path: Path) -> None:
    from planner.document.paper_document import paper_document
    from planner.document.pdf.pages import write_document_pdf
    from planner.document.workbook.paper import write_paper_workbook
    from planner.progress import unreported

    paper = chance_paper(risky_town(), _told(), START)
    pdf, book = tmp_path / "chance.pdf", tmp_path / "chance.xlsx"
    write_document_pdf(paper_document(paper), pdf)
    write_paper_workbook(paper, book, unreported)
    assert pdf.read_bytes().startswith(b"%PDF")
    made = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))
    cells = [cell.value for sheet in made for row in sheet.iter_rows() for cell in row]
    numbers = [one for one in cells if isinstance(one, int | float)]
    for figure in (_drawn().net.p95.value, _drawn().breach["must"].worst.value):
        assert any(one == pytest.approx(figure) for one in numbers)
    assert any(sheet._charts for sheet in made)
