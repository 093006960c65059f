"""The HTML twin: whole and well formed, readable without eyes, alone, and safe from its words."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from reportlab.lib.colors import HexColor

from planner.document.blocks import BODY, Column, Contents, Entry, Opening, Text
from planner.document.building import say, table
from planner.document.contingency.whole import contingency_plan
from planner.document.html.content import Content
from planner.document.html.drawings import chart_svg, people_svg
from planner.document.html.look import quoted
from planner.document.html.page import STALE, document_html, write_document_html
from planner.document.html.svg_canvas import SvgCanvas, short
from planner.document.paper_document import paper_document
from planner.document.pdf.charts.pen import Pen
from planner.document.pdf.charts.pictures import PICTURES, picture_of
from planner.document.pdf.styles import load_fonts
from planner.document.words import Rich, Run, joined, link
from tests.document.every_block import HOSTILE, every_block
from tests.document.every_chart import every_chart
from tests.document.test_paper import paper
from tests.document.words_of import words_of

EMPTY = {"meta", "col", "link", "br", "img", "input", "hr", "base", "source"}
KNOWN = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "nav",
    "section", "aside", "div", "p", "span", "strong", "b", "s", "h1", "h2", "h3", "h4", "h5", "h6",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "col", "thead", "tbody",
    "tr", "th", "td", "figure", "figcaption", "details", "summary", "svg", "desc", "rect",
    "circle", "path", "text", "g", "clippath",
}  # fmt: skip


class Read(HTMLParser):
    """A page as read: every tag closed in turn, with ids, goals, headings, tables and words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs)
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert "svg" in self.open
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"head", "svg"} & set(self.open):
            self.words.append(data)

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def documents(plan, hostile, bare):
    yield every_block(stale=True)
    yield contingency_plan(plan)
    yield contingency_plan(hostile)
    yield contingency_plan(bare)
    yield paper_document(paper())


@pytest.fixture(scope="module")
def pages(plan, hostile, bare) -> list[str]:
    return [document_html(document) for document in documents(plan, hostile, bare)]


@pytest.fixture(scope="module")
def reads(pages) -> list[Read]:
    return [Read(page) for page in pages]


def test_every_tag_is_known_and_closed(reads):
    for read in reads:
        assert {tag for tag, _ in read.tags} <= KNOWN
        assert read.all("html") == [{"lang": "en-GB"}]


def test_ids_are_unique_and_every_goal_is_there(reads):
    for read in reads:
        ids = read.values("id")
        assert len(ids) == len(set(ids))
        goals = [href[1:] for href in read.values("href") if href.startswith("#")]
        goals += [one for names in read.values("aria-labelledby") for one in names.split()]
        goals += re.findall(r"url\(#([^)]*)\)", " ".join(read.values("clip-path")))
        assert set(goals) <= set(ids)
        assert "main" in goals


def test_headings_never_skip_and_there_is_one_title(reads):
    for read in reads:
        levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_a_caption_headings_and_scopes(reads):
    for read in reads:
        tables, captions = read.all("table"), read.all("caption")
        assert len(tables) == len(captions) >= len(read.all("thead"))
        assert all(one.get("scope") in {"col", "row", "rowgroup"} for one in read.all("th"))
    assert sum(one["scope"] == "row" for one in reads[0].all("th")) > 40


def test_nothing_is_loaded_and_nothing_runs(pages, reads):
    for page, read in zip(pages, reads, strict=True):
        style = page[page.index("<style>") : page.index("</style>")]
        assert "url(" not in style
        assert "@import" not in style
        assert "default-src 'none'" in page
        for tag, attributes in read.tags:
            assert tag not in {"script", "link", "img", "iframe", "object", "base", "form"}
            assert not {"src", "srcset", "background", "action", "xlink:href"} & set(attributes)
            assert not any(name.startswith("on") for name in attributes)
            href = attributes.get("href", "#")
            assert href.startswith(("#", "mailto:", "tel:"))
        assert set(re.findall(r"https?://[^\"\s]*", page)) == {"http://www.w3.org/2000/svg"}


def test_every_word_is_there_in_order(reads, plan, hostile, bare):
    for read, document in zip(reads, documents(plan, hostile, bare), strict=True):
        at = 0
        for words in words_of(document.blocks):
            found = read.text.find(words, at)
            assert found >= 0, words
            at = found


def test_what_a_user_wrote_stays_words():
    document = dataclasses.replace(
        every_block(),
        **dict.fromkeys(("title", "kind", "marking", "header", "footer", "expires", "author",
                         "subject", "council"), HOSTILE),
    )  # fmt: skip
    page = document_html(document)
    read = Read(page)
    assert page.count("</style>") == 1
    assert "\x07" not in page
    assert read.text.count("<script>alert(1)</script>") >= 3
    boxes = page[page.index("@top-left") : page.index("</style>")]
    assert "<" not in boxes
    assert "Łódź" not in boxes
    assert r"\00003cscript\00003ealert\0000281\000029" in boxes


def test_words_of_a_style_sheet_cannot_end_their_string():
    assert quoted('a"b\\c\n</style>') == r'"a\000022b\00005cc \00003c\00002fstyle\00003e"'
    assert quoted("Ł 1") == r'"\000141 1"'


def test_a_link_leads_to_a_place_or_an_address_and_nowhere_else():
    blocks = (
        Opening("gaps", "Gaps", "Two gaps"),
        say(BODY, link("there", "gaps"), link("gone", "nowhere"), link("bad", "javascript:a()"),
            link("write", "mailto:a@b.example"), link("odd", "https://a b")),
    )  # fmt: skip
    read = Read(Content(blocks, "Title").body(blocks))
    assert read.values("href") == ["#at-gaps", "mailto:a@b.example"]
    assert "there" in read.text
    assert "gonebad" in read.text


def test_a_page_is_named_by_its_place():
    words = Rich((Run("the gaps", link="gaps", page="Page"), Run(" and "),
                  Run("the gaps", link="gaps", page="number")))  # fmt: skip
    blocks = (Opening("gaps", "Gaps", "Two gaps"), Text(BODY, words))
    assert "The gaps and the gaps" in Read(Content(blocks, "Title").body(blocks)).text


def test_contents_nest_as_deep_as_their_lines():
    entries = [Entry("a", "A"), Entry("b", "B", 1), Entry("c", "C", 1), Entry("d", "D"),
               Entry("e", "E", 5)]  # fmt: skip
    read = Read(Content((), "Title").contents(entries))
    assert "".join(read.text.split()) == "ABCDE"
    assert len(read.all("ol")) == 3
    assert Read(Content((), "Title").contents([])).all("li") == []


def test_a_document_without_contents_gets_them():
    page = document_html(paper_document(paper()))
    assert Read(page).all("nav") == [{"aria-label": "Contents"}]
    own = every_block()
    without = dataclasses.replace(
        own, blocks=tuple(b for b in own.blocks if not isinstance(b, Contents))
    )
    assert 'href="#at-control"' in document_html(without)
    assert document_html(own).count("<nav") == 1


def test_a_stale_document_says_so_first_and_on_every_printed_page():
    fresh, stale = document_html(every_block()), document_html(every_block(stale=True))
    assert STALE not in fresh
    assert Read(stale).text.index(STALE) < Read(stale).text.index("Every Block Care")
    assert STALE in stale[stale.index("@top-left") : stale.index("@top-right")]


def test_a_redacted_document_says_so():
    assert "Redacted edition" in Read(document_html(every_block(redacted=True))).text
    assert "Redacted" not in document_html(every_block())


def test_the_same_document_gives_the_same_file(tmp_path):
    write_document_html(every_block(), tmp_path / "one.html")
    assert (tmp_path / "one.html").read_bytes().decode() == document_html(every_block())


def test_every_kind_of_chart_is_drawn_with_the_words_of_the_page(monkeypatch):
    load_fonts()
    assert {type(chart) for chart in every_chart()} == set(PICTURES)
    for number, chart in enumerate(every_chart()):
        written: list[str] = []
        text = Pen.text

        def kept(pen, x, y, words, *rest, written=written, text=text, **more):
            written.append(" ".join(words.split()))
            return text(pen, x, y, words, *rest, **more)

        monkeypatch.setattr(Pen, "text", kept)
        drawn = chart_svg(chart, key=f"c{number}")
        monkeypatch.undo()
        read = Read(drawn)
        assert written
        shown = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
        assert len(shown) == len([one for one in written if one])
        assert read.tags[0][1]["role"] == "img"
        assert f'<title id="c{number}-title">{chart.title}</title>' in drawn
        assert f'<desc id="c{number}-words">{chart.alt}</desc>' in drawn
        assert len(re.findall("<(rect|path|circle)", drawn)) >= 3


def test_a_drawing_is_as_large_as_on_paper_and_shrinks_with_its_scale():
    chart = next(one for one in every_chart() if type(one).__name__ == "ServedOverTime")
    load_fonts()
    picture = picture_of(chart)
    assert f'width="{short(picture.width + 12)}" height="{short(picture.height + 12)}"' in (
        chart_svg(chart)
    )
    assert f'height="{short(picture_of(chart, 0.8).height + 12)}"' in chart_svg(chart, 0.8)


def test_strokes_stand_where_paper_has_them():
    load_fonts()
    canvas = SvgCanvas(100, "k")
    canvas.setFillColor(HexColor("#12436D"))
    canvas.rect(10, 20, 30, 40, stroke=0, fill=1)
    assert canvas.svg == '<rect x="10" y="40" width="30" height="40" fill="#12436d"/>'
    canvas = SvgCanvas(100, "k")
    canvas.saveState()
    canvas.translate(50, 60)
    canvas.rotate(90)
    canvas.circle(5, 7, 1, stroke=0, fill=1)
    canvas.restoreState()
    canvas.circle(5, 7, 1, stroke=0, fill=1)
    turned, plain = re.findall("<circle[^>]*>", canvas.svg)
    a, b, c, d, e, f = map(float, re.search(r"matrix\(([^)]*)\)", turned)[1].split())
    x, y = 5, 93
    # A quarter turn against the clock takes (5, 7) to (-7, 5), then the origin moves it.
    assert (a * x + c * y + e, b * x + d * y + f) == pytest.approx((43, 100 - 65))
    assert "transform" not in plain
    with pytest.raises(ValueError, match="quarters"):
        canvas.rotate(45)


def test_clips_and_dashes_end_with_their_state():
    canvas = SvgCanvas(10, "k")
    path = canvas.beginPath()
    path.moveTo(0, 0)
    path.lineTo(5, 5)
    path.close()
    canvas.saveState()
    canvas.setDash(3, 2)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.line(0, 0, 1, 1)
    canvas.line(1, 1, 2, 2)
    canvas.restoreState()
    canvas.line(0, 0, 4, 4)
    tags = Read(f"<svg>{canvas.svg}</svg>").tags[1:]
    assert [tag for tag, _ in tags] == ["clippath", "path", "g", "path", "path"]
    assert tags[3][1]["stroke-dasharray"] == "3 2"
    assert tags[3][1]["d"].count("M") == 2
    assert "stroke-dasharray" not in tags[4][1]


def test_marks_of_people_are_as_many_as_people():
    drawn, each = people_svg(214, 61)
    assert each == 1
    assert (drawn.count("<rect"), drawn.count("<circle")) == (61, 153)
    drawn, each = people_svg(123_456, 20_000)
    assert each == 1000
    assert (drawn.count("<rect"), drawn.count("<circle")) == (20, 104)


def test_words_joined_keep_their_looks():
    blocks = (Text(BODY, joined(Rich((Run("a", "bold"), Run("b", "semibold", "plum"))))),)
    assert Content(blocks, "T").body(blocks) == (
        '<p><b>a</b><span class="plum"><b class="semibold">b</b></span></p>'
    )


def test_a_key_that_stands_twice_has_one_place():
    blocks = (Opening("Gaps & more", "A", "A"), Opening("Gaps & more", "B", "B"),
              Opening("gaps-more", "C", "C"))  # fmt: skip
    assert Read(Content(blocks, "T").body(blocks)).values("id") == [
        "at-gaps-more",
        "at-gaps-more-2",
    ]


def test_a_table_without_headings_names_its_rows_by_their_first_words():
    told = table([Column("", 1), Column("", 3)], [("First 4 hours", "Ring"), ("By 24", "Visit")])
    read = Read(Content((told,), "T").body((told,)))
    assert read.all("thead") == []
    assert [one["scope"] for one in read.all("th")] == ["row", "row"]
    assert read.all("caption") == [{}]
