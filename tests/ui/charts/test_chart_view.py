"""Charts on screen: every kind draws in every theme, and answers pointer, keys and clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from planner.document.charts import Bar, Bars
from tests.document.test_chart_tables import BARS, EVERY, PEOPLE, RISKS, SERVED
from ui.charts.axes import nice_ticks, short_pounds
from ui.charts.chart_view import ChartView
from ui.theme import THEMES


@pytest.fixture
def shown(qtbot, look):
    look.use("light", 100)

    def show(chart, width=700, height=420):
        view = ChartView(look, "The chart")
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show_chart(chart)
        with qtbot.waitExposed(view):
            view.show()
        view.canvas.repaint()
        return view

    yield show
    look.use("light", 100)


def colours(view):
    image = view.canvas.picture(500, 300).toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: type(chart).__name__)
def test_every_chart_draws_in_each_theme_and_at_twice_the_text(shown, look, chart):
    view = shown(chart)
    for theme in THEMES.values():
        look.use(theme.name, 100)
        found = colours(view)
        assert QColor(theme.surface).name() in found
        assert len(found) > 3
    look.use("light", 200)
    view.canvas.repaint()
    assert view.canvas.spots
    assert len(colours(view)) > 3


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: type(chart).__name__)
def test_the_arrow_keys_read_every_place_of_a_chart(shown, qtbot, chart):
    view = shown(chart)
    view.canvas.setFocus()
    words = []
    for _ in view.canvas.spots:
        qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
        words.append(view.canvas.words)
    assert words == [spot.words for spot in view.canvas.spots]
    qtbot.keyClick(view.canvas, Qt.Key.Key_Home)
    assert view.canvas.words == words[0]
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.canvas.words == ""


def test_the_values_of_a_day_are_told_with_its_date(shown, qtbot):
    view = shown(PEOPLE)
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_End)
    assert view.canvas.words.split("\n") == [
        "Week from 28 Nov 2026",
        "2 without a must service",
        "4 covered: Calder",
        "6 affected in all",
    ]


def test_t_shows_the_table_and_t_again_the_chart(shown, qtbot):
    view = shown(SERVED)
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_T)
    assert view.shows_table
    assert view.table.model().rowCount() == 2
    qtbot.keyClick(view.table, Qt.Key.Key_T)
    assert not view.shows_table


def test_pointing_reads_and_clicking_a_bar_chooses_its_record(shown, qtbot):
    view = shown(BARS)
    chosen, opened = [], []
    view.chosen.connect(chosen.append)
    view.opened.connect(opened.append)
    second = view.canvas.spots[1].box.center().toPoint()
    qtbot.mouseMove(view.canvas, QPoint(1, 1))
    qtbot.mouseMove(view.canvas, second)
    assert view.canvas.words == "Calder: 10%"
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=second)
    assert chosen == ["calder"]
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    assert opened == ["calder"]


def test_a_picked_bubble_is_framed(shown):
    view = shown(RISKS)
    before = view.canvas.grab().toImage()
    view.pick("harbour")
    view.canvas.repaint()
    assert view.canvas.grab().toImage() != before


def test_copying_gives_the_table_and_the_picture(shown, qtbot):
    view = shown(BARS)
    view.canvas.setFocus()
    view.copy()
    copied = QApplication.clipboard().mimeData()
    assert copied.text().split("\n")[1] == "Harbour\t0.4\t40%"
    assert "<td>Harbour</td>" in copied.html()
    assert copied.hasImage()


def test_the_alternative_text_is_what_a_screen_reader_hears(shown):
    view = shown(BARS)
    assert view.canvas.accessibleDescription() == BARS.alt
    assert view.canvas.accessibleName() == "The chart"


@pytest.mark.parametrize(
    ("most", "last"), [(0, 1.0), (7, 8.0), (100, 100.0), (670, 800.0), (0.37, 0.4)]
)
def test_axes_end_on_a_round_number_at_or_above_the_most(most, last):
    assert nice_ticks(most)[-1] == pytest.approx(last)
    assert nice_ticks(most)[0] == 0


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "£0"),
        (950, "£950"),
        (50_000, "£50k"),
        (1_200_000, "£1.2m"),
        (-3_000, "\N{MINUS SIGN}£3k"),
    ],
)
def test_pounds_on_an_axis(amount, words):
    assert short_pounds(amount) == words


def test_bars_fill_the_chart_where_the_limit_is_far_beyond_them(qtbot, look):
    def reach(limit):
        """Return how far right the longest bar is drawn, as a share of the width."""
        bars = (Bar("One", 0.03, "3%", "navy"), Bar("Two", 0.02, "2%", "navy"))
        chart = Bars(
            title="Nobody holds much",
            subtitle="Share",
            alt="One 3%; two 2%.",
            bars=bars,
            limit=limit,
            limit_text=f"limit {limit:.0%}",
        )
        view = ChartView(look, "Shares")
        qtbot.addWidget(view)
        view.show_chart(chart)
        image = view.canvas.picture(600, 80).toImage()
        navy = look.theme.colour("must")
        return max(
            x / image.width()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y) == navy
        )

    assert reach(0.20) > 0.8
    assert reach(0.06) < 0.6
