"""The tables of the reveal: the comparison, the decisions, and what the best response called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.document.wording import pounds, small
from ui.parts.words import label
from ui.table.plain_table import Column, PlainTable
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.reveal_words import CallRow, EffectRow, RevealReport

COMPARED = (
    Column("", "text", 200),
    Column("The room", "number", 112),
    Column("Best response", "number", 112),
    Column("Doing nothing", "number", 112),
)
BY_CLASS = (
    Column("Must", "number", 64),
    Column("Needed", "number", 68),
    Column("Could", "number", 62),
)
DECIDED = (
    Column("Decision", "text", 200),
    Column("Day", "number", 44),
    *BY_CLASS,
    Column("Cost", "pounds", 84),
)
CALLED = (
    Column("Best response", "text", 200),
    Column("On day", "number", 58),
    Column("The room", "number", 104),
    *BY_CLASS,
)
ALONE = (
    "Person-days past the limit that each decision prevented, found by leaving it out. "
    "Measured alone; do not add."
)
EARLIER = (
    "Person-days past the limit that doing it then, and nothing else, would have prevented. "
    "Measured alone; do not add."
)


class ComparedTable(PlainTable):
    """The room, the best response and doing nothing, line by line."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "The room, the best response and doing nothing")

    def show_report(self, report: RevealReport) -> None:
        """Show the comparison of a reveal."""
        sections: dict[int, str] = {}
        for at, row in enumerate(report.rows):
            if not at or row.section != report.rows[at - 1].section:
                sections[at] = row.section
        cells = [(row.label, row.room, row.best, row.nothing) for row in report.rows]
        self.show_rows(COMPARED, cells, sections)


class Weighed(QWidget):
    """A titled table of what made a difference, with the sentence of the row chosen beneath."""

    def __init__(self, look: Look, name: str, told: str) -> None:
        super().__init__()
        self.title = label("", "title", wraps=True)
        self.told = label(told, "secondary", wraps=True)
        self.table = PlainTable(look, name)
        self.why = label("", "secondary", wraps=True)
        self._sentences: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.table.picked.connect(self._picked)

    def show_lines(
        self,
        title: str,
        columns: tuple[Column, ...],
        cells: list[tuple[Any, ...]],
        sentences: list[str],
    ) -> None:
        """Show rows and pick the first; without any, only the title is left."""
        self.title.setText(title)
        self._sentences = tuple(sentences)
        for one in (self.told, self.table, self.why):
            one.setVisible(bool(cells))
        self.table.show_rows(columns, cells)
        if cells:
            self.table.pick(0)
            self._picked(0)

    def _picked(self, at: int) -> None:
        self.why.setText(self._sentences[at] if 0 <= at < len(self._sentences) else "")


class Decided(Weighed):
    """Every decision in force, with what leaving it out would change."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Decisions and what each prevented", ALONE)

    def show_report(self, report: RevealReport) -> None:
        """Show the decisions of a reveal."""
        rows = report.effects
        matter = sum(row.matters for row in rows)
        title = "No decision is in the log yet"
        if rows and not matter:
            title = "No decision moved a person-day"
        elif rows:
            verb = "decision" if matter == 1 else "decisions"
            title = f"{small(matter).capitalize()} {verb} made a difference"
        cells = [(f"{r.name} {r.words}", r.day, *_whole(r), _paid(r)) for r in rows]
        self.show_lines(title, DECIDED, cells, [_effect_told(row) for row in rows])


class Called(Weighed):
    """What the best response does that the room did later, ended, or did not do."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "What the best response calls sooner", EARLIER)

    def show_report(self, report: RevealReport) -> None:
        """Show what the best response does otherwise."""
        rows = report.calls
        later = sum(row.later is not None for row in rows)
        never = sum(row.later is None and bool(row.option) for row in rows)
        parts = ((report.as_best, "called as early"), (later, "later"), (never, "not at all"))
        told = ", ".join(f"{many} {when}" for many, when in parts if many)
        title = "The room called all that the best response calls, as early"
        if rows and told:
            title = f"The best response’s {report.as_best + later + never} options: {told}"
        elif rows:
            title = "The best response draws more from the reserves"
        cells = [(r.name, r.best_day, r.what, *_whole(r)) for r in rows]
        self.show_lines(title, CALLED, cells, [_call_told(row) for row in rows])


def _whole(row: EffectRow | CallRow) -> tuple[int, int, int]:
    """Return whole person-days past the limit prevented, by class; never a negative nought."""
    past = row.past
    return round(past.must) + 0, round(past.needed) + 0, round(past.could) + 0


def _paid(row: EffectRow) -> float | None:
    return round(row.cost) + 0.0 if row.act else None


def _effect_told(row: EffectRow) -> str:
    told = [f"{row.name}: {row.said}."]
    if row.act:
        told.append(f"In the model: {row.act}.")
    if row.why:
        told.append(f"Reason given: {row.why}")
    return " ".join(told)


def _call_told(row: CallRow) -> str:
    cost = f" and {pounds(abs(row.cost))} {'more' if row.cost > 0 else 'less'} spent"
    when = "" if row.best_day is None else f" on day {row.best_day}"
    return f"{row.name}{when}; {row.what}. {row.said}{cost if round(row.cost) else ''}."
