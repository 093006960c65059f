"""What belonged to a closed register is let go of: its actions, and work that was under way."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject


@pytest.mark.parametrize("page", ["register", "dependence", "scenarios", "plans"])
def test_no_action_reaches_a_page_that_was_closed(window, settle, page):
    actions = window.bench.actions
    window.bench.go(page)
    of_pages = [one.name for one in actions if one.page]
    assert any(actions[name].isEnabled() for name in of_pages)
    actions["file.welcome"].trigger()
    settle(window)
    assert [name for name in of_pages if actions[name].isEnabled()] == []
    for name in of_pages:
        actions[name].trigger()


def test_work_of_an_owner_that_is_gone_tells_nobody(window, qtbot, settle):
    owner, told = QObject(window), []
    task = window.bench.tasks.do(owner, lambda report: time.sleep(0.1), quiet=True)
    for signal in (task.done, task.cancelled, task.over):
        signal.connect(lambda *_: told.append(True))
    owner.deleteLater()
    settle(window)
    assert told == []


def test_the_look_may_change_in_the_moment_a_register_is_closed(window, look):
    window.bench.go("register", tab="provider")
    window.close()
    look.use("dark", 150)
    look.use("light", 100)
