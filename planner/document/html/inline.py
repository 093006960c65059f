"""Words and marks as HTML inside a line; everything a user wrote is escaped here."""

from __future__ import annotations

from functools import cache
from html import escape

from planner.document.blocks import AnswerBox, ClassMark, DecisionTag, Mark, StatusMark, TickBox
from planner.document.html.places import Places
from planner.document.html.svg_canvas import SvgCanvas, short
from planner.document.pdf import marks as paper_marks
from planner.document.pdf.charts.pen import Pen
from planner.document.pdf.styles import load_fonts
from planner.document.wording import CLASS_LETTERS, start
from planner.document.words import Run, Words, clean, rich

ADDRESSES = ("mailto:", "tel:", "https:", "http:")
"""What a link may begin with, besides a place of the document."""
MARK = 10.5
DECISIONS = {"keep_going": "keep", "bridge": "bridge", "recover": "bridge"}


def text(words: str) -> str:
    """Return words that are safe between tags and within the quotes of an attribute."""
    return escape(clean(words), quote=True)


def inline(words: Words, places: Places) -> str:
    """Return words with weight, tone and links."""
    return "".join(_run(run, places) for run in rich(words).runs)


def _run(run: Run, places: Places) -> str:
    shown = text(start(run.text) if run.page == "Page" else run.text)
    if run.struck:
        shown = f"<s>{shown}</s>"
    if run.weight != "regular" and run.text.strip():
        shown = (
            f'<b class="{run.weight}">{shown}</b>' if run.weight != "bold" else f"<b>{shown}</b>"
        )
    looks = [name for name, on in (("plum", run.tone == "plum"), ("grey", run.tone == "grey"),
                                   ("small", run.small)) if on]  # fmt: skip
    if looks:
        shown = f'<span class="{" ".join(looks)}">{shown}</span>'
    goal = _goal(run.link, places)
    return f'<a href="{goal}">{shown}</a>' if goal and run.text.strip() else shown


def _goal(link: str, places: Places) -> str | None:
    if not link:
        return None
    place = places.goal(link)
    if place is not None:
        return f"#{place}"
    is_address = link.lower().startswith(ADDRESSES) and not any(c.isspace() for c in link)
    return text(link) if is_address else None


def mark(value: Mark) -> str:
    """Return a mark: its shape, and the words that a shape alone would not tell."""
    if isinstance(value, ClassMark):
        return class_mark(value.class_)
    if isinstance(value, DecisionTag):
        look = DECISIONS.get(value.decision, "let")
        return f'<span class="tag {look}">{text(value.words)}</span>'
    if isinstance(value, AnswerBox):
        return f'<span class="tag answer">{text(value.words)}</span>'
    if isinstance(value, TickBox):
        size = " large" if value.large else ""
        return f'<span class="tick{size}" role="img" aria-label="box to tick"></span>'
    return status_mark(value)


@cache
def class_mark(class_: str | None) -> str:
    """Return the mark of a class, with its word for who cannot see it; nothing where undecided."""
    if class_ not in CLASS_LETTERS:
        return ""
    load_fonts()
    canvas = SvgCanvas(MARK + 6, "mark")
    paper_marks.draw_class(Pen(canvas), 3, 3, class_, MARK)
    drawn = _small(canvas, MARK + 6)
    return f'<span class="mark">{drawn}<span class="unseen">{class_}</span></span>'


def status_mark(value: StatusMark) -> str:
    """Return how sure an assumption is as a shape; its words stand beside it."""
    canvas = SvgCanvas(10, "mark")
    paper_marks.StatusMark(value.status).paint(Pen(canvas))
    return f'<span class="mark">{_small(canvas, 10)}</span>'


def _small(canvas: SvgCanvas, size: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(size)} {short(size)}" '
        f'width="{short(size)}" height="{short(size)}" aria-hidden="true" focusable="false">'
        f"{canvas.svg}</svg>"
    )
