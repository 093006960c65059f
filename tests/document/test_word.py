"""The Word file: whole, in the council's own template, with real headings, lists and tables."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree
from PIL import Image

from planner.document.blocks import BODY, ChartBlock, Column, Opening, Text
from planner.document.building import say, table
from planner.document.contingency.whole import contingency_plan
from planner.document.paper_document import paper_document
from planner.document.word.frame import STALE
from planner.document.word.inline import NO_PAGE_YET
from planner.document.word.write import document_word, write_document_word
from planner.document.words import Rich, Run
from planner.errors import InputRefused
from tests.document.every_block import HOSTILE, every_block
from tests.document.every_chart import every_chart
from tests.document.test_paper import paper
from tests.document.words_of import words_of

NO_PAGE = f" (page {NO_PAGE_YET})"
SAMPLE = "Lorem sample sentence"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="1"><w:p><w:r><w:t>{SAMPLE} note</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
LOGO = (12, 200, 77)


def logo() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (60, 20), LOGO).save(made, "PNG")
    made.seek(0)
    return made


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """Return a council's template: own styles and logo, two sections, and pages of sample text."""
    path = tmp_path_factory.mktemp("word") / "council.docx"
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Council Serif"
    made.styles["Heading 1"].font.color.rgb = RGBColor(1, 2, 3)
    made.styles["Caption"].delete()
    own = made.styles.add_style("Source note", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size = Pt(7)
    made.styles.add_style("Council table", WD_STYLE_TYPE.TABLE)
    first = made.sections[0]
    first.left_margin = first.right_margin = Mm(30)
    first.header.paragraphs[0].add_run().add_picture(logo(), width=Mm(30))
    first.header.paragraphs[0].add_run("Harbour Council, Quay House")
    first.footer.paragraphs[0].text = "harbour.example"
    made.add_heading(f"{SAMPLE} heading")
    made.add_paragraph(f"{SAMPLE} body", style="List Bullet")
    made.add_picture(io.BytesIO(red_picture()))
    made.add_table(2, 2).cell(0, 0).text = f"{SAMPLE} cell"
    wide = made.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = wide.page_height, wide.page_width
    made.add_comment(made.paragraphs[0].runs, f"{SAMPLE} comment", "Sample Author")
    notes = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, NOTES.encode(), made.part.package)
    made.part.relate_to(notes, RT.FOOTNOTES)
    made.core_properties.title = f"{SAMPLE} title"
    made.core_properties.comments = f"{SAMPLE} comments"
    made.core_properties.keywords = SAMPLE
    made.save(path)
    return path


def red_picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (9, 9), (250, 1, 1)).save(made, "PNG")
    return made.getvalue()


@pytest.fixture(scope="module")
def every() -> bytes:
    return document_word(every_block())


@pytest.fixture(scope="module")
def in_template(council) -> bytes:
    return document_word(every_block(), council)


def plain(**changed):
    """Return the document of every block without its charts, which take longest to draw."""
    whole = every_block(**changed)
    kept = tuple(one for one in whole.blocks if not isinstance(one, ChartBlock))
    return dataclasses.replace(whole, blocks=kept)


def read(data: bytes):
    return docx.Document(io.BytesIO(data))


def body_text(data: bytes) -> str:
    """Return all words of the body, paragraph by paragraph, without page numbers to come."""
    body = read(data).element.body
    lines = [
        "".join(one.text or "" for one in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    ]
    return " ".join(" ".join(lines).replace(NO_PAGE, "").split())


def found_in_order(data: bytes, blocks) -> None:
    text, at = body_text(data), 0
    for words in words_of(blocks):
        found = text.find(words.replace("\ufffe", ""), at)
        assert found >= 0, words
        at = found


def test_every_word_is_there_in_order(every, in_template, plan, hostile, bare):
    found_in_order(every, every_block().blocks)
    found_in_order(in_template, every_block().blocks)
    for one in (plan, hostile, bare):
        document = contingency_plan(one)
        found_in_order(document_word(document), document.blocks)
    findings = paper_document(paper())
    found_in_order(document_word(findings), findings.blocks)


def test_headings_are_headings_and_never_skip(every):
    made = read(every)
    names = [p.style.name for p in made.paragraphs]
    levels = [int(name[-1]) for name in names if name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {1, 2, 3} <= set(levels)
    assert names.count("Title") == 1
    told = {p.text for p in made.paragraphs if p.style.name == "Heading 1"}
    assert {"Open the card first", "Every table stands here"} <= told


def numbers_of(made) -> dict[str, tuple[str, str]]:
    """Return the form and sign of each list by its number."""
    root = made.part.numbering_part.element
    kinds = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
    found = {}
    for one in root.findall(qn("w:num")):
        level = kinds[one.find(qn("w:abstractNumId")).get(qn("w:val"))].find(qn("w:lvl"))
        form, sign = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
        found[one.get(qn("w:numId"))] = (form.get(qn("w:val")), sign.get(qn("w:val")))
    return found


@pytest.mark.parametrize("made", ["every", "in_template"])
def test_lists_are_lists_and_begin_again(made, request):
    written = read(request.getfixturevalue(made))
    forms = numbers_of(written)
    by_text = {}
    for line in written.paragraphs:
        numbers = line._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        by_text[line.text] = (line.style.name, None if numbers is None else
                              numbers.get(qn("w:val")))  # fmt: skip
    style, first = by_text["First of a numbered list"]
    assert (style, forms[first][0]) == ("List Number", "decimal")
    assert by_text["Second, bold"][1] == first
    again = by_text["This list starts again"][1]
    assert again not in {first, None}
    root = written.part.numbering_part.element
    for one in root.findall(qn("w:num")):
        if one.get(qn("w:numId")) in {first, again}:
            start = one.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
            assert start.get(qn("w:val")) == "1"
    assert by_text["A bullet"][0] == "List Bullet"
    assert forms[by_text["A thing to tick"][1]] == ("bullet", "☐")
    tags = [one.tag for one in root]
    assert tags == sorted(tags, key=[qn("w:abstractNum"), qn("w:num")].index)


def test_tables_repeat_their_headings_and_keep_their_rows_whole(every):
    made = read(every)
    assert len(made.tables) == 6
    for told in made.tables:
        rows = told._tbl.findall(qn("w:tr"))
        for at, row in enumerate(rows):
            properties = row.find(qn("w:trPr"))
            assert properties.find(qn("w:cantSplit")) is not None
            has_headings = "Verified" not in told.cell(0, 0).text
            heads = properties.find(qn("w:tblHeader")) is not None
            assert heads == (at == 0 and has_headings)
            assert all(cell[-1].tag == qn("w:p") for cell in row.findall(qn("w:tc")))
        assert told._tbl.getnext().tag == qn("w:p")
    first = made.tables[0]._tbl.tblPr
    words = first.find(qn("w:tblDescription")).get(qn("w:val"))
    assert words == "Each service with people, cost and decision."


def test_charts_are_pictures_with_words(every):
    made = read(every)
    frames = list(made.element.body.iter(qn("wp:docPr")))
    assert [one.get("descr") for one in frames] == [chart.alt for chart in every_chart()]
    assert len({one.get("id") for one in frames}) == len(frames)
    pictures = [part.blob for part in made.part.related_parts.values()
                if part.partname.endswith(".png")]  # fmt: skip
    assert len(pictures) == len(frames)
    for data in pictures:
        image = Image.open(io.BytesIO(data))
        assert image.width > 1300
        assert len(image.convert("L").getcolors()) > 4


def test_links_lead_to_bookmarks_that_are_there(every, in_template):
    for data in (every, in_template):
        made = read(data)
        body = made.element.body
        starts = list(body.iter(qn("w:bookmarkStart")))
        names = [one.get(qn("w:name")) for one in starts]
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
        ends = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd"))]
        assert ends == [one.get(qn("w:id")) for one in starts]
        anchors = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
        codes = [one.text for one in body.iter(qn("w:instrText"))]
        pages = {code.split()[1] for code in codes if code.split()[0] == "PAGEREF"}
        assert anchors <= set(names)
        assert pages <= set(names)
        assert {"_gaps", "_control", "_card"} <= pages
        out = [r.target_ref for r in made.part.rels.values() if r.is_external]
        assert out == ["mailto:duty@harbour.example"]


def test_fields_open_and_close(every):
    kinds = [one.get(qn("w:fldCharType")) for one in read(every).element.body.iter(qn("w:fldChar"))]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        assert depth >= 0
    assert depth == 0
    codes = [one.text for one in read(every).element.body.iter(qn("w:instrText"))]
    assert sum(code.strip().startswith("TOC ") for code in codes) == 1
    assert [code for code in codes if code.strip().startswith("TC ")] == [
        ' TC "First page card" \\l 1 ',
        ' TC "Every text" \\l 1 ',
        ' TC "A service of its own" \\l 2 ',
        ' TC "Gaps" \\l 1 ',
        ' TC "Document control" \\l 1 ',
    ]


def test_properties_say_what_it_is(every):
    facts = read(every).core_properties
    assert (facts.title, facts.author) == ("Contingency plan: Every Block Care", "Harbour Council")
    assert (facts.language, facts.created.isoformat()[:10]) == ("en-GB", "2026-11-21")
    styles = zipfile.ZipFile(io.BytesIO(every)).read("word/styles.xml").decode()
    assert '<w:lang w:val="en-GB"' in styles


def around(data: bytes) -> tuple[str, str]:
    section = read(data).sections[-1]
    return tuple(
        "".join(one.text or "" for one in part._element.iter(qn("w:t")))
        for part in (section.header, section.footer)
    )


def test_every_page_has_marking_revision_and_number(every):
    above, below = around(every)
    assert above == "OFFICIAL-SENSITIVEContingency plan: Every Block Care · Harbour Council"
    assert below.startswith("Register revision 418 · Plan version 3.2 · Printed copies expire on")
    codes = [one.text.strip() for one in read(every).sections[0].footer._element.iter(
        qn("w:instrText"))]  # fmt: skip
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_stale_or_redacted_document_says_so():
    data = document_word(plain(stale=True, redacted=True))
    assert body_text(data).startswith(f"{STALE}.")
    above, _ = around(data)
    assert STALE in above
    assert "Redacted edition" in above
    assert STALE not in body_text(document_word(plain()))


def test_the_same_document_gives_the_same_bytes(every, in_template, council, tmp_path):
    assert document_word(every_block()) == every
    write_document_word(every_block(), tmp_path / "one.docx", council)
    assert (tmp_path / "one.docx").read_bytes() == in_template


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


def test_what_a_user_wrote_stays_words(council):
    words = HOSTILE + "\ufffe\uffff\ud800 =cmd"
    document = dataclasses.replace(
        every_block(stale=True),
        **dict.fromkeys(("title", "kind", "marking", "header", "footer", "expires", "author",
                         "subject", "council"), words),
        blocks=(Opening("k\"'<", words, words, lead=words, more=words), say(BODY, words),
                Text(BODY, Rich((Run("x", link="javascript:a"), Run("y", link="nowhere"),
                                 Run("z", link="https://a b"))))),
    )  # fmt: skip
    for template in (None, council):
        data = document_word(document, template)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(parts.read(name))
        assert "<script>alert(1)</script>" in body_text(data)
        assert [r for r in read(data).part.rels.values() if r.is_external] == []


def test_an_empty_document_is_still_a_document():
    data = document_word(dataclasses.replace(every_block(), blocks=()))
    assert body_text(data) == "Contingency plan: Every Block Care"


def test_libreoffice_opens_it(every, in_template, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    docx.Document().save(tmp_path / "plain.docx")
    (tmp_path / "every.docx").write_bytes(every)
    (tmp_path / "council.docx").write_bytes(in_template)
    names = ["plain", "every", "council"]
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
               "--convert-to", "txt:Text", "--outdir", str(tmp_path)]  # fmt: skip
    subprocess.run([*command, *(str(tmp_path / f"{name}.docx") for name in names)],
                   check=False, capture_output=True, timeout=120)  # fmt: skip
    if not (tmp_path / "plain.txt").exists():
        pytest.skip("LibreOffice is here without Writer")
    for name in names[1:]:
        shown = (tmp_path / f"{name}.txt").read_text("utf-8-sig")
        assert "Every table stands here" in shown
        assert "The last paragraph of all." in shown


def test_the_last_section_takes_over_the_headers_of_those_before(tmp_path):
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Harbour above"
    made.sections[0].footer.paragraphs[0].text = "Harbour beneath"
    made.add_section(WD_SECTION.NEW_PAGE)
    made.save(tmp_path / "t.docx")
    above, below = around(document_word(plain(), tmp_path / "t.docx"))
    assert above.startswith("Harbour above")
    assert below.startswith("Harbour beneath")


def test_only_a_row_too_tall_for_its_page_may_part():
    short, tall = ("a", "Ring " * 20), ("Call " * 150, "Ring " * 300)
    told = table([Column("A", 1), Column("B", 3)], [short, tall], together=True)
    made = read(document_word(dataclasses.replace(every_block(), blocks=(told,))))
    rows = made.tables[0]._tbl.findall(qn("w:tr"))
    whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert whole == [True, True, False]
    assert list(made.tables[0]._tbl.iter(qn("w:keepNext"))) == []
    told = table([Column("A", 1), Column("B", 3)], [short, short, short], together=True)
    made = read(document_word(dataclasses.replace(every_block(), blocks=(told,))))
    assert len(list(made.tables[0]._tbl.iter(qn("w:keepNext")))) == 4
