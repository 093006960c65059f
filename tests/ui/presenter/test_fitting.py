"""Nothing on the room's screen leaves its place, runs into other words or is too small to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.presenter import band, decisions, news, people, reveal, setting, spread
from ui.presenter.part import Part, unit_of
from ui.presenter.places import Needs, Places
from ui.presenter.reveal import HOT_DEBRIEF, Reveal, RevealRow
from ui.presenter.scene import Box, ClassShown, News, Scene
from ui.presenter.setting import LEADING, SMALLEST, RoomLook, Setting, fitted, font_of, width_of
from ui.presenter.window import Parts
from ui.theme import Look

SIZES = ((1366, 768), (1920, 1080), (3840, 2160), (1024, 768), (1280, 1024), (3440, 1440))
LONG = "The administrators want an answer by noon about the 31 care staff who came in anyway. " * 12
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 6
NAMES = (
    "Havenmoor Homecare Ltd",
    "Tarnbridge Community Meals, Transport and Day Opportunities (North) Limited",
    WORD,
    "Beck Lane Trust",
)


def boxes(many: int, parent: str) -> tuple[Box, ...]:
    """Return boxes in the shape of a star, a chain or a tree."""
    found = []
    for at in range(many):
        above = {"star": 0, "chain": max(0, at - 1), "tree": max(0, (at - 1) // 2)}[parent]
        name = NAMES[at % len(NAMES)]
        why = f"runs out of cash on day {at} because {NAMES[above % 4]} no longer brings it income"
        found.append(Box(str(at), name, why, why.split(" because")[0], str(above), at == 7))
    return tuple(found)


SHORT = Scene(
    title="Exercise Heron",
    about="Havenmoor closes.",
    news=News("News 1 of 3", "The company rings", "", ""),
    boxes=(),
    unseen_boxes=0,
    classes=None,
    standing=(),
    decisions=None,
)
CLASSES = (
    ClassShown("must", "Must", "1,234,567", 1.0, 1.0, "Limit passed", "yesterday"),
    ClassShown("needed", "Needed", "not known", 0.0, 0.0, "", "Nobody has counted them"),
    ClassShown("could", "Could", "under 1", 0.001, 0.4, "Limit passed", "on day 1,000"),
)
FULL = Scene(
    title=f"Exercise {LONG}",
    about=LONG,
    news=News(f"News 40 of 40, from {LONG}", LONG, LONG, LONG),
    boxes=boxes(8, "tree"),
    unseen_boxes=5,
    classes=CLASSES,
    standing=(("12", f"of {LONG}"), ("Waiting:", LONG), ("£6,837,000", "spent so far.")),
    decisions=(("Day 100", LONG), ("Day 99", LONG), ("Day 98", LONG)),
)
SCENES = {
    "short": SHORT,
    "full": FULL,
    "one word": replace(
        FULL,
        title=WORD,
        about=WORD,
        news=News(WORD, WORD, WORD, WORD),
        decisions=(("Day 1", WORD),) * 3,
        boxes=boxes(8, "chain"),
    ),
    "star": replace(FULL, boxes=boxes(8, "star")),
    "no numbers": replace(FULL, classes=None, standing=(), boxes=boxes(5, "star")),
    "spread only": replace(SHORT, boxes=boxes(3, "chain")),
    "decisions only": replace(SHORT, boxes=None, decisions=FULL.decisions),
}


class Written:
    """What was written: by part, the place of each line in the part's own points."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, QRectF, float]] = []

    def __call__(
        self,
        painter: QPainter,
        look: Look,
        words: Setting,
        box: QRectF,
        token: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        metrics = QFontMetricsF(font_of(look, words.size, strong=words.strong))
        for at, line in enumerate(words.lines):
            wide = metrics.horizontalAdvance(line)
            left = box.left()
            if align == Qt.AlignmentFlag.AlignRight:
                left += box.width() - wide
            elif align == Qt.AlignmentFlag.AlignHCenter:
                left += (box.width() - wide) / 2
            middle = box.top() + (at + 0.5) * words.size * LEADING
            tall = metrics.capHeight() + 2 * metrics.descent() * 0.8
            place = QRectF(left, middle - tall / 2, wide, tall)
            self.lines.append((line, place, words.size))
        setting.write(painter, look, words, box, token, align)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    made = Written()
    for module in (band, news, people, decisions, spread, reveal):
        monkeypatch.setattr(module, "write", made)
    return made


@pytest.fixture
def parts(qtbot: QtBot, look: Look) -> Iterator[Parts]:
    owner, own = QWidget(), RoomLook(look)
    names = (band.Band, band.ClockPart, news.NewsPart, spread.SpreadPart, people.PeoplePart,
             decisions.DecisionsPart, news.QuestionPart, news.CountdownPart, reveal.RevealPart,
             reveal.DebriefPart)  # fmt: skip
    yield Parts(*(one(owner, own) for one in names))
    owner.deleteLater()


def laid_out(parts: Parts, scene: Scene, size: tuple[int, int], mode: str) -> dict[str, Part]:
    """Return the parts of a scene laid out on a screen of a size, by name."""
    unit = unit_of(*size)
    parts.band.show_words(scene.title, scene.about)
    parts.clock.show_clock("Day 182, Wed 30 September", "23:59", "Not started")
    parts.news.show_news(scene.news)
    parts.spread.show_spread(scene.boxes or (), scene.unseen_boxes)
    parts.people.show_people(scene.classes or (), scene.standing)
    parts.decisions.show_decisions(scene.decisions or ())
    parts.question.show_question(scene.news.question)
    parts.countdown.show_left(5_999)
    needs = Needs(parts.clock.needed, parts.people.needed, parts.news.needed)
    places = Places.of(scene, mode, size[0] / unit, size[1] / unit, True, needs)
    found: dict[str, Part] = {}
    for name, box in places.boxes.items():
        found[name] = getattr(parts, name)
        found[name].place(box, unit)
        inside = QRectF(0, 0, size[0] / unit, size[1] / unit).adjusted(-1, -1, 1, 1)
        assert inside.contains(box), name
    for name, box in places.boxes.items():
        for other, its in places.boxes.items():
            assert name == other or not box.adjusted(1, 1, -1, -1).intersects(its), (name, other)
    return found


def check(part: Part, name: str, written: Written) -> None:
    """Draw a part, and hold each line to its place."""
    written.lines.clear()
    area = part.area
    image = QImage(part.width(), part.height(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(part._unit, part._unit)
    part.draw(painter)
    painter.end()
    for line, place, size in written.lines:
        assert size >= SMALLEST, (name, line)
        assert area.adjusted(-1, -1, 1, 1).contains(place), (name, line, place, area)
    for at, (line, place, _) in enumerate(written.lines):
        for other, its, _ in written.lines[at + 1 :]:
            is_same = line.startswith(other) and abs(place.left() - its.left()) < 2
            assert is_same or not place.intersects(its), (name, line, other)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_everything_is_drawn_within_its_place(
    parts: Parts, written: Written, scene: Scene, size: tuple[int, int]
) -> None:
    for name, part in laid_out(parts, scene, size, "news").items():
        check(part, name, written)
        if name in {"band", "news"}:
            assert written.lines
        if name == "band":
            assert "EXERCISE" in [line for line, _, _ in written.lines]
            assert "This is an exercise." in " ".join(line for line, _, _ in written.lines)
        if name == "decisions":
            days = [line for line, _, _ in written.lines if line.startswith("Day ")]
            assert len(days) >= min(2, len(scene.decisions or ()))


@pytest.mark.parametrize("many", [1, 5, 8])
@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_comparison_and_the_questions_fit(
    parts: Parts, written: Written, size: tuple[int, int], many: int
) -> None:
    row = RevealRow(LONG, "person-days", 1_234_567, None, 9_999_999, "must")
    parts.reveal.show_reveal(Reveal(LONG, (row,) * many, LONG))
    check(laid_out(parts, FULL, size, "reveal")["reveal"], "reveal", written)
    parts.debrief.show_questions((*HOT_DEBRIEF, LONG)[: min(many, 6)])
    check(laid_out(parts, FULL, size, "debrief")["debrief"], "debrief", written)


@pytest.mark.parametrize("shape", ["star", "chain", "tree"])
def test_boxes_stand_apart_and_every_arrow_ends_at_its_box(parts: Parts, shape: str) -> None:
    for many in range(1, 9):
        scene = replace(FULL, boxes=boxes(many, shape), news=SHORT.news)
        part = laid_out(parts, scene, (1920, 1080), "news")["spread"]
        assert isinstance(part, spread.SpreadPart)
        assert len(part.places) == many
        assert len(part._arrows) == many - 1
        places = list(part.places.values())
        for at, place in enumerate(places):
            assert part.area.contains(place)
            assert not any(place.intersects(its) for its in places[at + 1 :])
            name, why = part.settings[str(at)]
            assert name.lines
            assert name.height + why.height <= place.height()
        for arrow in part._arrows:
            assert sum(_touches(arrow.tip.x(), arrow.tip.y(), place) for place in places) == 1
            assert part.area.contains(arrow.path.boundingRect().adjusted(-1, -1, 1, 1))
            way = [arrow.path.pointAtPercent(step / 60) for step in range(61)]
            inner = [place.adjusted(2, 2, -2, -2) for place in places]
            assert not any(place.contains(point) for place in inner for point in way)


def test_what_has_no_room_is_counted_in_the_title(parts: Parts) -> None:
    scene = replace(FULL, boxes=boxes(8, "star"), unseen_boxes=5)
    part = laid_out(parts, scene, (1920, 1080), "news")["spread"]
    assert isinstance(part, spread.SpreadPart)
    left_out = 13 - len(part.places)
    assert part.title == f"How it is spreading (and {left_out} more)"


words = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30), max_size=30
).map(" ".join)


@settings(max_examples=20, deadline=None)
@given(text=words, width=st.floats(60, 900), height=st.floats(0, 300))
def test_words_are_set_within_their_width_and_height(
    look: Look, text: str, width: float, height: float
) -> None:
    own = RoomLook(look)
    made = fitted(own, text, width, height, (50, 38, 26))
    assert made.height <= height + 0.02
    assert made.size in {50, 38, 26}
    for line in made.lines:
        assert width_of(own, line, made.size) <= width + 1 or len(line) <= 2
    said = "".join("".join(made.lines).split())
    whole = "".join(text.split())
    if made.is_shortened:
        assert whole.startswith(said.removesuffix("…").rstrip(" ,;:."))
    else:
        assert said == whole


def test_words_end_after_a_sentence_where_that_keeps_most_of_them(look: Look) -> None:
    own = RoomLook(look)
    text = "The rota is off. Nobody can see who is due. " + "And so on and on " * 30
    made = fitted(own, text, 230, 100, (26,))
    assert " ".join(made.lines) == "The rota is off. Nobody can see who is due."
    made = fitted(own, "Tell the families at once, and " * 30, 230, 100, (26,))
    assert len(made.lines) == 3
    last = made.lines[-1].removesuffix("…").split()[-1]
    assert last in {"Tell", "the", "families", "at", "once", "and"}


def _touches(x: float, y: float, place: QRectF) -> bool:
    on_side = min(abs(x - place.left()), abs(x - place.right())) < 1
    return on_side and place.top() <= y <= place.bottom()
