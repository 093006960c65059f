from __future__ import annotations

import dataclasses
import io
import re
import shutil

import page as checker
import pytest
from pypdf import PdfReader

from planner.document.blocks import OnOnePage
from planner.document.building import say, section
from planner.document.contingency.whole import contingency_plan
from planner.document.pdf.pages import document_pdf
from planner.document.words import link, on_page
from tests.document.every_block import every_block
from tests.document.pdf.contrast import faint_words
from tests.document.pdf.small import small_pdf
from tests.document.pdf.tagged_file import TaggedFile
from tests.document.pdf.words_in_order import difference, read_by_poppler

BESIDES = re.compile(r"([Pp]age)?\d+|\d+\.|•|Eachmark(isone|standsfor[\d,]+)ofthe")
"""What pages say that blocks do not: page numbers, labels of lists, and how to read the cover."""


@pytest.fixture(scope="module", params=["every block", "plan", "bare"])
def document(request):
    if request.param == "every block":
        return every_block()
    return contingency_plan(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def data(document):
    return document_pdf(document)


def test_the_structure_is_whole(data):
    assert TaggedFile(data).problems() == []


def test_a_checker_of_pdf_ua_finds_nothing(document, data):
    report = checker.validate_pdf_bytes(data, profile="ua1")
    faults = {one.rule_id for one in report.failures}
    if document.title.endswith("Every Block Care"):  # it holds characters that our font cannot draw
        assert all("FONT" in fault or "PDFUA1-ID" in fault for fault in faults)
        assert b"<pdfuaid:part" not in data
    else:
        assert faults == set()
        assert b"<pdfuaid:part" in data


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="Poppler is not installed")
def test_poppler_reads_the_words_of_the_blocks_in_their_order(document, data):
    missed, besides = difference(document, read_by_poppler(data))
    assert missed == []
    assert [one for one in besides if not BESIDES.fullmatch(one)] == []


def test_all_words_stand_out(data):
    measured, faint = faint_words(data)
    assert measured > 100
    assert faint == []


def test_faint_words_would_be_found():
    _, faint = faint_words(small_pdf(more="<font color='#999999'>grey</font>"))
    assert len(faint) == 1


@pytest.mark.parametrize("name", ["wordy", "hostile"])
def test_the_structure_stands_whatever_was_typed(name, request):
    data = document_pdf(contingency_plan(request.getfixturevalue(name)))
    assert TaggedFile(data).problems() == []


def test_a_link_to_a_place_that_no_page_holds_is_words():
    long = section("Long", *[say("body", "word " * 60) for _ in range(80)], key="lost")
    blocks = [
        say(
            "body", link("Go there", "lost"), ", that is to ", on_page("lost", "the long part"), "."
        ),
        OnOnePage((tuple(long), (say("body", "Short."),)), widest_last=True),
    ]
    whole = dataclasses.replace(every_block(), blocks=(*every_block().blocks[:2], *blocks))
    data = document_pdf(whole)
    assert TaggedFile(data).problems() == []
    text = PdfReader(io.BytesIO(data)).pages[-1].extract_text()
    assert "Go there, that is to the long part." in " ".join(text.split())
