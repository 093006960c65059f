"""A document of every block as PDF pages."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re

import pytest
from pypdf import PdfReader

from planner.document.blocks import (
    BODY,
    PANEL_TITLE,
    Break,
    Column,
    Contents,
    Cover,
    Entry,
    Opening,
    Text,
    Together,
)
from planner.document.building import bullets, numbered, panel, say, section, table, ticks
from planner.document.document import Document
from planner.document.pdf import filling, pages
from planner.document.pdf.pages import document_pdf, write_document_pdf
from planner.document.pdf.surround import REDACTED, STALE
from planner.document.words import Rich, Run, joined, link, on_page
from planner.progress import Cancelled
from tests.document.every_block import every_block


def document(*blocks, **more):
    return Document(
        kind="Kind", title="Title", subject="Subject", council="Council", author="Author",
        marking="OFFICIAL", header="Title above", footer="Revision 1", expires="",
        made_on=datetime.date(2026, 11, 21), blocks=blocks, **more,
    )  # fmt: skip


def read(made, **more):
    return PdfReader(io.BytesIO(document_pdf(made, **more)))


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def reader():
    return read(every_block(stale=True, redacted=True))


def test_every_page_says_what_stands_around_it(reader):
    made = every_block()
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of {total}" in text
        assert made.marking in text
        assert STALE in text
        assert REDACTED in text
        assert (made.kind if number == 1 else made.header) in text
        assert made.expires in text


def test_neither_stale_nor_redacted_is_said_where_it_is_not():
    text = "".join(page.extract_text() for page in read(every_block()).pages)
    assert STALE not in text
    assert REDACTED not in text


def long_parts(count=12):
    """Return a document whose first page refers to parts, each of which is a page or longer."""
    keys = [f"part-{at}" for at in range(count)]
    front = [
        Opening(key="contents", part="Front", title="What is where", new_page=True),
        Contents(tuple(Entry(key, f"Words of {key}") for key in keys)),
        *(say(BODY, f"See {key}: ", on_page(key, key), "; ", on_page(key, key, "Page"), ".")
          for key in keys),
        table([Column("Place", 1), Column("On", 1, True)],
              [(key, on_page(key, key, "number")) for key in keys]),
    ]  # fmt: skip
    for at, key in enumerate(keys):
        front.append(Opening(key=key, part="Part", title=f"Start of {key}.", level=at % 3))
        front += [say(BODY, "words " * 100)] * (8 * (at % 3 + 1))
    return document(*front), keys


def test_every_reference_says_the_page_that_it_leads_to():
    made, keys = long_parts()
    reader = read(made)
    texts = [page.extract_text() for page in reader.pages]
    front = " ".join(" ".join(texts[:2]).split())
    starts = {key: next(at for at, text in enumerate(texts, 1) if f"Start of {key}." in text)
              for key in keys}  # fmt: skip
    assert len(set(starts.values())) > 8
    for key, page in starts.items():
        assert f"See {key}: page {page}; Page {page}." in front
        assert re.search(rf"\b{key} {page}\b", front), "in the table"
        assert f"Words of {key} {page}" in front, "in the contents"
    goals = {}
    for page in reader.pages[:2]:
        for annotation in page.get("/Annots", ()):
            target = annotation.get_object()["/Dest"]
            target = target if isinstance(target, str) else target.get_object()
            goals[str(target)] = annotation
    assert len(goals) >= len(keys)


def test_numbers_that_grow_wider_are_laid_out_again(monkeypatch):
    turns = []
    fill = filling.fill
    monkeypatch.setattr(pages, "fill", lambda *more: turns.append(1) or fill(*more))
    made, _ = long_parts()
    read(made)
    assert len(turns) == 2, "pages 1 to 9 are narrower than was thought"
    turns.clear()
    read(document(Opening(key="a", part="Part", title="Title", new_page=True)))
    assert 1 <= len(turns) <= 2


def test_a_page_that_no_place_has_is_told_by_its_name_without_a_link():
    words = joined("Turn to ", on_page("nowhere", "the missing part"), " or ", link("go", "gone"))
    reader = read(document(Text(BODY, words), Contents((Entry("nowhere", "Nothing"),))))
    assert "Turn to the missing part or go" in reader.pages[0].extract_text()
    assert "/Annots" not in reader.pages[0]


def numbered_words(count, each=30):
    return [" ".join(f"n{at}x{word}" for word in range(each)) for at in range(count)]


@pytest.mark.parametrize("count", [3, 40, 90])
@pytest.mark.parametrize("kind", ["panel", "numbers", "ticks", "paragraphs", "long item"])
def test_no_word_is_lost_where_a_block_goes_over_pages(kind, count):
    words = numbered_words(count)
    if kind == "panel":
        block = panel([say(PANEL_TITLE, words[0]), *(say(BODY, one) for one in words[1:])])
    elif kind == "numbers":
        (block,) = numbered(words)
    elif kind == "ticks":
        (block,) = ticks(words)
    elif kind == "paragraphs":
        block = Together(tuple(say(BODY, one) for one in words))
    else:
        (block,) = bullets([joined(*(f"{one} " for one in words))])
    reader = read(document(say(BODY, "first"), block))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert re.findall(r"n\d+x\d+", text) == " ".join(words).split()
    assert (len(reader.pages) > 1) == (count > 3)


def test_links_lead_to_addresses_and_places():
    made = document(
        Opening(key="top", part="Part", title="Top", new_page=True),
        say(BODY, link("write", "mailto:a@example.org"), " ", link("look", "https://a.example/?b&c")),
        say(BODY, link("to the end", "end")),
        Break(),
        *section("End", say(BODY, "words"), key="end"),
    )  # fmt: skip
    reader = read(made)
    found = [one.get_object() for one in reader.pages[0]["/Annots"]]
    assert [one["/A"]["/URI"] for one in found if "/A" in one] == [
        "mailto:a@example.org", "https://a.example/?b&c",
    ]  # fmt: skip
    assert sum("/Dest" in one for one in found) == 1
    assert [one.title for one in reader.outline if not isinstance(one, list)] == ["Top"]
    assert [one.title for one in reader.outline[1]] == ["End"]
    assert reader.get_destination_page_number(reader.outline[1][0]) == 1


def test_what_a_user_wrote_is_never_markup():
    nasty = "<b>x</b> </font> &amp; <a href='#top'>l</a> <img src='f'/> {%} 5 < 6"
    runs = Rich((Run(nasty, weight="bold", tone="plum"), Run(nasty, small=True, struck=True)))
    made = document(
        Opening(key="top", part=nasty, title=nasty[:80], more=nasty, lead=nasty),
        Text(BODY, runs),
        *section(nasty, table([Column("A", 1), Column("B", 1)], [(nasty, runs)])),
        Cover("C", nasty, nasty, ((nasty, runs),)),
    )
    text = squeezed("".join(page.extract_text() for page in read(made).pages))
    assert text.count(squeezed(nasty)) >= 8


def test_the_same_document_gives_the_same_bytes():
    made, _ = long_parts(5)
    again, _ = long_parts(5)
    assert document_pdf(made) == document_pdf(again)
    other = dataclasses.replace(made, made_on=datetime.date(2026, 11, 22))
    assert document_pdf(other) != document_pdf(made)


def test_a_long_table_is_whole_and_its_work_is_told_and_can_be_stopped():
    rows = [(f"row{at}", f"{at * 7:,}", "words for a reader of it") for at in range(700)]
    columns = [Column("What", 0), Column("How many", 0, True), Column("Words", 0)]
    made = document(table(columns, rows))
    told = []
    text = " ".join(
        page.extract_text()
        for page in read(made, report=lambda *more: told.append(more)).pages
    )  # fmt: skip
    assert [word for word in text.split() if word.startswith("row")] == [r[0] for r in rows]
    assert {words for _, _, words in told} >= {pages.SETTING, pages.LAYING, pages.DRAWING}
    assert all(0 <= done <= total for done, total, _ in told)
    for words in (pages.SETTING, pages.LAYING, pages.DRAWING):
        calls = []

        def stop(done, total, said, words=words, calls=calls):
            calls.append(said)
            if said == words:
                raise Cancelled

        with pytest.raises(Cancelled):
            document_pdf(made, stop)
        assert calls.count(words) == 1


def test_a_file_is_written_whole_and_locked_by_a_password(tmp_path):
    path = tmp_path / "a.pdf"
    write_document_pdf(document(say(BODY, "secret words")), path, password="a long password")
    reader = PdfReader(path)
    assert reader.is_encrypted
    assert reader.decrypt("a long password")
    assert "secret words" in reader.pages[0].extract_text()


def test_an_empty_document_is_one_page():
    reader = read(document())
    assert len(reader.pages) == 1
    assert "Page 1 of 1" in reader.pages[0].extract_text()


def test_bookmarks_never_skip_a_level():
    blocks = [
        Opening(key=f"k{at}", part="P", title=f"T{at}", level=level)
        for at, level in enumerate((2, 0, 2, 1, 2))
    ]
    reader = read(document(*blocks))

    def titles(entries):
        return [titles(one) if isinstance(one, list) else one.title for one in entries]

    assert titles(reader.outline) == ["T0", "T1", ["T2", "T3", ["T4"]]]
