"""A contract manager's month in one window, a chapter to a test; each goes on where one ended."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableView,
    QTreeWidget,
)

from planner import fields
from planner.session import Session
from tests.ui.journeys.person import Person
from ui.theme import Look

SWEEP = "Every provider, asset and owner, worst first"
KINDS = tuple(kind.name for kind in fields.KINDS)
HARBOUR = ("Harbour Home Care Ltd", "Harbour Homecare Ltd", "HARBOUR HOME CARE LIMITED")
MONEY = ("£{:,}", "{}", "£{:,}.00", "{:,}")
DAYS = ("01/04/2024", "1 Apr 2024", "2024-04-01", "01-Apr-24")


def messy_list(path: Path) -> None:
    """Write forty contracts as they come: titles, spellings, dates and sums of all kinds."""
    rows: list[list[str]] = [["Contracts register, Q3", "", "", "", "", ""], [""] * 6]
    rows.append(["Ref", "Service", "Supplier", "Annual value", "Start date", "End date"])
    for at in range(40):
        service, supplier = (
            ("Home care", HARBOUR[at % 3])
            if at < 15
            else ("Home care", "Wrenlow Care CIC")
            if at < 20
            else ("School transport", "Northgate Travel plc")
            if at < 30
            else ("Lunch clubs", "Bluebell Meals Ltd")
        )
        value = MONEY[at % 4].format(100_000 + 1_000 * at) if at != 33 else "TBC"
        rows.append([f"C{at + 1:02}", service, supplier, value, DAYS[at % 4], "31/03/2029"])
        if at % 10 == 9:
            rows.append([""] * 6)
    rows.append(["", "Total", "", "£4,780,000", "", ""])
    with path.open("w", newline="", encoding="cp1252") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture(scope="module")
def ann(look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Return the contract manager, before an empty window."""
    asks = QFileDialog.getSaveFileName
    person = Person(look, tmp_path_factory.mktemp("month"))
    yield person
    person.closes_the_window()
    QFileDialog.getSaveFileName = asks  # type: ignore[method-assign]


def session(ann: Person) -> Session:
    return ann.window.bench.session


def test_a_spreadsheet_becomes_a_saved_register(ann: Person) -> None:
    spreadsheet = ann.folder / "contracts.csv"
    messy_list(spreadsheet)
    ann.window.files.dialogs.to_open = lambda *_: spreadsheet
    ann.presses("Ctrl+I")
    ann.waits(lambda: ann.sees(QLabel, "Import a list"))
    ann.clicks("Next: suppliers")
    ann.clicks("Next: preview")
    ann.clicks("Import")
    ann.waits(lambda: session(ann).register.contracts)
    register = session(ann).register
    assert len(register.contracts) == 40
    assert len(register.services) == 3
    assert register.contracts["C34"].annual_value is None
    ann.presses("Ctrl+S")
    assert session(ann).is_saved
    assert ann.window.header.state.startswith("Saved")


def test_services_are_classed_on_the_board_by_keys_with_reasons(ann: Person) -> None:
    ann.presses("Ctrl+Shift+B")
    decisions = (
        ("Home care", "M", "People cannot wash or eat.", "1"),
        ("School transport", "N", "Children miss school.", "5"),
        ("Lunch clubs", "C", "It may pause for a while.", "30"),
    )
    for service, key, reason, days in decisions:
        board = ann.points_at("Not classed yet|No class yet|Open", service)
        ann.presses(key)
        ann.types("Why is it a .*", reason)
        ann.types("Tolerable period", days)
        ann.clicks("Record decision")
        assert board.isVisible() is (service != "Lunch clubs")
    classes = {one.title: one.class_ for one in session(ann).register.services.values()}
    assert classes == {"Home care": "must", "School transport": "needed", "Lunch clubs": "could"}
    assert ann.finds(QListWidget, "Must").count() == 1


def test_what_no_list_holds_is_added_by_hand(ann: Person) -> None:
    ann.window.bench.go("register", tab="place")
    ann.waits()
    for contract, people in (("C01", "40"), ("C16", "10"), ("C21", "25"), ("C31", "12")):
        asked = (("Contract", contract), ("Area", "North"), ("People", people))
        ann.fills_in("Ctrl+Shift+N", asked, "Add people served")
    assert sum(one.people for one in session(ann).register.places.values()) == 87


def test_the_single_point_of_failure_stands_first(ann: Person) -> None:
    ann.presses("Ctrl+3")
    ann.clicks("Fail each in turn.*")
    ann.clicks("Run again")
    table = ann.finds(QTableView, SWEEP)
    assert "Harbour Home" in table.model().index(0, 1).data()
    assert ann.finds(QLabel, ".*must service.*")
    ann.points_at(SWEEP, "Harbour Home")
    ann.clicks("Try this failure")
    assert "Harbour" in ann.finds(QLineEdit, "To whom").text()


def test_failing_it_says_in_a_sentence_what_happens(ann: Person) -> None:
    ann.presses("Ctrl+Return")
    ann.waits(lambda: ann.sees(QPushButton, "Keep this scenario"))
    ann.clicks("Keep this scenario")
    (scenario,) = session(ann).register.scenarios.values()
    wanted = session(ann).run(scenario)
    page = ann.window.page("scenarios")
    found = page.result.report  # type: ignore[attr-defined]
    assert found.outcome.breach_person_days == wanted.breach_person_days
    assert found.outcome.cost == wanted.cost
    assert wanted.breach_person_days.must > 0
    assert ann.finds(QLabel, re.escape(found.headline))


def test_one_click_makes_the_plan_which_a_person_then_makes_their_own(ann: Person) -> None:
    ann.clicks("Make a plan")
    ann.waits(lambda: ann.sees(QPushButton, "Excel…"))
    (plan,) = session(ann).register.plans.values()
    assert plan.status == "draft"

    ann.points_at("Decisions.*", "Home care")
    ann.presses("Return")
    proposed = ann.finds(QComboBox, "Decision")
    other = next(
        proposed.itemText(at) for at in range(proposed.count()) if at != proposed.currentIndex()
    )
    ann.types("Decision", other.lower())
    ann.types("Reason, required", "Families were asked and agree.")
    ann.clicks("Record decision")
    (decision,) = session(ann).register.decisions.values()
    assert decision.reason == "Families were asked and agree."

    tree = ann.finds(QTreeWidget, "Actions by phase")
    tree.setCurrentItem(tree.topLevelItem(0).child(0))
    tree.setFocus()
    ann.presses("Space")
    assert [one.done_on for one in session(ann).register.of_kind("action").values() if one.done_on]


def test_the_plan_leaves_as_pdf_and_as_workbook_with_the_same_numbers(ann: Person) -> None:
    page = ann.window.page("plans")
    headline = page.plan.headline.text()  # type: ignore[attr-defined]
    for words, name in (("PDF…", "plan.pdf"), ("Excel…", "plan.xlsx")):
        ann.answers_with(ann.folder / name)
        ann.clicks(words)
        assert ann.is_told.startswith(f"Saved {name}")
    pages = pypdf.PdfReader(ann.folder / "plan.pdf").pages
    printed = " ".join(" ".join(one.extract_text() for one in pages).split())
    book = openpyxl.load_workbook(ann.folder / "plan.xlsx", read_only=True)
    cells = " ".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
    numbers = re.findall(r"[0-9][0-9,]*", headline)
    assert numbers
    for number in numbers:
        assert number in printed
        assert number.replace(",", "") in cells.replace(",", "")


def test_nothing_is_lost_when_the_window_closes_unsaved(ann: Person) -> None:
    ann.window.files.autosave_after(10_000_000)
    before = session(ann).register
    said = [step.sentence for step in session(ann).history()]
    path = session(ann).path
    ann.closes_the_window()
    ann.opens_the_window()
    ann.window.open_path(path)
    ann.waits(lambda: ann.window.bench.desk.is_open)
    after = session(ann).register
    for kind in KINDS:
        assert after.of_kind(kind) == before.of_kind(kind)
    assert [step.sentence for step in session(ann).history()] == said


def test_all_of_it_is_undone_step_by_step_after_a_restart(ann: Person) -> None:
    steps = 0
    while session(ann).undo_sentence:
        told = ann.window.bench.actions["edit.undo"].text()
        assert told.startswith("Undo: ")
        ann.presses("Ctrl+Z")
        steps += 1
        assert steps < 60
    assert steps > 10
    register = session(ann).register
    assert not any(register.of_kind(kind) for kind in KINDS)
    while session(ann).redo_sentence:
        ann.presses("Ctrl+Y")
    assert len(session(ann).register.contracts) == 40
    assert len(session(ann).register.plans) == 1
