from __future__ import annotations

import io
import re

import page as checker
import pypdfium2
import pytest
from pypdf import PdfReader

from planner.document.pdf.protection import Protection, checked
from planner.errors import InputRefused
from tests.document.pdf.small import small_pdf
from tests.document.pdf.tagged_file import TaggedFile, marks_of

PASSWORD = "über 17 Häuser"


@pytest.fixture(scope="module")
def data():
    return small_pdf()


@pytest.fixture(scope="module")
def file(data):
    return TaggedFile(data)


def faults_of_checker(data):
    report = checker.validate_pdf_bytes(data, profile="ua1")
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def test_structure_is_whole(file):
    assert file.problems() == []


def test_a_checker_of_pdf_ua_finds_nothing(data):
    assert faults_of_checker(data) == []


def test_that_checker_finds_what_is_wrong_and_then_no_claim_is_made():
    data = small_pdf(alt="")
    assert any("alternat" in fault.lower() for fault in faults_of_checker(data))
    assert b"<pdfuaid:part" not in data


def test_the_same_document_gives_the_same_bytes(data):
    assert small_pdf() == data


def test_elements_stand_in_the_order_of_reading(file):
    roles = [node.role for node in file.root.kids[0].kids]
    assert roles == ["H1", "P", "P", "Figure", "P", "P"]
    assert [node.role for node in file.root.kids] == ["Sect", "P", "P"], "parts of a layout"


def test_a_link_over_two_lines_is_one_element_with_two_areas(file):
    links = [node for node in file.nodes if node.role == "Link"]
    assert len(links) == 3 * 2 + 1 + 60
    areas = [len(node.annotations) for node in links]
    assert set(areas) == {1, 2}
    assert all(len(node.marks) == len(node.annotations) for node in links)


def test_a_paragraph_over_two_pages_is_one_element(file):
    long = max(file.nodes, key=lambda node: len(node.marks))
    assert long.role == "P"
    assert {page for page, _ in long.marks} == {0, 1}


def test_a_line_that_ends_between_words_says_a_space(data):
    text = "".join(
        re.findall(r"\((.*?)\) Tj", PdfReader(io.BytesIO(data)).pages[1].get_contents().get_data()
                   .decode("latin-1"))
    )  # fmt: skip
    assert "over the end of a line" in text
    assert not re.search(r"[a-z,](Some|that|over|line\b,[a-z])", text.replace("\\", ""))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"BT (a) Tj ET", "Tj outside marked content"),
        (b"/P << /MCID 0 >> BDC BT (a) Tj ET", "marked content that does not end"),
        (b"/P << /MCID 0 >> BDC BT (a) Tj EMC ET", "marked content ends that was not begun here"),
        (b"BT /P << /MCID 0 >> BDC (a) Tj ET EMC", "marked content and text are not nested"),
        (b"/Artifact BMC /P << /MCID 0 >> BDC EMC EMC", "marked content within marked content"),
        (b"/P BMC (a) Tj EMC", "marked content that is neither an element's nor an artifact"),
        (b"0 0 1 1 re /Artifact BMC f EMC", "marked content begins in a path"),
        (b"0 0 1 1 re f", "f outside marked content"),
    ],
)
def test_the_test_itself_finds_faults(content, fault):
    assert fault in marks_of(content)[0]


def test_a_character_without_a_shape_costs_the_claim():
    claim = b"<pdfuaid:part"
    assert claim in small_pdf()
    assert claim not in small_pdf(more="\N{HIRAGANA LETTER A}")


def test_a_password_locks_everything_by_aes_256():
    data = small_pdf(password=Protection(PASSWORD))
    assert b"A small document" not in data
    assert b"/AESV3" in data
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data, password="another one")
    with pypdfium2.PdfDocument(data, password=PASSWORD) as opened:
        assert opened.get_metadata_dict()["Title"] == "A small document & more"
        page = opened[0]
        text = page.get_textpage()
        assert "A heading" in text.get_text_range()
        text.close()
        page.close()
    reader = PdfReader(io.BytesIO(data), password=PASSWORD)
    assert reader.trailer["/Encrypt"]["/R"] == 6
    assert reader.trailer["/Encrypt"]["/P"] & 0x200, "reading aloud is allowed"
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.parametrize("password", ["short", "x" * 128, "tab\tand more", ""])
def test_a_password_that_cannot_be_used_is_refused(password):
    with pytest.raises(InputRefused, match="Password"):
        checked(password)
