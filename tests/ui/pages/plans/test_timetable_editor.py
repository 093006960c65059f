"""The timetable is changed by mouse and keys, redrawn at once, kept as one step and undone."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSpinBox

from planner.session import Session
from ui.pages.plans.gantt import Gantt
from ui.pages.plans.timetable_editor import TimetableEditor


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    with Session.sample(tmp_path_factory.mktemp("plan") / "one.backstop", "A. Tester") as session:
        return session.make_plan(next(iter(session.register.scenarios)))


@pytest.fixture
def editor(window, plan, qtbot):
    editor = TimetableEditor(window.bench)
    qtbot.addWidget(editor)
    editor.resize(1100, 600)
    editor.show_plan(plan)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


def open_length(editor):
    """Return a task on the critical path whose length the law leaves open."""
    drawn = editor.drawn
    return next(t for t in drawn.tasks if t.title in drawn.critical_path and t.least is None)


def test_a_longer_task_moves_the_start_and_is_kept_as_one_step(window, editor, settle, plan):
    before = editor.drawn
    task = open_length(editor)
    editor.change_task(task.title, dataclasses.replace(task, likely=task.likely + 30, high=200))
    settle(window)
    assert editor.drawn.p50 > before.p50
    assert editor.has_changes
    steps = len(window.bench.session.history())
    editor.keep()
    assert len(window.bench.session.history()) == steps + 1
    assert not editor.has_changes
    again = window.bench.session.make_plan(plan.header.scenario)
    kept = next(one for one in again.recommissioning if one.service == before.service)
    assert kept.p50 == editor.drawn.p50
    window.bench.desk.undo()
    again = window.bench.session.make_plan(plan.header.scenario)
    assert next(o for o in again.recommissioning if o.service == before.service) == before


def test_the_keyboard_chooses_a_task_and_makes_it_longer(window, editor, settle, qtbot):
    gantt = editor.findChild(Gantt)
    gantt.setFocus()
    task = open_length(editor)
    while gantt.key != task.title:
        qtbot.keyClick(gantt, Qt.Key.Key_Down)
    qtbot.keyClick(gantt, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    now = next(t for t in editor.drawn.tasks if t.title == task.title)
    assert now.likely == task.likely + 1


def test_the_mouse_drags_the_end_of_a_task(window, editor, settle, qtbot):
    gantt = editor.findChild(Gantt)
    task = open_length(editor)
    number = [row.key for row in gantt.rows].index(task.title)
    box = gantt._painter().bar_box(number, gantt.rows[number].bars[-1])
    start = QPoint(int(box.right()) - 2, int(box.center().y()))
    qtbot.mousePress(gantt, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(gantt, start + QPoint(60, 0))
    qtbot.mouseRelease(gantt, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    settle(window)
    now = next(t for t in editor.drawn.tasks if t.title == task.title)
    assert now.likely > task.likely


def test_a_wait_of_the_law_stays_and_says_why(window, editor, settle):
    wait = next(t for t in editor.drawn.tasks if t.least is not None)
    editor.remove_task(wait.title)
    settle(window)
    assert wait.title in [t.title for t in editor.drawn.tasks]
    assert "law asks" in editor._words.text()


def test_tasks_that_wait_in_a_circle_are_refused_in_words(window, editor, settle):
    first, last = editor.drawn.tasks[0], editor.drawn.tasks[-1]
    before = editor.drawn
    editor.change_task(first.title, dataclasses.replace(first, needs=(last.title,)))
    settle(window)
    assert "circle" in editor._words.text()
    assert editor.drawn == before
    assert not editor.has_changes


def test_a_task_is_added_and_left_out(window, editor, settle):
    editor.add_task()
    settle(window)
    assert "New task" in [t.title for t in editor.drawn.tasks]
    editor.remove_task("New task")
    settle(window)
    assert not editor.has_changes


def test_every_field_has_a_name(editor):
    assert all(field.accessibleName() for field in editor.findChildren(QSpinBox))
