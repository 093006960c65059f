from __future__ import annotations

import dataclasses
import io
import re

import pytest
from pypdf import PdfReader

from planner.document.contingency.whole import contingency_plan
from planner.document.pdf.pages import write_document_pdf
from planner.progress import Cancelled
from tests.document.as_pdf import plan_pdf


def read(plan, **more):
    return PdfReader(io.BytesIO(plan_pdf(plan, **more)))


def pages_of(reader):
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.fixture(scope="module")
def reader(plan):
    return read(plan)


def outline_titles(entries):
    for entry in entries:
        if isinstance(entry, list):
            yield from outline_titles(entry)
        else:
            yield entry.title


def test_every_page_says_which_it_is_and_carries_the_marking(reader):
    pages = pages_of(reader)
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "OFFICIAL-SENSITIVE" in text
        assert "Register revision 418 · Plan version 3" in text
        assert "Printed copies expire on 24 January 2027" in text


def test_the_card_is_page_two_and_repeats_the_plan(plan, reader):
    text = pages_of(reader)[1]
    card = plan.card
    assert card.headline in text
    assert card.decision in text
    for figure in card.figures:
        assert figure.value in text
    for action in card.first_actions:
        assert action.headline in text
    for line in card.numbers:
        assert line.day.replace(" ", "") in text.replace(" ", "").replace("\xa0", "")
    assert card.known_gap in text
    assert "Contents" not in text


def test_every_font_is_embedded(reader):
    embedded = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            descriptor = font.get("/FontDescriptor")
            assert descriptor is not None, f"{font['/BaseFont']} is not embedded"
            assert "/FontFile2" in descriptor.get_object()
            embedded.add(font["/BaseFont"].split("+")[-1])
    assert embedded == {"SourceSansPro-Regular", "SourceSansPro-Bold", "SourceSansPro-Semibold"}


def test_bookmarks_lead_to_every_part(reader):
    titles = list(outline_titles(reader.outline))
    assert titles == [
        "Cover",
        "First page card",
        "Contents",
        "People at risk",
        "Scenario",
        "Decisions",
        "Checklists",  # this plan was kept before there were action cards
        "Step-in plan",
        "Money",
        "Re-commissioning",
        "People and communications",
        "Gaps and actions",
        "Assumptions",
        "Annex: providers and contacts",
        "All numbers to ring",
        "Document control",
    ]


def test_contents_can_be_clicked_and_name_the_right_pages(reader):
    contents = reader.pages[2]
    links = [note.get_object() for note in contents["/Annots"]]
    assert len(links) >= 12
    text = " ".join(contents.extract_text().split())
    named = re.search(r"Assumptions and sources (\d+)", text)
    page = reader.pages[int(named[1]) - 1].extract_text()
    assert "Assumptions and sources" in page


def test_title_author_and_language_are_set(reader):
    assert reader.metadata.title == "Contingency plan: Harbour Home Care"
    assert reader.metadata.author == "Head of commissioning"
    assert reader.metadata["/CreationDate"].startswith("D:20261026")
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_an_unchecked_rule_is_marked_where_it_is_used(reader):
    pages = pages_of(reader)
    assert any("Tender notice (UK4)" in page and "To be checked" in page for page in pages)


def test_no_record_id_is_printed(plan, reader):
    text = " ".join(pages_of(reader))
    for identity in ("home-care", "meals-at-home", "keep_going", "let_go"):
        assert identity not in text


def test_the_same_plan_gives_the_same_bytes(plan):
    assert plan_pdf(plan) == plan_pdf(plan)


def test_a_stale_plan_says_so_on_every_page(plan):
    pages = pages_of(read(plan, stale=True))
    assert all("Made before the register changed" in page for page in pages)
    assert "The register has changed since" in pages[0]


def test_a_bare_plan_says_what_is_not_known_and_never_zero_people(bare):
    text = " ".join(pages_of(read(bare)))
    assert "How many people depend on it is not known" in text
    assert "0 people" not in text
    assert "The cost is not known" in text
    assert "holds no telephone number" in text


def test_markup_and_many_scripts_are_printed_as_text(hostile):
    text = " ".join(pages_of(read(hostile)))
    assert "<b>&amp;</i>" in text
    assert "Łódź Ελλάδα Київ" in text


def test_very_long_words_break_and_very_long_texts_are_cut(wordy):
    reader = read(wordy)
    assert len(reader.pages) < 80
    assert "First page card" in reader.pages[1].extract_text()


def test_a_plan_for_sixty_services_stays_readable(big):
    reader = read(big)
    assert len(reader.pages) < 60 * 5
    assert "Service 60" in list(outline_titles(reader.outline))
    contents = reader.pages[2].extract_text()
    assert "Service 31" not in contents


def test_the_file_is_whole_or_as_it_was(plan, tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"the old one")

    def stop(done, total, text):
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        write_document_pdf(contingency_plan(plan), path, stop)
    assert path.read_bytes() == b"the old one"
    write_document_pdf(contingency_plan(plan), path)
    assert path.read_bytes().startswith(b"%PDF")
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_folder_that_is_missing_is_an_error_of_the_place(plan, tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        write_document_pdf(contingency_plan(plan), tmp_path / "nowhere" / "plan.pdf")


def test_progress_is_told_to_the_end(plan):
    told = []
    plan_pdf(plan, lambda done, total, text: told.append((done, total)))
    assert told[-1][0] == told[-1][1]


def test_a_plan_without_a_preventive_action_still_says_what_to_do(plan):
    text = " ".join(pages_of(read(dataclasses.replace(plan, preventive=(), gaps=()))))
    assert "No gap was found" in text
    assert "No preventive action was worked out" in text


def test_services_of_which_nothing_is_known_share_one_page(bare):
    (step,) = bare.step_in
    titles = ("Home care", "Meals", "Day centre")
    several = tuple(dataclasses.replace(step, service=t, title=t) for t in titles)
    reader = read(dataclasses.replace(bare, step_in=several))
    text = " ".join(pages_of(reader))
    assert "neither people nor options for home care, meals and day centre" in text
    assert "Meals" not in list(outline_titles(reader.outline))
