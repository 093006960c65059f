"""A script is edited by keys and fields, each edit is kept as one step, and checks follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPointF, QSettings, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from planner.register.edits import AddRecord, ChangeFields, RemoveRecord, Together
from planner.register.records import Exercise, Inject
from planner.register.register import Register
from planner.session import Session
from ui.main_window import MainWindow
from ui.pages.plans.documents_view import DocumentsView
from ui.pages.workshop.events_model import COLUMNS, TITLE
from ui.pages.workshop.page import WorkshopPage
from ui.pages.workshop.prepare_view import PrepareView
from ui.theme import Look

Settle = Callable[[MainWindow], None]
LEAD, SETTLE = "Decide who leads", "Set priorities"
HERON = Exercise(
    "heron", "Exercise Heron", scenario="friday-liquidation", objectives=(LEAD, SETTLE),
    players=("Incident manager", "Duty lawyer"), start_day=0, start_time="09:00", speed=15.0,
    room_minutes=120,
)  # fmt: skip
EVENTS = (
    Inject("heron-1", "heron", "The company rings", day=0, time="09:00", objective=LEAD,
           sent_to="Incident manager"),
    Inject("heron-2", "heron", "The rota is switched off", day=3, time="08:30", objective=SETTLE,
           sent_to="Duty lawyer", content="Nobody can see who is due a visit."),
    Inject("heron-3", "heron", "A councillor asks", day=12, time="10:00", sent_to="Duty lawyer"),
)  # fmt: skip
COLUMN = {one.field: at for at, one in enumerate(COLUMNS)}


@pytest.fixture(scope="module")
def window(
    look: Look, tmp_path_factory: pytest.TempPathFactory, sample_register: Register
) -> Iterator[MainWindow]:
    """Return one window on the sample council for all tests here: each begins with the script."""
    look.use("light", 100)
    folder = tmp_path_factory.mktemp("script")
    made = MainWindow(look, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    made.show()
    made.open_session(Session.of(folder / "Orrinshaw.backstop", sample_register, "A. Tester"))
    yield made
    made.close()
    made.deleteLater()
    QTest.qWait(1)


@pytest.fixture
def view(window: MainWindow, settle: Settle) -> PrepareView:
    bench = window.bench
    window.resize(1366, 768)
    bench.go("workshop", show="list")
    if "heron" in bench.session.register.of_kind("exercise"):
        bench.desk.apply(RemoveRecord("exercise", "heron", with_dependents=True))
    edits = tuple(AddRecord(one) for one in (HERON, *EVENTS))
    bench.desk.apply(Together("Prepared Exercise Heron", edits))
    bench.go("workshop", show="prepare", exercise="heron", inject="heron-1")
    bench.messages.clear()
    settle(window)
    found = window.findChild(PrepareView)
    assert found is not None
    assert found.isVisible()
    found.segments.press("events")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    found.table.setFocus()
    return found


def script(window: MainWindow) -> list[str]:
    return [one.title for one in window.bench.session.injects_of("heron")]


def inject(window: MainWindow, code: str) -> Inject:
    found = window.bench.session.register.of_kind("inject")[code]
    assert isinstance(found, Inject)
    return found


def steps(window: MainWindow) -> int:
    return len(window.bench.session.history())


def types_in_cell(view: PrepareView, field: str, words: str) -> QLineEdit:
    """Go to a field of the event chosen, and type it anew with Enter."""
    row = view.table.currentIndex().row()
    view.table.setCurrentIndex(view.table.events.index(row, COLUMN[field]))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    editor = view.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(1)
    return editor


def test_enter_edits_a_cell_and_the_list_stays_in_order_of_play(window, view):
    before = steps(window)
    view.table.pick("heron-3")
    types_in_cell(view, "day", "1")
    assert inject(window, "heron-3").day == 1
    assert script(window) == ["The company rings", "A councillor asks", "The rota is switched off"]
    assert view.table.code == "heron-3", "the event edited stays chosen where it now stands"
    assert view.event_form.event_shown.id == "heron-3"
    assert steps(window) == before + 1
    window.bench.desk.undo()
    assert script(window)[-1] == "A councillor asks"


def test_what_is_no_time_keeps_its_editor_open_and_the_event_as_it_was(window, view):
    view.table.pick("heron-2")
    editor = types_in_cell(view, "time", "half eight")
    assert view.table.state() == view.table.State.EditingState
    assert "write it as 08:30" in editor.accessibleDescription()
    editor.setText("7.45")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(1)
    assert inject(window, "heron-2").time == "07:45"


def test_insert_adds_an_event_and_types_its_title(window, view):
    view.table.pick("heron-1")
    QTest.keyClick(view.table, Qt.Key.Key_Insert)
    editor = view.table.findChild(QLineEdit)
    QTest.keyClicks(editor, "A family rings")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(1)
    assert script(window)[:2] == ["The company rings", "A family rings"]
    assert (view.table.code, view.table.currentIndex().column()) == ("heron-new-1", TITLE)
    added = inject(window, "heron-new-1")
    assert (added.day, added.time) == (0, "09:30")


def test_delete_removes_an_event_with_undo_in_the_message_bar(window, view):
    view.table.pick("heron-2")
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert script(window) == ["The company rings", "A councillor asks"]
    assert view.table.code == "heron-3"
    assert "The rota is switched off" in window.bench.messages.words
    window.bench.desk.undo()
    assert script(window)[1] == "The rota is switched off"


def test_alt_and_the_arrows_move_an_event_and_leave_the_times_to_the_places(window, view):
    view.table.pick("heron-3")
    before = steps(window)
    QTest.keyClick(view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert script(window) == ["The company rings", "A councillor asks", "The rota is switched off"]
    assert (inject(window, "heron-3").day, inject(window, "heron-3").time) == (3, "08:30")
    assert (inject(window, "heron-2").day, inject(window, "heron-2").time) == (12, "10:00")
    assert (view.table.code, steps(window)) == ("heron-3", before + 1)
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert script(window) == [one.title for one in EVENTS]


def test_an_event_dragged_below_the_last_takes_the_last_time(window, view):
    view.table.pick("heron-1")
    mime = view.table.events.mimeData([view.table.currentIndex()])
    below = QPointF(40, view.table.viewport().height() - 5)
    drop = QDropEvent(
        below, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    view.table.dropEvent(drop)
    assert script(window) == ["The rota is switched off", "A councillor asks", "The company rings"]
    assert (inject(window, "heron-1").day, inject(window, "heron-1").time) == (12, "10:00")


def test_the_pack_and_the_facilitators_list_open_among_the_documents(window, view):
    for one, document in ((view.head.pack, "exercise-pack"), (view.head.list, "facilitators-list")):
        window.bench.go("workshop", show="prepare", exercise="heron")
        one.click()
        documents = window.findChild(DocumentsView)
        assert documents.isVisible()
        assert documents.offer.key == document
        assert documents.exercises.currentData() == "heron"


def test_an_objective_is_chosen_in_its_cell_and_the_check_goes(window, view):
    assert not [one for one in view.checks.sentences if "tested by no event" in one]
    window.bench.desk.apply(ChangeFields("inject", "heron-2", {"objective": None}))
    assert any("Objective 2" in one for one in view.checks.sentences)
    view.table.pick("heron-3", "objective", types=True)
    box = view.table.findChild(QComboBox)
    box.setCurrentIndex(box.findText("2. Set priorities"))
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.qWait(1)
    assert inject(window, "heron-3").objective == SETTLE
    assert not any("Objective 2" in one for one in view.checks.sentences)


def test_a_field_of_the_event_is_kept_when_it_is_left(window, view):
    view.table.pick("heron-2")
    box = view.event_form.kept.boxes["content"].editor
    before = steps(window)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "The rota is gone.")
    assert steps(window) == before
    view.event_form.kept.boxes["day"].editor.setFocus()
    assert inject(window, "heron-2").content == "The rota is gone."
    assert steps(window) == before + 1
    window.bench.desk.undo()
    assert box.toPlainText() == "Nobody can see who is due a visit."


def test_another_event_chosen_while_typing_keeps_what_was_typed_with_its_own_event(window, view):
    view.table.pick("heron-2")
    box = view.event_form.kept.boxes["content"].editor
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "The rota is gone.")
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert inject(window, "heron-2").content == "The rota is gone."
    assert inject(window, "heron-3").content is None
    assert box.toPlainText() == ""


def test_an_objective_reworded_in_the_form_takes_its_events_along(window, view, qtbot: QtBot):
    lines = view.form.objectives.list
    lines.setFocus()
    lines.setCurrentRow(1)
    QTest.keyClick(lines, Qt.Key.Key_Return)
    editor = lines.findChild(QLineEdit)
    assert editor.text() == SETTLE, "the number is shown, never typed"
    editor.selectAll()
    QTest.keyClicks(editor, "Say who waits")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: inject(window, "heron-2").objective == "Say who waits")
    assert window.bench.session.exercise("heron").objectives == (LEAD, "Say who waits")
    window.bench.desk.undo()
    assert inject(window, "heron-2").objective == SETTLE
    assert view.form.objectives.lines == (LEAD, SETTLE)


def test_roles_are_added_moved_and_removed_by_keys(window, view, qtbot: QtBot):
    players = view.form.players.list
    players.setFocus()
    players.setCurrentRow(1)
    QTest.keyClick(players, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    session = window.bench.session
    assert session.exercise("heron").players == ("Duty lawyer", "Incident manager")
    QTest.keyClick(players, Qt.Key.Key_Insert)
    editor = players.findChild(QLineEdit)
    QTest.keyClicks(editor, "Section 151 officer")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Section 151 officer" in session.exercise("heron").players)
    players.setCurrentRow(0)
    QTest.keyClick(players, Qt.Key.Key_Delete)
    assert session.exercise("heron").players == ("Section 151 officer", "Incident manager")


def test_the_clock_is_told_as_a_day_in_the_room_and_nonsense_is_refused(window, view):
    speed = view.form.kept.boxes["speed"].editor
    speed.setFocus()
    speed.selectAll()
    QTest.keyClicks(speed, "60")
    QTest.keyClick(speed, Qt.Key.Key_Return)
    assert window.bench.session.exercise("heron").speed == 60
    assert "A day in 24 minutes." in [
        one.text() for one in view.form.findChildren(type(view._told))
    ]
    start = view.form.kept.boxes["start_time"]
    start.editor.setFocus()
    start.editor.selectAll()
    QTest.keyClicks(start.editor, "dawn")
    QTest.keyClick(start.editor, Qt.Key.Key_Return)
    assert "no time of day" in start.error.text()
    assert window.bench.session.exercise("heron").start_time == "09:00"


def test_a_check_leads_to_the_field_it_is_about(window, view):
    window.bench.desk.apply(ChangeFields("inject", "heron-3", {"sent_to": None}))
    at = next(at for at, one in enumerate(view.checks.sentences) if "goes to nobody" in one)
    view.checks.list.setFocus()
    view.checks.list.setCurrentRow(at)
    QTest.keyClick(view.checks.list, Qt.Key.Key_Return)
    assert view.table.code == "heron-3"
    assert QApplication.focusWidget() is view.event_form.kept.boxes["sent_to"].editor


def test_a_narrow_window_shows_one_part_at_a_time(window, view, qtbot: QtBot):
    assert view.form.isVisible()
    assert view.table.isVisible()
    assert view.event_form.isVisible()
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: not view.form.isVisible())
    assert view.table.isVisible()
    assert not view.event_form.isVisible()
    view.segments.findChildren(QPushButton)[2].click()
    assert view.event_form.isVisible()
    assert not view.table.isVisible()


def test_drafting_again_says_what_would_change_and_does_it_only_then(
    window, view, settle: Settle, qtbot: QtBot
):
    before = steps(window)
    view.head.again.click()
    settle(window)
    messages = window.bench.messages
    assert "Drafting again adds " in messages.words
    assert "Kept as you wrote them: " in messages.words
    assert (script(window), steps(window)) == ([one.title for one in EVENTS], before)
    button = next(one for one in messages.findChildren(QPushButton)
                  if one.text() == "Draft again")  # fmt: skip
    button.click()
    assert len(script(window)) > 10
    assert {one.title for one in EVENTS} <= set(script(window))
    assert steps(window) == before + 1
    window.bench.desk.undo()
    assert script(window) == [one.title for one in EVENTS]


def test_the_page_finds_the_event_it_is_asked_for(window, view, settle: Settle):
    window.bench.go("workshop", show="prepare", exercise="heron", inject="heron-2")
    settle(window)
    assert view.event_form.event_shown.id == "heron-2"
    page = window.findChild(WorkshopPage)
    assert page.view() == {"show": "prepare", "exercise": "heron"}
