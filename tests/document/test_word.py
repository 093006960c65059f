"""The Word file: whole, in the council's own template, with real headings, lists and tables."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from planner.document.blocks import BODY, Column, Opening, Text
from planner.document.building import say, table
from planner.document.contingency.whole import contingency_plan
from planner.document.paper_document import paper_document
from planner.document.word.frame import STALE
from planner.document.word.write import document_word, write_document_word
from planner.document.words import Rich, Run
from tests.document.every_block import HOSTILE, every_block
from tests.document.every_chart import every_chart
from tests.document.test_paper import paper
from tests.document.word_files import (
    around,
    body_text,
    council_docx,
    plain,
    read,
)
from tests.document.words_of import words_of


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
