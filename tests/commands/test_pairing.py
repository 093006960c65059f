"""`pairs` on the command line, and the paper of it."""

from __future__ import annotations

import json

import pytest

from planner.document.pair_words import report_of
from planner.scenario.case_book import CaseBook
from planner.scenario.pairs import pairs as failed_together
from planner.scenario.sweep import sweep
from tests.scenario.test_pairs import two_that_stand_in_for_each_other


@pytest.fixture
def reg(tmp_path):
    from planner.exchange.register_json import write_register

    path = tmp_path / "town.json"
    write_register(two_that_stand_in_for_each_other(), path)
    return path


def said(capsys, *words):
    from planner.cli import backstop

    with pytest.raises(SystemExit) as ended:
        backstop([*map(str, words)])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_command_says_which_pair_is_hidden_and_why(reg, capsys):
    out = said(capsys, "pairs", reg)
    assert out.startswith("Provider A and Provider B break a must service together, though neither")
    assert "Provider A would have stood in for Provider B." in " ".join(out.split())
    assert "67% of pairs of providers are secure for must." in " ".join(out.split())


def test_the_json_carries_the_same(reg, capsys):
    found = json.loads(said(capsys, "pairs", reg, "--json", "--processes", "1"))
    assert (found["pairs"], found["hidden_pairs"], found["worked_out"]) == (3, 1, True)
    worst = found["worst"][0]
    assert worst["must_breach_person_days"] == {"together": 9100.0, "apart": 0.0, "more": 9100.0}
    assert worst["hidden"]
    assert found["secure_alone_share"] == {"must": 1.0, "must_and_needed": 1.0, "all": 1.0}


def test_the_matrix_has_each_alone_on_its_diagonal_and_both_below():
    register = two_that_stand_in_for_each_other()
    report = report_of(register, failed_together(CaseBook(register)), sweep(register))
    assert report.matrix.names == ("Provider A", "Provider B")
    assert report.matrix.cells == ((0.0,), (pytest.approx(9100.0), 0.0))
    assert report.matrix.most == pytest.approx(9100.0)


def test_the_paper_has_the_matrix_and_the_hidden_pair(tmp_path):
    import datetime

    import pypdf

    from planner.document.pair_paper import pairs_paper
    from planner.document.paper_document import paper_document
    from planner.document.pdf.pages import write_document_pdf
    from planner.document.workbook.paper import write_paper_workbook

    register = two_that_stand_in_for_each_other()
    report = report_of(register, failed_together(CaseBook(register)), sweep(register))
    paper = pairs_paper(register, report, datetime.date(2026, 11, 21))
    write_document_pdf(paper_document(paper), tmp_path / "pairs.pdf")
    write_paper_workbook(paper, tmp_path / "pairs.xlsx")
    text = " ".join(
        " ".join(page.extract_text().split())
        for page in pypdf.PdfReader(tmp_path / "pairs.pdf").pages
    )
    assert "Secure alone, not together" in text
    assert "9,100" in text
    assert (tmp_path / "pairs.xlsx").stat().st_size > 4_000
