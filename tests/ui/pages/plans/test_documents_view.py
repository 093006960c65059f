"""Documents in the real window: chosen, read, redacted, locked and written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.register.edits import AddRecord, RemoveRecord, Together
from planner.register.records import Exercise, Inject
from ui.main_window import MainWindow
from ui.pages.plans.document_writing import PasswordDialog
from ui.pages.plans.documents_view import DocumentsView
from ui.pages.plans.page import PlansPage

Settle = Callable[[MainWindow], None]
CALM = "ninety-days"


@pytest.fixture
def documents(window: MainWindow, settle: Settle, qtbot: QtBot) -> DocumentsView:
    """Return the documents, with the plan of one scenario kept."""
    session = window.bench.session
    session.store_plan(session.make_plan(CALM))
    window.bench.go("plans", show="documents", document="cards")
    settle(window)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    return page.documents


def chosen(view: DocumentsView, key: str, window: MainWindow, settle: Settle) -> None:
    """Choose a document as a person does, and wait until it is shown."""
    view.documents.setCurrentIndex(view.documents.findData(key))
    settle(window)


def test_without_a_plan_the_page_says_so_and_the_register_book_can_still_be_read(
    window: MainWindow, settle: Settle
) -> None:
    window.bench.go("plans", show="documents", document="plan")
    settle(window)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    view = page.documents
    assert view.nothing.isVisible()
    assert not any(one.isEnabled() for one in view._buttons.values())
    chosen(view, "register-book", window, settle)
    assert not view.nothing.isVisible()
    assert view.reader.view.count > 10
    assert view._buttons[".pdf"].isEnabled()
    assert not view._buttons[".xlsx"].isVisible()


def test_each_role_has_its_page_and_the_redacted_edition_says_what_it_is(
    documents: DocumentsView, window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    view = documents
    assert view.reader.view.count == 10
    assert view.reader.pages.item(0).text().endswith("Strategic lead")
    window.findChildren(type(view.edition))
    view.edition._buttons["redacted"].click()
    settle(window)
    assert "no contacts" in view.words.text()
    view.writing.write_to(view._wanted(), tmp_path / "cards.pdf")
    settle(window)
    text = pypdf.PdfReader(tmp_path / "cards.pdf").pages[1].extract_text()
    assert "Redacted edition" in text


def test_a_document_is_written_in_every_format_it_has(
    documents: DocumentsView,
    window: MainWindow,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = documents
    chosen(view, "plan", window, settle)
    for ending in (".pdf", ".docx", ".html", ".xlsx"):
        path = tmp_path / f"plan{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        view._buttons[ending].click()
        settle(window)
        assert window.bench.messages.words.startswith(f"Saved plan{ending}")
        assert path.stat().st_size > 10_000
    assert zipfile.is_zipfile(tmp_path / "plan.docx")
    assert (tmp_path / "plan.html").read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_password_is_asked_twice_and_locks_the_pdf(
    documents: DocumentsView, window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    view = documents
    view.writing._lock.trigger()
    (dialog,) = window.findChildren(PasswordDialog)
    dialog.first.setText("short")
    dialog._take()
    assert "at least 8" in dialog.words.text()
    dialog.first.setText("north wind 7")
    dialog.second.setText("north wind 8")
    dialog._take()
    assert "differ" in dialog.words.text()
    dialog.second.setText("north wind 7")
    dialog._take()
    view.writing.write_to(view._wanted(), tmp_path / "locked.pdf")
    settle(window)
    locked = pypdf.PdfReader(tmp_path / "locked.pdf")
    assert locked.is_encrypted
    assert not locked.decrypt("something else")
    assert locked.decrypt("north wind 7")
    view.writing._lock.trigger()
    assert view.writing.password == ""


def test_papers_of_an_exercise_are_chosen_by_the_exercise_and_not_by_a_plan(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    window.bench.go("plans", show="documents", document="facilitators-list")
    settle(window)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    view = page.documents
    session = window.bench.session
    for kind in ("inject", "lesson", "exercise"):
        for code in list(session.register.of_kind(kind)):
            session.apply(RemoveRecord(kind, code))
    view.show_plans(session.register.plans, "", "facilitators-list")
    settle(window)
    assert view.unheld.isVisible()
    assert not view.plans.isVisible()
    assert not any(one.isEnabled() for one in view._buttons.values())
    made = Exercise("wren", "Exercise Wren", scenario=CALM, objectives=("Decide who leads",))
    news = Inject("wren-1", "wren", "The office is shut", day=1, expected_action="Say who leads")
    session.apply(Together("Prepared Exercise Wren", (AddRecord(made), AddRecord(news))))
    window.bench.go("plans", show="documents", document="facilitators-list")
    settle(window)
    assert view.exercises.isVisible()
    assert view.exercises.currentText() == "Exercise Wren"
    assert view.reader.view.count == 2
    view.writing.write_to(view._wanted(), tmp_path / "list.pdf")
    settle(window)
    text = pypdf.PdfReader(tmp_path / "list.pdf").pages[1].extract_text()
    assert "EXERCISE" in text
    assert "Say who leads" in text
    assert view._wanted().file_name == "Facilitator’s list, Exercise Wren"
    chosen(view, "register-book", window, settle)
    assert not view.exercises.isVisible()
