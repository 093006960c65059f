"""How sure a restart is: the same shares in the plan's values, its words and its documents."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json

import pypdf
import pytest
from openpyxl import load_workbook

from planner.document.chart_tables import table_of
from planner.document.pdf.charts.pictures import picture_of
from planner.document.pdf.styles import load_fonts
from planner.document.restart_charts import chance_by_date
from planner.document.workbook.write import workbook_bytes
from planner.plan.chance_words import band_words, critical_words, holds_words, of_100
from planner.plan.decision import decide
from planner.plan.recommission import recommissioning
from planner.plan.redraw import redrawn
from planner.plan.stop_gaps import first_end, paced_ends
from planner.plan.stored import as_json, plan_from_json
from planner.plan.timetable import Recommissioning
from planner.register.records import Option
from tests.document.as_pdf import plan_pdf
from tests.document.harbour_plan import harbour_plan
from tests.plan.cases import STOPS, care_register, case_of


@pytest.fixture(scope="module")
def bought() -> Recommissioning:
    case = case_of(care_register(), STOPS)
    (found, *_) = recommissioning(
        case, decide(case), nation="england_and_wales", seed=1, draws=3000
    )
    return found


def test_the_dates_lie_within_their_bands_and_the_curve(bought) -> None:
    chance = bought.chance
    assert chance is not None
    assert chance.p50_from <= bought.p50 <= chance.p50_until
    assert chance.p80_from <= bought.p80 <= chance.p80_until
    shares = [point.share for point in chance.curve]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    # The curve is known at its points; between two it lies between their shares.
    before = max((p.share for p in chance.curve if p.date < bought.p50), default=0.0)
    after = min(p.share for p in chance.curve if p.date >= bought.p50)
    assert before <= 0.5 + 0.02
    assert after >= 0.5


def test_no_gap_at_p80_means_that_stop_gaps_hold_at_least_so_often(bought) -> None:
    chance = bought.chance
    assert chance is not None
    assert chance.holds is not None
    assert sum(one.weight for one in chance.paced_ends) == pytest.approx(1)
    usual = next(one for one in chance.paced_ends if one.pace == 1.0)
    assert usual.last_day == bought.stop_gap_ends
    for part, gap in ((0.5, bought.gap_days_p50), (0.8, bought.gap_days_p80)):
        assert (gap == 0) == (chance.holds_usual >= part)


def test_slow_stop_gaps_end_as_much_later_as_they_start() -> None:
    register = care_register()
    slow = dataclasses.replace(register.options["own-team"], mobilise_days=10)
    options = {**register.options, "own-team": slow}
    case = case_of(_with_options(register, options), STOPS)
    (found,) = (one for one in case.services if one.service == "home-care")
    first = first_end(case, found)
    assert first is not None
    days = [case.register.options[use.option].mobilise_days or 0 for use in first.uses]
    ends = {one.pace: one.last_day for one in paced_ends(case, found)}
    for pace, last_day in ends.items():
        moved = min(int(d * pace + 0.5) - d for d in days)
        assert last_day == first.date + datetime.timedelta(days=moved)
    assert ends[0.7] <= ends[1.0] <= ends[1.6]


def _with_options(register, options: dict[str, Option]):
    return dataclasses.replace(register, tables={**register.tables, "option": options})


def test_critical_tasks_are_so_in_most_timetables_and_others_in_few(bought) -> None:
    by_title = {task.title: task for task in bought.tasks}
    last = by_title[bought.critical_path[-1]]
    assert last.critical_share == 1
    for task in bought.tasks:
        assert task.p50 is not None
        assert task.p80 is not None
        assert task.p50 <= task.p80
        if task.total_float > 40:
            assert (task.critical_share or 0) < 0.05
        assert f"in {of_100(task.critical_share)} of 100" in critical_words(task)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0"), (0.0004, "under 1"), (0.01, "1"), (0.623, "62"), (0.9951, "over 99"), (1, "100")],
)
def test_a_share_that_is_neither_none_nor_all_never_says_so(share: float, words: str) -> None:
    assert of_100(share) == words


def test_the_words_say_the_chance_with_its_error(bought) -> None:
    chance = dataclasses.replace(bought.chance, holds=0.623, holds_error=0.0088, holds_usual=0.55)
    assert holds_words(chance) == (
        "The stop-gaps hold until the new contract starts in 62 of 100 drawn timetables, give or "
        "take 2. Where they mobilise at their usual pace, in 55 of 100."
    )
    assert holds_words(dataclasses.replace(chance, holds=1.0, holds_usual=1.0)).endswith(
        "in 100 of 100 drawn timetables."
    )
    assert holds_words(dataclasses.replace(chance, holds=None)) == ""
    assert holds_words(None) == ""
    assert band_words(dataclasses.replace(bought, chance=None)) == ""
    assert "19 times in 20" in band_words(bought)


def test_the_documents_show_the_same_chances(bought) -> None:
    plan = dataclasses.replace(harbour_plan(), recommissioning=(bought,))
    text = "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(plan_pdf(plan))).pages)
    flat = " ".join(text.split())
    assert holds_words(bought.chance) in flat
    assert band_words(bought) in flat
    book = load_workbook(io.BytesIO(workbook_bytes(plan)))
    sheet = book["Timetable"]
    heads = [cell.value for cell in sheet[5]]
    shares = [sheet.cell(6 + at, heads.index("On the critical path in") + 1).value
              for at in range(len(bought.tasks))]  # fmt: skip
    assert shares == [task.critical_share for task in bought.tasks]
    restarts = book["Restarts"]
    row = {head.value: cell.value for head, cell in zip(restarts[5], restarts[6], strict=True)}
    assert row["Stop-gaps hold in"] == bought.chance.holds
    assert row["P80 until"].date() == bought.chance.p80_until


def test_the_chart_ends_after_its_last_mark_and_draws_at_any_size(bought) -> None:
    load_fonts()
    chart = chance_by_date(bought)
    assert chart is not None
    assert chart.points[-1].date >= max(mark.date for mark in chart.marks)
    assert chart.first <= chart.points[0].date
    assert chart.share_by(bought.p50) <= chart.share_by(bought.p80)
    assert len(chart.title.split()) <= 15
    assert picture_of(chart).height > 100
    rows = table_of(chart).rows
    assert len(rows) == len(chart.points) + len(chart.marks)
    assert chance_by_date(dataclasses.replace(bought, chance=None)) is None


def test_a_plan_kept_before_chances_were_drawn_still_opens_and_is_redrawn(bought) -> None:
    plan = dataclasses.replace(harbour_plan(), recommissioning=(bought,))
    content = json.loads(as_json(plan))
    (work,) = content["plan"]["recommissioning"]
    del work["chance"]
    for task in work["tasks"]:
        for key in ("critical_share", "critical_error", "p50", "p80"):
            del task[key]
    (old,) = plan_from_json(json.dumps(content)).recommissioning
    assert old.chance is None
    assert holds_words(old.chance) == ""
    assert {critical_words(task) for task in old.tasks} == {""}
    assert len(plan_pdf(dataclasses.replace(plan, recommissioning=(old,)))) > 10_000
    again = redrawn(old, old.tasks, 1)
    assert (again.p50, again.p80) == (bought.p50, bought.p80)
    assert again.chance is not None
    assert [one.pace for one in again.chance.paced_ends] == [1.0]
    assert again.chance.holds == again.chance.holds_usual == bought.chance.holds_usual
