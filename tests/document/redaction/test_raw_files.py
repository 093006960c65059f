"""Nothing redacted remains anywhere in a written file: not in its text, nor behind it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pytest
from openpyxl import load_workbook

from planner.document.contingency.whole import contingency_plan
from planner.document.document import Document
from planner.document.html.page import document_html
from planner.document.pdf.pages import document_pdf
from planner.document.redaction.edition import redacted
from planner.document.workbook.write import workbook_bytes
from tests.document.redaction.nasty import WRITTEN, leaks, made
from tests.document.redaction.raw_file import words_of


@cache
def document_of(scenario: str, full: bool = False) -> Document:
    """Return the plan as a document, redacted unless it is asked for in full."""
    plan, secrets = made(scenario)
    document = contingency_plan(plan)
    return document if full else redacted(document, secrets)


def written(document: Document, kind: str) -> str:
    if kind == "pdf":
        return words_of(document_pdf(document), kind)
    if kind == "html":
        return words_of(document_html(document).encode(), kind)
    word: Callable[[Document], bytes] = pytest.importorskip(
        "planner.document.word.write", reason="no Word writer"
    ).document_word
    return words_of(word(document), kind)


@pytest.mark.parametrize(
    ("scenario", "kind"),
    [
        ("friday-liquidation", "pdf"),
        ("friday-liquidation", "html"),
        ("friday-liquidation", "docx"),
        ("one-agency", "html"),
    ],
)
def test_nothing_secret_is_anywhere_in_a_plan(scenario, kind):
    plan, secrets = made(scenario)
    found = written(document_of(scenario), kind)
    assert leaks(found, secrets, plan) == set()
    assert "Redacted edition" in found
    assert "OFFICIAL-SENSITIVE" not in found
    for line in ("Removed: contacts.", "Removed: cash figures.", "Removed: warning ratings."):
        assert line in found


def test_nothing_secret_is_anywhere_in_a_workbook():
    plan, secrets = made("friday-liquidation")
    data = workbook_bytes(plan, secrets=secrets)
    found = words_of(data, "xlsx")
    assert leaks(found, secrets, plan) == set()
    assert "OFFICIAL-SENSITIVE" not in found
    assert "Removed: contacts." in found
    book = load_workbook(io.BytesIO(data))
    assert {"Contacts", "Money by week", "Contracts"} & set(book.sheetnames) == set()
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not any(one.hidden for one in sheet.row_dimensions.values())
        assert not any(one.hidden for one in sheet.column_dimensions.values())


@pytest.mark.parametrize("kind", ["pdf", "html", "docx"])
def test_the_search_finds_secrets_in_the_full_plan(kind):
    """The control: the same search finds names, numbers, addresses, notes and money."""
    plan, secrets = made("friday-liquidation")
    found = leaks(written(document_of("friday-liquidation", full=True), kind), secrets, plan)
    assert found >= {"01632.960.999", "07700900123", "£5k", "5,000 pounds", "GBP 5000"}
    assert found >= {one for one in WRITTEN if "@" in one or "Okonjowski" in one}
    assert len([one for one in found if one[:1].isdigit()]) > 40
    assert any(note in found for note in secrets.notes)


def test_the_search_finds_secrets_in_the_full_workbook():
    plan, secrets = made("friday-liquidation")
    found = leaks(words_of(workbook_bytes(plan), "xlsx"), secrets, plan)
    assert found >= {"01632.960.999", "£5k", "GBP 5000", "jane.okonjowski@example.org"}
    assert len([one for one in found if one[:1].isdigit()]) > 40
