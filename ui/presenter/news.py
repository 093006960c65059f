"""The news on the screen, and the question to the room with what is left to decide it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ui.presenter.band import MARGIN
from ui.presenter.part import Part
from ui.presenter.scene import News, countdown_words
from ui.presenter.setting import Setting, fitted, width_of, write
from ui.theme import Look

HEADLINE = (62.0, 56.0, 50.0, 46.0, 42.0)
CONTENT = (40.0, 36.0, 34.0, 32.0, 30.0)
LARGE_HEADLINE = (84.0, 72.0)
LARGE_CONTENT = (52.0, 46.0)
MUCH = 700.0
"""Height from which the news is written larger."""
TOP, GAP = 28.0, 18.0
QUESTION = (50.0, 46.0, 42.0, 38.0, 34.0, 30.0)
NOTHING = News("", "", "", "")


class NewsPart(Part):
    """Number and sender, the headline large, and two or three sentences beneath it."""

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "News")
        self._news = NOTHING
        self.settings: tuple[Setting, ...] = ()

    def show_news(self, news: News) -> None:
        """Show a piece of news."""
        if news == self._news:
            return
        self._news = news
        said = (f"{news.kicker}." if news.kicker else "", news.headline, news.content)
        self.say(" ".join(one for one in said if one))
        self.lay_out()
        self.update()

    def needed(self, wide: float, tall: float) -> float:
        """Return the height the news takes in a width, within a height, in points of the sheet."""
        made = self._set(wide, tall)
        return TOP + sum(one.height + GAP for one in made if one.lines)

    def lay_out(self) -> None:
        """Set the words for the area; larger where the news has the screen for itself."""
        self.settings = self._set(self.area.width(), self.area.height())

    def _set(self, wide: float, tall: float) -> tuple[Setting, Setting, Setting]:
        """Give the headline up to three fifths of the height, and its words what is left."""
        look, room = self._look, max(1.0, wide - MARGIN - 40)
        large = tall > MUCH
        left = tall - TOP
        kicker = fitted(look, self._news.kicker, room, 40, (32, 28, 26), strong=True, most=1)
        left -= kicker.height + GAP if kicker.lines else 0
        part = 0.62 if self._news.content else 1.0
        sizes = LARGE_HEADLINE + HEADLINE if large else HEADLINE
        headline = fitted(look, self._news.headline, room, left * part, sizes, strong=True)
        left -= headline.height + GAP
        sizes = LARGE_CONTENT + CONTENT if large else CONTENT
        return kicker, headline, fitted(look, self._news.content, room, left, sizes)

    def draw(self, painter: QPainter) -> None:
        """Draw the three, one under the other."""
        box = QRectF(MARGIN, TOP, self.area.width() - MARGIN - 40, 0)
        for setting, token in zip(self.settings, ("accent_text", "text", "text"), strict=True):
            if setting.lines:
                write(painter, self._look, setting, box, token)
                box.translate(0, setting.height + GAP)


class QuestionPart(Part):
    """What the room is asked to decide."""

    ground = "selected"

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "Question to the room")
        self._words = ""
        self.setting = Setting((), 50, strong=True)

    def show_question(self, words: str) -> None:
        """Show a question; the window hides the part where there is none."""
        if words != self._words:
            self._words = words
            self.say(words)
            self.lay_out()
            self.update()

    def lay_out(self) -> None:
        """Fit the question into two lines, three where they are small."""
        room = max(1.0, self.area.width() - MARGIN - 24)
        tall = self.area.height() - 24
        self.setting = fitted(self._look, self._words, room, tall, QUESTION, strong=True)

    def draw(self, painter: QPainter) -> None:
        """Draw the line over the bar, and the question in its middle."""
        draw_edge(painter, self._look, self.area)
        top = (self.area.height() - self.setting.height) / 2 + 2
        write(painter, self._look, self.setting, QRectF(MARGIN, top, 10, 10))


class CountdownPart(Part):
    """How long the room has left to decide."""

    ground = "selected"
    wide = 500.0

    def __init__(self, owner: QWidget, look: Look) -> None:
        super().__init__(owner, look, "Time left to decide")
        self.label, self.time = "", ""

    def show_left(self, left: float | None) -> None:
        """Show seconds left; None is no limit."""
        label, time = "", ""
        if left is not None:
            label, time = ("Decide in", countdown_words(left)) if left > 0 else ("", "Time is up")
        if (label, time) == (self.label, self.time):
            return
        self.label, self.time = label, time
        self.say(f"{label} {time}".strip())
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the words and the time at the right."""
        look, area = self._look, self.area
        draw_edge(painter, look, area)
        if not self.time:
            return
        time = Setting((self.time,), 72 if self.label else 56, strong=True)
        middle = area.height() / 2 + 2
        box = QRectF(0, middle - time.height / 2, area.width() - MARGIN, 0)
        write(painter, look, time, box, align=Qt.AlignmentFlag.AlignRight)
        if self.label:
            right = box.right() - width_of(look, self.time, 72, strong=True) - 22
            label = Setting((self.label,), 34, strong=False)
            box = QRectF(0, middle - label.height / 2, right, 0)
            write(painter, look, label, box, align=Qt.AlignmentFlag.AlignRight)


def draw_edge(painter: QPainter, look: Look, area: QRectF) -> None:
    """Draw the strong line at the top of the bar."""
    painter.fillRect(QRectF(0, 0, area.width(), 6), QColor(look.theme.accent))
