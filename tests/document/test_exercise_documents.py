"""The workshop pack, the facilitator's list and the report of an exercise say what was written."""

from __future__ import annotations

import dataclasses
import io
import re

import openpyxl
import pytest
from pypdf import PdfReader

from planner.document.blocks import OnOnePage, Opening, Section
from planner.document.exercise_charts import courses_chart, effects_chart
from planner.document.exercise_pack.instruction import JOINT
from planner.document.exercise_pack.whole import exercise_pack, facilitators_list
from planner.document.exercise_report.whole import exercise_report, report_book
from planner.document.exercise_report.workbook_paper import exercise_paper
from planner.document.exercise_words import comparison, headline, restoring
from planner.document.pdf.pages import document_pdf
from planner.document.redaction.edition import redacted
from planner.document.redaction.secrets import secrets_of
from planner.document.redaction.walk import every
from planner.document.wording import count
from planner.document.words import Run
from planner.document.workbook.paper import paper_workbook
from planner.exercise.reveal import reveal
from planner.plan.card import ChecklistItem, Phase, RoleCard
from tests.document.findings import BROKEN, rows_of, tables, words_of
from tests.document.pdf.tagged_file import TaggedFile
from tests.document.played_exercise import SCENARIO, TODAY, hostile, played, played_log, script

CARDS = (
    RoleCard(
        "Strategic lead",
        "Decide what goes on",
        "What to keep going",
        "Spending above £1,000,000: chief executive",
        "Chief executive",
        (
            Phase(
                "First 4 hours",
                4,
                (
                    ChecklistItem("Call in Saltmarsh at once", "Lead", None, True),
                    ChecklistItem("Open the log", "Lead", None, False),
                ),
            ),
        ),
    ),
)
BLAME = re.compile(r"failed to|should have|\bblame|\bfault|mistake|too late|neglect", re.IGNORECASE)


def scenario():
    register, _ = script()
    return register.scenarios[SCENARIO]


@pytest.fixture(scope="module")
def pack():
    register, made = script()
    return exercise_pack(register, made.exercise, made.injects, scenario(), TODAY, CARDS)


@pytest.fixture(scope="module")
def listed():
    register, made = script()
    return facilitators_list(register, made.exercise, made.injects, scenario(), TODAY)


@pytest.fixture(scope="module")
def report():
    return exercise_report(played())


@pytest.fixture(scope="module")
def files(pack, listed, report):
    return [document_pdf(one) for one in (pack, listed, report)]


def said(document) -> str:
    return "\n".join(words_of(document))


def test_the_pack_holds_every_inject_and_none_of_the_expected_actions(pack):
    _, made = script()
    text = said(pack)
    for one in made.injects:
        assert one.title in text
        assert one.content in text
        assert one.question in text
        assert one.expected_action not in text
        assert all(prompt not in text or prompt in JOINT for prompt in one.prompts)
    assert "(draft" not in text


def test_the_list_of_the_facilitator_holds_what_players_are_expected_to_do(listed):
    _, made = script()
    text = said(listed)
    for one in made.injects:
        assert one.expected_action in text
        assert all(prompt in text for prompt in one.prompts)
        assert any(str(one.minute) == row[2] for row in rows_of(tables(listed.blocks)[0]))
    assert "(draft" not in text


def test_each_role_has_a_card_with_the_first_steps_of_the_plan_where_it_has_them(pack):
    _, made = script()
    pages = [one.choices[0] for one in pack.blocks if isinstance(one, OnOnePage)]
    assert [page[0].title for page in pages] == list(made.exercise.players)
    for page in pages:
        text = "\n".join(run.text for run in every(page, Run))
        assert "Saltmarsh" not in text
        has_card = page[0].title == "Strategic lead"
        assert ("Open the log" in text) is has_card
        assert ("The plan has no action card for this role." in text) is not has_card


def test_the_pack_says_aim_objectives_rules_and_the_clock(pack):
    _, made = script()
    text = said(pack)
    assert made.exercise.aim in text
    assert all(one in text for one in made.exercise.objectives)
    assert "In a minute of the room 15 minutes of play pass" in text
    assert "Money counts only once it is released" in text
    assert "No play" in text


def test_exercise_stands_on_every_page_and_every_file_is_tagged(files):
    for data in files:
        pages = PdfReader(io.BytesIO(data)).pages
        assert len(pages) > 3
        for page in pages:
            assert "OFFICIAL-SENSITIVE · EXERCISE" in " ".join(page.extract_text().split())
        assert TaggedFile(data).problems() == []


def test_the_same_report_gives_the_same_bytes(report, files):
    assert document_pdf(report) == files[2]


def test_no_reader_sees_a_code_or_a_blank_of_the_program(pack, listed, report):
    register, made = script()
    codes = [made.exercise.id, *(one.id for one in made.injects), SCENARIO]
    for document in (pack, listed, report):
        for text in words_of(document):
            assert not BROKEN.search(text), text
            assert not any(code in text for code in codes), text
    assert register is played().register


def test_nobody_is_blamed(pack, listed, report):
    for document in (pack, listed, report):
        for text in words_of(document):
            assert not BLAME.search(text), text


def test_every_entry_of_the_log_is_told_with_its_reason(report):
    text = said(report)
    for one in played_log():
        assert one.words in text
        if one.kind in {"decision", "correction"}:
            assert one.why in text
            assert one.powers in text
            assert one.owner in text
    assert "Late entry: decided at 10:04, written at 10:30." in text


def test_what_was_corrected_stays_legible_struck_through_and_linked(report):
    runs = list(every(report.blocks, Run))
    struck = {run.text for run in runs if run.struck}
    assert "Release £300,000 of the reserve" in struck
    assert "Ask the press to wait" in struck
    assert "Release all of the reserve" not in struck
    links = {run.link for run in runs if run.text.startswith(("Corrected by D-", "Taken back by"))}
    places = {one.key for one in every(report.blocks, Section) if one.key.startswith("entry-")}
    assert links == places
    assert len(places) == 2
    back = {run.link for run in runs if run.text.startswith(("Corrects D-", "Takes back D-"))}
    assert back == places


def test_struck_words_can_be_read_in_the_file(files):
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(files[2])).pages)
    assert "Release £300,000 of the reserve" in " ".join(text.split())


def test_objectives_are_told_with_their_verdicts(report):
    opening = next(one for one in every(report.blocks, Opening) if one.key == "aims")
    assert opening.title == "Two of five objectives met, one in part"
    rows = next(rows_of(one) for one in tables(report.blocks)
                if one.columns[0].heading == "Objective")  # fmt: skip
    assert [row[1] for row in rows] == ["Met", "Met", "Partly met", "Not yet met", "Not yet told"]
    assert "The room set priorities in four minutes" in rows[1][2]


def test_the_comparison_is_the_reveal_and_the_finding_adds_up_as_printed():
    found = played().found
    rows = {row[0]: row[1:] for row in comparison(found).rows}
    must = rows["Must: person-days past the limit"]
    assert must == tuple(
        one.breach_person_days.must for one in (found.room, found.best, found.nothing)
    )
    more = round(must[0]) - round(must[1])
    assert headline(found) == f"The best response saves {count(more)} person-days more"
    assert f"prevents {count(more)} more" in played().told.beside
    chart = courses_chart(found)
    for line, course in zip(chart.lines, (found.room, found.best, found.nothing), strict=True):
        assert line.values == tuple(one.must for one in course.without)
        assert count(course.unmet_person_days.must) in line.words
    cells = {row[0]: row[2:] for row in restoring(found).rows}
    for service in found.room.services:
        told = cells[service.title][0]
        assert told == "at once" if service.days == 0 else str(service.days or "not within") in told


def test_the_decisions_of_the_chart_are_those_that_saved_most():
    book = played()
    bars = effects_chart(book.found, book.names).bars
    values = [bar.value for bar in bars]
    assert values == sorted(values, reverse=True)
    saved = max(one.worth.breach_person_days.must for one in book.found.effects)
    assert values[0] == saved
    assert bars[0].label.startswith("D-")


def test_lessons_have_owner_and_date_or_say_that_they_lack_them(report):
    rows = next(rows_of(one) for one in tables(report.blocks)
                if one.columns[0].heading == "Lesson")  # fmt: skip
    assert [row[3] for row in rows] == ["1\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2026",
                                        "15\N{NO-BREAK SPACE}Jan\N{NO-BREAK SPACE}2027",
                                        "No date yet"]  # fmt: skip
    assert rows[0][4] == "Open, past its date"
    assert "Home care" in rows[1][1]
    assert rows[2][2] == "No owner yet"
    text = said(report)
    assert "One voice to families from the first hour" in text
    assert "24 December 2026 and 21 January 2027" in text


def test_the_redacted_edition_tells_no_money_and_nobody_who_logged(report):
    register, _ = script()
    public = redacted(report, secrets_of(register))
    text = said(public)
    assert "A. Tester" in said(report)
    assert "A. Tester" not in text
    assert not re.search(r"£\s?\d", text)
    assert public.marking == "OFFICIAL · EXERCISE"
    data = document_pdf(public)
    assert TaggedFile(data).problems() == []
    for page in PdfReader(io.BytesIO(data)).pages:
        assert "EXERCISE" in page.extract_text()


def test_the_workbook_has_the_whole_log_and_the_numbers_of_the_reveal():
    book = played()
    file = openpyxl.load_workbook(io.BytesIO(paper_workbook(exercise_paper(book))))
    names = file.sheetnames
    assert {"Objectives", "Timeline", "Log", "Lessons and good practice"} <= set(names)
    log = file["Log"]
    heads = [cell.value for cell in log[5]]
    rows = list(log.iter_rows(min_row=6, max_row=5 + len(book.entries), values_only=True))
    assert [row[heads.index("Entry")] for row in rows] == [one.number for one in book.entries]
    by_number = {row[0]: row for row in rows}
    wrong = next(one for one in book.entries if one.corrects is not None)
    assert by_number[wrong.corrects][heads.index("Standing")].startswith("corrected by D-")
    beside = next(one for one in file.worksheets if one["A1"].value == comparison(book.found).title)
    first = [cell.value for cell in beside[6]]
    assert first[1:4] == pytest.approx([one.breach_person_days.must for one in
                          (book.found.room, book.found.best, book.found.nothing)])  # fmt: skip
    for sheet in file.worksheets:
        assert "EXERCISE" in str(sheet.oddHeader.left.text)


def test_an_exercise_of_which_nothing_is_known_yet_is_told_without_gaps():
    register, made = script()
    bare = dataclasses.replace(
        made.exercise, id="bare", objectives=(), players=(), aim=None, scope=None, kind=None,
        facilitator=None, room_minutes=None, money=None,
    )  # fmt: skip
    found = reveal(register, scenario(), bare, ())
    report = exercise_report(report_book(register, bare, scenario(), (), (), found, TODAY))
    pack = exercise_pack(register, bare, (), scenario(), TODAY)
    listed = facilitators_list(register, bare, (), scenario(), TODAY)
    for document in (report, pack, listed):
        assert TaggedFile(document_pdf(document)).problems() == []
        assert not [text for text in words_of(document) if BROKEN.search(text)]
    assert "Nothing is logged yet" in said(report)
    assert "No event is written yet" in said(listed)
    paper_workbook(exercise_paper(report_book(register, bare, scenario(), (), (), found, TODAY)))


def test_whatever_was_typed_the_files_are_whole():
    book = hostile()
    made = exercise_report(book)
    injects = [dataclasses.replace(one, title="<i>" * 80, content="word " * 900, sent_from="&" * 90)
               for one in book.injects]  # fmt: skip
    pack = exercise_pack(book.register, book.exercise, injects, book.scenario, TODAY)
    for document in (made, pack):
        data = document_pdf(document)
        assert TaggedFile(data).problems() == []
        for page in PdfReader(io.BytesIO(data)).pages:
            assert "EXERCISE" in page.extract_text()
    assert paper_workbook(exercise_paper(book))
