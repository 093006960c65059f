"""Names as people give them: "&" is shown, and no letter is underlined for it."""

from __future__ import annotations

from planner.register.edits import ChangeFields
from ui.parts.elided import ElidedLink
from ui.parts.words import button


def test_the_step_to_undo_shows_an_ampersand(window):
    desk = window.bench.desk
    key = next(iter(desk.register.of_kind("provider")))
    desk.attempt(ChangeFields("provider", key, {"name": "Q & A Care"}))
    undo = window.bench.actions["edit.undo"]
    assert "Q && A" in undo.text() or "&" not in undo.text()
    assert "&&" not in undo.toolTip()


def test_a_button_shows_an_ampersand(look, qtbot):
    made = button("Parent: Q & A Care", print)
    qtbot.addWidget(made)
    assert made.text() == "Parent: Q && A Care"
    assert made.shortcut().isEmpty()


def test_a_link_that_is_cut_shows_an_ampersand_too(look, qtbot):
    link = ElidedLink("Parent: Q & A Care", print)
    qtbot.addWidget(link)
    link.resize(link.sizeHint())
    link.show()
    assert link.text() == "Parent: Q && A Care"
    assert link.toolTip() == ""
