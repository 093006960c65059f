"""The marks of the classes and of decisions: told apart by shape and letter, not by colour."""

from __future__ import annotations

from reportlab.lib.colors import HexColor

from planner.document.palette import NAVY, SECONDARY, TEXT, WHITE
from planner.document.pdf.charts.pen import Pen, Picture, fitted, width_of
from planner.document.pdf.styles import BOLD, SEMIBOLD, WIDTH
from planner.document.wording import CLASS_LETTERS


def draw_class(pen: Pen, x: float, y: float, class_: str | None, size: float = 10.5) -> None:
    """Draw the mark of a class with its lower left corner at a point; nothing where undecided."""
    if class_ not in CLASS_LETTERS:
        return
    canvas, half = pen.canvas, size / 2
    canvas.setFillColor(HexColor(TEXT))
    canvas.setStrokeColor(HexColor(TEXT))
    ink = WHITE
    if class_ == "must":
        canvas.rect(x, y, size, size, stroke=0, fill=1)
    elif class_ == "needed":
        canvas.circle(x + half, y + half, half + 0.3, stroke=0, fill=1)
    else:
        pen.diamond(x + half, y + half, half + 2.2, TEXT)
        ink = TEXT
    letter = CLASS_LETTERS[class_]
    pen.text(x + half, y + half - size * 0.24, letter, size * 0.68, BOLD, ink, "middle")


class ClassMark(Picture):
    """The mark of a class as a picture for a table cell."""

    def __init__(self, class_: str | None, size: float = 10.5) -> None:
        super().__init__(size + 6, size + 1.5)
        self.class_, self.size = class_, size

    def paint(self, pen: Pen) -> None:
        """Draw the mark."""
        draw_class(pen, 2, 0, self.class_, self.size)


class Eyebrow(Picture):
    """The line over a heading: the part of the document, a class mark, and what it concerns."""

    def __init__(self, part: str, class_: str | None = None, more: str = "") -> None:
        super().__init__(WIDTH, 15)
        self.part, self.class_, self.more = part, class_, more
        self.keepWithNext = 1

    def paint(self, pen: Pen) -> None:
        """Draw the words around the mark."""
        size, y = 10.0, 4.0
        room = WIDTH * 0.6 if self.class_ or self.more else WIDTH
        x = pen.text(0, y, self.part, size, SEMIBOLD, SECONDARY, room=room)
        if self.class_ in CLASS_LETTERS:
            draw_class(pen, x + 8, y - 2, self.class_)
            x += 24
        elif self.more:
            x += pen.text(x, y, " · ", size, SEMIBOLD, SECONDARY)
        if self.more:
            pen.text(x, y, self.more, size, SEMIBOLD, SECONDARY, room=WIDTH - x)


class Rule(Picture):
    """A short thick bar above a heading."""

    THICK, AFTER = 4.0, 6.0

    def __init__(self) -> None:
        super().__init__(36, self.THICK + self.AFTER)
        self.keepWithNext = 1

    def paint(self, pen: Pen) -> None:
        """Draw the bar."""
        pen.fill(0, self.AFTER, self.width, self.THICK, NAVY)


class DecisionTag(Picture):
    """A decision in a box: solid to keep going, outlined to bridge, dashed to let go."""

    def __init__(self, decision: str, words: str, room: float = 72.0) -> None:
        self.words = fitted(words, room - 14, 9.5, BOLD)
        super().__init__(width_of(self.words, 9.5, BOLD) + 14, 17)
        self.decision = decision

    def paint(self, pen: Pen) -> None:
        """Draw the box and its words."""
        canvas, ink = pen.canvas, TEXT
        canvas.saveState()
        canvas.setLineWidth(1.3)
        if self.decision == "keep_going":
            pen.fill(0, 0, self.width, self.height, NAVY)
            ink = WHITE
        elif self.decision in {"bridge", "recover"}:
            canvas.setStrokeColor(HexColor(NAVY))
            canvas.rect(0.65, 0.65, self.width - 1.3, self.height - 1.3)
            ink = NAVY
        else:
            canvas.setStrokeColor(HexColor(TEXT))
            canvas.setDash(3, 2)
            canvas.rect(0.65, 0.65, self.width - 1.3, self.height - 1.3)
        canvas.restoreState()
        pen.text(self.width / 2, 5.2, self.words, 9.5, BOLD, ink, "middle")


class AnswerBox(Picture):
    """An answer in a plain box."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(max(30.0, width_of(words, 9.5, BOLD) + 12), 16)

    def paint(self, pen: Pen) -> None:
        """Draw the box and its word."""
        pen.canvas.setStrokeColor(HexColor(TEXT))
        pen.canvas.setLineWidth(1.2)
        pen.canvas.rect(0.6, 0.6, self.width - 1.2, self.height - 1.2)
        pen.text(self.width / 2, 4.8, self.words, 9.5, BOLD, anchor="middle")


class TickBox(Picture):
    """An empty box to tick on paper."""

    def __init__(self, size: float = 10.0) -> None:
        super().__init__(size + 2, size + 2)
        self.size = size

    def paint(self, pen: Pen) -> None:
        """Draw the box."""
        pen.canvas.setStrokeColor(HexColor(TEXT))
        pen.canvas.setLineWidth(1.1)
        pen.canvas.rect(0.6, 0, self.size, self.size)


class StatusMark(Picture):
    """How sure an assumption is: filled square, open square or open circle."""

    def __init__(self, status: str) -> None:
        super().__init__(10, 9.5)
        self.status = status

    def paint(self, pen: Pen) -> None:
        """Draw the mark."""
        canvas = pen.canvas
        canvas.setStrokeColor(HexColor(TEXT))
        canvas.setFillColor(HexColor(TEXT))
        canvas.setLineWidth(1.4)
        if self.status == "our choice":
            canvas.circle(4, 4, 3.4, stroke=1, fill=0)
        else:
            canvas.rect(0.7, 0.7, 6.6, 6.6, stroke=1, fill=int(self.status == "verified"))
