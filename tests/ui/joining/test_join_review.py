"""Two copies of a register edited apart are compared and joined in the window, as a person does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from planner.register.difference import Choice, Difference, Side
from planner.register.edits import AddRecord, ChangeFields, Edit
from planner.register.records import Contract, Place
from planner.session import Session
from tests.register.parted import small_register
from ui.joining.join_review import JoinReview
from ui.main_window import MainWindow

Reviewed = Callable[[Path], JoinReview]


def contract(code: str, **values: object) -> ChangeFields:
    return ChangeFields("contract", code, values)


@pytest.fixture
def sample(tmp_path: Path) -> Session:
    """Return a session on a small register, which opens faster than the sample council."""
    return Session.of(tmp_path / "Ashmere.backstop", small_register(), "A. Tester")


@pytest.fixture
def other(window: MainWindow, tmp_path: Path) -> Callable[..., Path]:
    """Return a function that edits a copy of the sample as Anna and gives its path."""

    def edited(*edits: Edit) -> Path:
        path = tmp_path / "Anna.backstop"
        shutil.copy(window.bench.session.path, path)
        with Session.open(path, "Anna Lee") as session:
            for edit in edits:
                session.apply(edit)
            session.save()
        return path

    return edited


@pytest.fixture
def reviewed(window: MainWindow, qtbot: QtBot) -> Reviewed:
    """Return a function that lays a register beside the open one and waits for it."""

    def compared(path: Path) -> JoinReview:
        window.bench.go("register", show="join", file=str(path))
        review = window.page("register").wizard
        assert isinstance(review, JoinReview)
        wait(window, review, qtbot)
        return review

    return compared


def wait(window: MainWindow, review: JoinReview, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not review.comparison.is_working and not window.bench.tasks.running, timeout=20_000
    )


def pick(review: JoinReview, key: str, field: str = "") -> Difference:
    """Choose the row of a difference as with the arrow keys."""
    at = next(
        at for at, one in enumerate(review.table.ones) if (one.key, one.field) == (key, field)
    )
    review.table.pick(at)
    review.table.setFocus()
    return review.table.ones[at]


def press(button: QAbstractButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_both_changed_is_decided_with_the_keys_and_joined_as_one_step(
    window, other, reviewed, qtbot, settle
):
    desk = window.bench.desk
    first, second = list(desk.register.contracts.values())[:2]
    path = other(
        contract(first.id, annual_value=6e5, note="told by Anna"),
        contract(second.id, kpis=("calls on time", "hers")),
        AddRecord(Contract("N1", "Meals, east", first.service, first.provider)),
        AddRecord(Place("N1", "Kilnmoor", "standard", "council", 34)),
    )
    desk.apply(contract(first.id, annual_value=5e5))
    desk.apply(contract(second.id, kpis=("calls on time", "mine")))
    desk.apply(AddRecord(Contract("N1", "Bins, west", second.service, second.provider)))
    before = desk.register

    review = reviewed(path)
    assert review.table.rowAt(0) == 0
    assert [one.side for one in review.table.ones] == [Side.CONFLICT] * 3 + [Side.THERE]
    assert review._headline.text() == "4 differences from Anna.backstop; 2 for you to decide."
    assert "2 are still to decide" in review._sentence.text()

    money = pick(review, first.id, "Annual value")
    qtbot.keyClick(review.table, Qt.Key.Key_B)
    assert review.comparison.is_undecided(money), "both is not offered for an amount"
    qtbot.keyClick(review.table, Qt.Key.Key_T)
    assert review.comparison.stands(money) is Choice.THEIRS
    qtbot.keyClick(review.table, Qt.Key.Key_M)
    assert review.comparison.stands(money) is Choice.MINE
    assert not review.comparison.is_undecided(money)
    measures = pick(review, second.id, "Measures")
    qtbot.keyClick(review.table, Qt.Key.Key_B)
    assert review.comparison.stands(measures) is Choice.BOTH
    assert "still to decide" not in review._sentence.text()
    assert review.on.text() == "Join 3 changes as one step"
    with qtbot.waitSignal(review.closed, timeout=20_000):
        qtbot.keyClick(review.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    after = desk.register.contracts
    assert (after[first.id].annual_value, after[first.id].note) == (5e5, "told by Anna")
    assert set(after[second.id].kpis) == {"calls on time", "mine", "hers"}
    assert (after["N1"].title, after["N1-2"].title) == ("Bins, west", "Meals, east")
    assert desk.register.people_of_contract("N1-2") == 34
    step = window.bench.session.history()[-1]
    assert step.sentence == "Joined with Anna.backstop: 3 changes of Anna Lee"
    assert "Anna Lee" in step.why
    assert step.sentence in window.bench.messages.words
    (undo,) = [
        one for one in window.bench.messages.findChildren(QPushButton) if one.text() == "Undo"
    ]
    press(undo, qtbot)
    assert desk.register.tables == before.tables
    settle(window)


def test_the_mouse_goes_through_the_choices_and_leaving_changes_nothing(
    window, other, reviewed, qtbot
):
    first = next(iter(window.bench.desk.register.contracts.values()))
    path = other(contract(first.id, annual_value=6e5))
    kept, before = path.read_bytes(), window.bench.session.revision
    review = reviewed(path)
    (one,) = review.table.ones
    assert review.comparison.stands(one) is Choice.THEIRS
    place = review.table.visualRect(review.table.model().index(1, 0)).center()
    qtbot.mouseClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert review.comparison.stands(one) is Choice.MINE
    assert not review.on.isEnabled()
    press(review.of_all[Choice.THEIRS], qtbot)
    assert review.comparison.stands(one) is Choice.THEIRS
    mine, theirs, both = review.one.choice.findChildren(QPushButton)
    press(mine, qtbot)
    assert review.comparison.stands(one) is Choice.MINE
    assert theirs.isEnabled()
    assert not both.isEnabled()
    with qtbot.waitSignal(review.closed, timeout=5_000):
        qtbot.keyClick(review.table, Qt.Key.Key_Escape)
    assert window.bench.session.revision == before
    assert path.read_bytes() == kept


def test_choices_that_contradict_are_refused_with_the_reason_and_stay(
    window, other, reviewed, qtbot, settle
):
    first = next(iter(window.bench.desk.register.contracts.values()))
    path = other(
        AddRecord(Contract("N1", "Meals, east", first.service, first.provider)),
        AddRecord(Place("N1", "Kilnmoor", "standard", "council", 34)),
    )
    review = reviewed(path)
    added, people = review.table.ones
    review.comparison.choose([added], Choice.MINE)
    assert review.comparison.stands(people) is Choice.MINE, "the count goes with its contract"
    review.comparison.choose([people], Choice.THEIRS)
    before = window.bench.session.revision
    press(review.on, qtbot)
    settle(window)
    assert window.bench.session.revision == before
    assert "Not joined." in window.bench.messages.words
    assert "there is no contract N1" in window.bench.messages.words
    assert review.comparison.stands(people) is Choice.THEIRS


def test_it_is_compared_again_where_the_register_changes_and_filtered_by_side_and_kind(
    window, other, reviewed, qtbot
):
    desk = window.bench.desk
    path = other(contract("C1", annual_value=6e5), contract("C2", note="hers"))
    desk.apply(ChangeFields("provider", "P1", {"cash_days": 12.0}))
    review = reviewed(path)
    assert [one.side for one in review.table.ones] == [Side.THERE, Side.THERE, Side.HERE]
    review.comparison.choose([pick(review, "C1", "Annual value")], Choice.MINE)
    desk.apply(contract("C2", note="mine"))
    assert not review.on.isEnabled()
    wait(window, review, qtbot)
    assert [one.side for one in review.table.ones] == [Side.CONFLICT, Side.THERE, Side.HERE]
    assert review.comparison.taken == 0

    review.show_side("here")
    assert [one.kind for one in review.table.ones] == ["provider"]
    review.show_side("all")
    review.kinds.setCurrentIndex(review.kinds.findData("Contracts"))
    review.kinds.activated.emit(review.kinds.currentIndex())
    assert {one.kind for one in review.table.ones} == {"contract"}

    found = [
        one
        for kind in (QAbstractButton, QComboBox, type(review.table))
        for one in review.findChildren(kind)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert len(found) >= 10
    assert [one for one in found if not (one.accessibleName() or getattr(one, "text", str)())] == []


def test_a_save_that_is_refused_offers_the_file_as_it_is_now(window, other, qtbot, settle):
    desk, session = window.bench.desk, window.bench.session
    path = other(contract("C1", annual_value=6e5))
    desk.apply(contract("C1", annual_value=5e5))
    shutil.copy(path, session.path)
    window.bench.actions["file.save"].trigger()
    settle(window)
    (compare,) = [
        one
        for one in window.bench.messages.findChildren(QPushButton)
        if one.text().startswith("Compare")
    ]
    press(compare, qtbot)
    review = window.page("register").wizard
    assert isinstance(review, JoinReview)
    wait(window, review, qtbot)
    assert review.comparison.is_own_file
    (one,) = review.table.ones
    assert (one.side, one.mine, one.theirs) == (Side.CONFLICT, "£500,000", "£600,000")


def test_the_menu_asks_for_the_other_register_which_may_be_none(
    window, other, reviewed, qtbot, tmp_path
):
    path = other()
    asked: list[str] = []

    def answer(parent, title, start, filters):
        asked.append(title)
        return path

    window.files.dialogs.to_open = answer
    window.bench.actions["file.compare"].trigger()
    review = window.page("register").wizard
    assert isinstance(review, JoinReview)
    wait(window, review, qtbot)
    assert asked == ["A register to compare with"]
    assert review._headline.text() == "Anna.backstop holds what this register holds."
    (tmp_path / "x.backstop").write_text("hello")
    review = reviewed(tmp_path / "x.backstop")
    assert "x.backstop" in review._headline.text()
    assert not review.on.isEnabled()
