"""Documents of real plans: the sample council run through the engine, not made by hand."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.document.workbook.write import workbook_bytes
from planner.exchange.register_json import read_register
from planner.plan.build import build_plan
from planner.scenario.run import run
from resources.sample import sample_register_path
from tests.document.as_pdf import plan_pdf

BODY_HEAD, BODY_FOOT = 788, 47


@pytest.fixture(scope="module", params=["friday-liquidation", "one-agency"])
def plan(request):
    register = read_register(sample_register_path())
    scenario = register.scenarios[request.param]
    outcome = run(register, scenario, worths=False)
    return build_plan(
        register,
        scenario,
        outcome,
        today=datetime.date(2026, 11, 21),
        made_by="Emergency planner",
        draws=200,
    )


@pytest.fixture(scope="module")
def reader(plan):
    return PdfReader(io.BytesIO(plan_pdf(plan)))


@pytest.fixture(scope="module")
def pages(reader):
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_card_fits_page_two_and_the_contents_page_three(plan, pages):
    assert "First page card" in pages[1]
    assert all(figure.value in pages[1] for figure in plan.card.figures)
    assert "Known gap." in pages[1]
    assert "What is where" in pages[2]


def test_a_large_plan_has_forty_pages_at_most(pages):
    assert 20 <= len(pages) <= 40


def test_every_service_that_is_stepped_in_has_its_page(plan, pages):
    text = " ".join(pages)
    for step in plan.step_in:
        assert step.title in text
        assert step.lead[:60] in text


def lowest_words(page):
    """Return how far down the body of a page its last words stand, 0 at the top to 1."""
    heights = []

    def see(text, place, matrix, *_font):
        height = matrix[5] * place[3] + place[5]
        if text.strip() and BODY_FOOT < height < BODY_HEAD:
            heights.append(height)

    page.extract_text(visitor_text=see)
    return (BODY_HEAD - min(heights)) / (BODY_HEAD - BODY_FOOT)


def test_no_page_is_nearly_empty(reader):
    filled = [lowest_words(page) for page in reader.pages]
    assert min(filled[:-1]) > 1 / 3, [at for at, part in enumerate(filled, 1) if part <= 1 / 3]
    assert len(filled) < 45


def test_money_by_week_adds_up_to_what_the_plan_says(plan):
    book = load_workbook(io.BytesIO(workbook_bytes(plan)), data_only=True)
    sheet = book["Money by week"]
    rows = [
        [cell.value for cell in row[2:7]]
        for row in sheet.iter_rows(min_row=6)
        if isinstance(row[0].value, int)
    ]
    running, setup, due, bonds, recovered = (sum(column) for column in zip(*rows, strict=True))
    assert running + setup - due - bonds - recovered == pytest.approx(plan.reserve.net_cost, abs=1)


def test_no_code_of_a_record_is_printed(plan, pages):
    text = " ".join(pages)
    for code in (plan.header.scenario, *(step.service for step in plan.step_in)):
        if not code.isalpha():
            assert f" {code} " not in text
