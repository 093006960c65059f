"""A council's own template: its looks are kept, its words are not, and a bad one is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor
from PIL import Image

from planner.document.word.write import document_word
from planner.errors import InputRefused
from tests.document.every_block import every_block
from tests.document.word_files import (
    LOGO,
    SAMPLE,
    around,
    council_docx,
    plain,
    read,
    red_picture,
)


@pytest.fixture(scope="module")
def council(tmp_path_factory) -> Path:
    """Return where a council's template lies."""
    path = tmp_path_factory.mktemp("word") / "council.docx"
    path.write_bytes(council_docx())
    return path


@pytest.fixture(scope="module")
def every() -> bytes:
    return document_word(every_block())


@pytest.fixture(scope="module")
def in_template(council) -> bytes:
    return document_word(every_block(), council)


def test_a_template_keeps_its_styles_logo_and_pages(in_template, council):
    made = read(in_template)
    assert made.styles["Heading 1"].font.name == "Council Serif"
    assert made.styles["Heading 1"].font.color.rgb == RGBColor(1, 2, 3)
    assert made.styles["Source note"].font.size == Pt(7)
    assert made.styles["Caption"].type == WD_STYLE_TYPE.PARAGRAPH
    assert {table.style.name for table in made.tables if table._tbl.tblPr.style} == {
        "Council table"
    }
    (section,) = made.sections
    assert section.left_margin.mm == pytest.approx(30, abs=0.1)
    assert section.orientation == WD_ORIENT.PORTRAIT
    above, below = around(in_template)
    assert above.startswith("Harbour Council, Quay HouseOFFICIAL-SENSITIVE")
    assert below.startswith("harbour.exampleRegister revision 418")
    images = [part.blob for part in section.header.part.related_parts.values()]
    assert any(Image.open(io.BytesIO(one)).getpixel((5, 5)) == LOGO for one in images)
    width = section.page_width - section.left_margin - section.right_margin
    assert all(one.width <= width for one in made.inline_shapes)


def test_nothing_of_the_sample_text_is_left(in_template, council):
    with zipfile.ZipFile(council) as before, zipfile.ZipFile(io.BytesIO(in_template)) as after:
        told = [name for name in before.namelist() if SAMPLE.encode() in before.read(name)]
        assert len(told) >= 3
        for name in after.namelist():
            data = after.read(name)
            assert b"Lorem" not in data, name
            assert b"Sample Author" not in data, name
            assert data != red_picture()
        assert b"w:separator" in after.read("word/footnotes.xml")
        assert not any("comments" in name or "thumbnail" in name for name in after.namelist())


def test_a_marking_of_the_template_is_not_said_twice(tmp_path):
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE, Harbour"
    made.save(tmp_path / "t.docx")
    above, _ = around(document_word(plain(), tmp_path / "t.docx"))
    assert above.count("OFFICIAL-SENSITIVE") == 1


def test_a_first_page_of_its_own_has_the_marking_too(tmp_path):
    made = docx.Document()
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].first_page_header.paragraphs[0].text = "Cover of Harbour"
    made.save(tmp_path / "t.docx")
    section = read(document_word(plain(), tmp_path / "t.docx")).sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == [
        "Cover of Harbour",
        "OFFICIAL-SENSITIVE",
    ]
    assert "Register revision" in section.first_page_footer.paragraphs[0].text
    assert "OFFICIAL-SENSITIVE" in section.header.paragraphs[0].text


def changed(source: bytes, old: bytes, new: bytes, name: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as before, zipfile.ZipFile(made, "w") as after:
        for entry in before.namelist():
            after.writestr(entry, before.read(entry).replace(old, new))
        if name:
            after.writestr(name, b"x")
    return made.getvalue()


def test_a_word_template_is_taken_as_a_document(council, tmp_path):
    path = tmp_path / "t.dotx"
    types = b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
    path.write_bytes(changed(council.read_bytes(), *types))
    assert read(document_word(plain(), path)).styles["Heading 1"].font.name == "Council Serif"


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("a.docx", lambda _: b"plain words", "not a Word file"),
        ("a.docx", lambda _: b"", "not a Word file"),
        ("a.docx", lambda good: good[:3000], "not a Word file"),
        ("a.doc", lambda _: OLD, "older Word"),
        ("a.docx", lambda _: OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.docm", lambda good: changed(good, b"wordprocessingml.document.main+xml",
         b"ms-word.document.macroEnabled.main+xml"), "macros"),
        ("a.docx", lambda good: changed(good, b"\0none", b"", "word/vbaProject.bin"), "macros"),
        ("a.docx", lambda good: changed(good, b"<w:body>", b"<w:body"), "damaged"),
        ("a.docx", lambda good: changed(good, b"wordprocessingml.document.main+xml",
         b"spreadsheetml.sheet.main+xml"), "not a Word file"),
        ("a.docx", lambda good: changed(good, b"w:sectPr", b"w:sectPq"), "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_plain_word_file_is_refused_in_one_sentence(name, make, told, council, tmp_path):
    path = tmp_path / name
    path.write_bytes(make(council.read_bytes()))
    with pytest.raises(InputRefused) as refused:
        document_word(plain(), path)
    sentence = refused.value.sentence
    assert told in sentence
    assert sentence.startswith(f"{name}: ")
    assert "\n" not in sentence


def test_a_template_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputRefused, match="cannot be opened"):
        document_word(every_block(), tmp_path / "none.docx")


def test_the_last_section_takes_over_the_headers_of_those_before(tmp_path):
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Harbour above"
    made.sections[0].footer.paragraphs[0].text = "Harbour beneath"
    made.add_section(WD_SECTION.NEW_PAGE)
    made.save(tmp_path / "t.docx")
    above, below = around(document_word(plain(), tmp_path / "t.docx"))
    assert above.startswith("Harbour above")
    assert below.startswith("Harbour beneath")
