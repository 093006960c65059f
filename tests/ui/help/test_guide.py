from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QPushButton

from planner import fields
from ui.help import topics
from ui.help.tour import STEPS
from ui.main_window import PAGES


def test_every_link_of_the_guide_leads_somewhere(window):
    actions = tuple(window.bench.actions)
    for topic in ("contents", *topics.topics()):
        for _, target in topics.links_of(topics.text_of(topic, actions)):
            if target != "tour:start" and not target.startswith("pictures/"):
                assert topics.text_of(target.removesuffix(".md"), actions), (topic, target)


def test_every_file_of_the_guide_is_in_its_contents():
    files = {path.stem for path in topics.FOLDER.glob("*.md")} - {"contents"}
    assert files == set(topics.topics()) - set(topics.MADE)


def test_every_command_is_in_the_guide(window):
    text = topics.text_of("commands", tuple(window.bench.actions))
    for action in window.bench.actions:
        assert action.text in text


@pytest.mark.parametrize("page", [kind.name for kind in PAGES])
def test_every_page_of_the_window_has_a_page_of_the_guide(page):
    assert topics.topic_of(page, {}) in topics.topics()
    assert topics.topic_of(page, {}) != "window"


def test_what_a_page_shows_decides_the_topic():
    assert topics.topic_of("register", {"show": "import"}) == "import"
    assert topics.topic_of("register", {"tab": "findings"}) == "findings"
    assert topics.topic_of("scenarios", {"show": "sweep", "scenario": "S1"}) == "every_provider"
    assert all(one in topics.topics() for one in topics.BY_VIEW.values())


def test_every_field_has_a_page():
    for kind in fields.KINDS:
        for field in kind.fields:
            assert field.help in topics.field_text(kind.name, field.name)


def test_the_words_of_the_guide_are_plain():
    for topic in topics.topics():
        words = topics.text_of(topic).casefold()
        for jargon in ("node", "entity", "solver", "tooltip", "widget", "dialog", "parameter"):
            assert f" {jargon}" not in words, (topic, jargon)


def test_f1_opens_the_guide_at_the_page_shown_and_back_goes_back(window, qtbot):
    window.bench.go("dependence")
    window.bench.actions["help.guide"].trigger()
    guide = window.help.guide
    assert guide.isVisible()
    assert guide.topic == "dependence_map"
    guide.follow(QUrl("measures.md"))
    assert "Measures" in guide.page.toPlainText()
    qtbot.mouseClick(guide.back_button, Qt.MouseButton.LeftButton)
    assert guide.topic == "dependence_map"
    window.bench.actions["help.glossary"].trigger()
    assert "Temporary duty" in guide.page.toPlainText()


def test_a_field_has_help_of_its_own(window, qtbot):
    field = QLineEdit(window)
    field.setProperty("help_field", "provider.company_number")
    field.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    window.bench.actions["help.guide"].trigger()
    expected = fields.BY_NAME["provider"].field("company_number").help
    assert expected in window.help.guide.page.toPlainText()


def test_the_guide_is_searched_and_its_first_find_opened(window, qtbot):
    window.help.open("welcome")
    guide = window.help.guide
    qtbot.keyClicks(guide.search, "standstill")
    assert 0 < guide.contents.count() < len(topics.topics())
    qtbot.keyClick(guide.search, Qt.Key.Key_Return)
    assert "standstill" in guide.page.toPlainText().casefold()
    guide.search.clear()
    assert guide.contents.count() == len(topics.topics())


def test_with_no_register_the_guide_opens_at_the_welcome(empty_window):
    empty_window.bench.actions["help.guide"].trigger()
    assert empty_window.help.guide.topic == "welcome"


def test_the_tour_is_walked_to_its_end_with_the_keyboard(window, qtbot, settle):
    assert len(STEPS) <= 8
    window.bench.actions["help.tour"].trigger()
    tour = window.help.tour
    seen = []
    while tour.is_shown:
        seen.append(tour.at)
        assert window.rect().contains(tour.geometry())
        qtbot.keyClick(tour.next_button, Qt.Key.Key_Space)
    assert seen == list(range(len(STEPS)))
    settle(window)


def test_the_tour_is_left_and_taken_up_again(window, qtbot, settle):
    window.help.start_tour()
    tour = window.help.tour
    qtbot.keyClick(tour, Qt.Key.Key_Right)
    qtbot.keyClick(tour, Qt.Key.Key_Right)
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert not tour.is_shown
    window.help.start_tour()
    assert tour.at == 2
    qtbot.keyClick(tour, Qt.Key.Key_Left)
    assert tour.at == 1
    tour.leave()
    settle(window)


def test_the_tour_is_offered_once_on_the_sample_council(window, qtbot, settle):
    offers = [
        one
        for one in window.bench.messages.findChildren(QPushButton)
        if one.text() == "Take the tour"
    ]
    assert offers
    qtbot.mouseClick(offers[0], Qt.MouseButton.LeftButton)
    assert window.help.tour.is_shown
    window.help.tour.leave()
    window.bench.messages.clear()
    window.bench.desk.opened.emit()
    assert not window.bench.messages.words
    settle(window)


def test_the_bubble_stays_inside_a_small_window_with_large_text(window, look, qtbot, settle):
    look.use(text_size=200)
    for at in range(len(STEPS)):
        window.help.tour.show_step(at)
        qtbot.wait(5)
        assert window.rect().contains(window.help.tour.geometry()), at
    window.help.tour.leave()
    look.use(text_size=100)
    settle(window)


PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+\.png)\)")
README = Path(__file__).resolve().parents[3] / "README.md"
MOST_BYTES = 1_500_000


def test_every_picture_is_there_says_what_it_shows_and_is_used():
    used = set()
    for topic in topics.topics():
        for words, target in PICTURE.findall(topics.text_of(topic)):
            assert len(words) > 20, (topic, target)
            assert (topics.FOLDER / target).is_file(), (topic, target)
            used.add((topics.FOLDER / target).resolve())
    for words, target in PICTURE.findall(README.read_text("utf-8")):
        assert len(words) > 20, target
        assert (README.parent / target).is_file(), target
        used.add((README.parent / target).resolve())
    kept = {path.resolve() for path in (topics.FOLDER / "pictures").glob("*.png")}
    assert used == kept
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES


def test_pictures_are_scaled_to_the_width_of_the_page(window, qtbot):
    window.help.open("dependence_map")
    guide = window.help.guide
    for width in (620, 1200, 560):
        guide.resize(width, 600)
        qtbot.wait(150)
        assert guide.page.horizontalScrollBar().maximum() == 0, width
        assert "\ufffc" in guide.page.toPlainText()


def test_every_shortcut_in_the_guide_is_one_of_the_window(window):
    known = {key for action in window.bench.actions for key in action.keys}
    known |= {"Ctrl+plus", "Ctrl+minus", "F1", "F2", "F4"}
    assert "F1" in {key for action in window.bench.actions for key in action.keys}
    assert "F4" in {key for action in window.bench.actions for key in action.keys}
    for topic in topics.topics():
        if topic in topics.MADE:
            continue
        for key in re.findall(
            r"\b(?:Ctrl|Alt)\+[A-Za-z0-9/,+]+|\bF\d{1,2}\b", topics.text_of(topic)
        ):
            assert key.rstrip(",.") in known, (topic, key)


def test_every_command_named_with_its_key_is_the_command_of_that_key(window):
    by_key = {key: action for action in window.bench.actions for key in action.keys}
    pairs = {
        "Ctrl+K": "Search or type a command",
        "Ctrl+H": "History",
        "Ctrl+Z": "Undo",
        "Ctrl+Y": "Redo",
        "Ctrl+S": "Save",
        "Ctrl+/": "Keyboard shortcuts",
        "Ctrl+Shift+W": "Documents",
        "Ctrl+0": "Normal text size",
        "F4": "Side panel",
        "F1": "Guide",
    }
    for key, text in pairs.items():
        assert by_key[key].text == text


@pytest.mark.parametrize(
    ("page", "view", "topic"),
    [
        ("register", {"tab": "service", "show": "table"}, "register"),
        ("register", {"tab": "service", "show": "board"}, "class_board"),
        ("register", {"tab": "findings"}, "findings"),
        ("register", {"tab": "watch"}, "watch_list"),
        ("dependence", {"show": "map"}, "dependence_map"),
        ("dependence", {"show": "measures"}, "measures"),
        ("scenarios", {"show": "list"}, "scenario_builder"),
        ("scenarios", {"show": "builder", "scenario": "friday-liquidation"}, "scenario_builder"),
        ("scenarios", {"show": "sweep"}, "every_provider"),
        ("scenarios", {"show": "pairs"}, "pairs"),
        ("dependence", {"show": "lots"}, "other_cuts"),
        ("plans", {"show": "list"}, "plans"),
        ("plans", {"show": "actions"}, "plans"),
        ("plans", {"show": "documents"}, "documents"),
        ("workshop", {"show": "list"}, "workshop"),
        ("workshop", {"show": "run", "exercise": "exercise-sandpiper"}, "workshop_play"),
        ("workshop", {"show": "learn"}, "workshop_learn"),
    ],
)
def test_f1_opens_the_page_for_what_is_shown(window, page, view, topic):
    window.bench.go(page, **view)
    window.bench.actions["help.guide"].trigger()
    assert window.help.guide.topic == topic


def test_the_tour_goes_from_a_fresh_start_with_the_keyboard_alone(empty_window, qtbot, settle):
    window = empty_window
    window.bench.actions["help.tour"].trigger()
    qtbot.waitUntil(lambda: window.help.tour.is_shown, timeout=20_000)
    tour = window.help.tour
    seen = []
    while tour.is_shown:
        seen.append(tour.at)
        qtbot.wait(5)
        assert window.rect().contains(tour.geometry()), tour.at
        qtbot.keyClick(window.focusWidget() or tour, Qt.Key.Key_Return)
        qtbot.wait(5)
    assert seen == list(range(len(STEPS)))
    settle(window)
