"""The panel of a watched provider: its colour, signs by domain, ratios, tier and score by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.document.wording import short_date
from ui.charts.chart_view import ChartView
from ui.pages.register.rating_form import RatingForm
from ui.parts.warning_badge import WarningBadge
from ui.parts.words import button, divider, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.dependence.ratios import Ratio
    from planner.document.watch_detail import SignLine, WatchDetail
    from planner.document.watch_list import WatchRow

MOST_DUE = 4


class WatchPanel(QWidget):
    """Everything about one provider on the watch list, and the form to rate a sign."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.row: WatchRow | None = None
        self.detail: WatchDetail | None = None
        self._code = label("", "secondary")
        self.name = label("", "title", wraps=True)
        self._badge = WarningBadge(bench.look)
        self._colour = label("", "strong")
        self._score = label("", "secondary", wraps=True)
        self.summary = label("", "secondary", wraps=True)
        self.add = button("Add a sign", self.ask, "primary")
        self.form = RatingForm(bench)
        self.form.hide()
        self.form.closed.connect(self._close_form)
        self._told = QVBoxLayout()
        self._told.setSpacing(3)
        self.chart = ChartView(bench.look, "Warning score by month")
        self._lay_out()
        bench.look.changed.connect(self._fit)
        self._fit()

    @property
    def words(self) -> str:
        """Return all that the panel says beneath its head, a line for each label."""
        found = []
        for at in range(self._told.count()):
            item = self._told.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                found.append(str(getattr(widget, "text", str)()))
        return "\n".join(found)

    def show_row(self, row: WatchRow) -> None:
        """Show a provider of the list; its detail follows when it is worked out."""
        is_other = self.row is None or self.row.id != row.id
        self.row = row
        self._code.setText(f"{row.id}   {row.tier.label} tier")
        self.name.setText(row.name)
        self._badge.show_colour(row.colour)
        score = "" if row.score is None else f", score {row.score:.0f}"
        self._colour.setText(f"{row.colour[:1].upper()}{row.colour[1:]}{score}")
        self._score.setText(f"Chance of failing: {row.chance}. Trend: {row.trend_words}.")
        if is_other:
            self.detail = None
            self.summary.setText("")
            self._close_form()
            self._clear()
            self.chart.hide()
            self._scroll.verticalScrollBar().setValue(0)
        self._bench.results.ask(self, "watch_detail", row.id, then=self._show, quiet=True)

    def ask(self) -> None:
        """Open the form to rate a sign of the provider shown."""
        if self.row is None:
            return
        self.add.hide()
        self.form.show()
        self.form.ask(self.row.id)
        self._scroll.verticalScrollBar().setValue(0)

    def _close_form(self) -> None:
        self.form.hide()
        self.add.show()

    def _show(self, detail: WatchDetail) -> None:
        if self.row is None or detail.provider != self.row.id:
            return
        self.detail = detail
        self.summary.setText(detail.summary)
        self._clear()
        self._tell_due(self.row)
        for domain, lines in detail.signs:
            self._head(domain)
            for line in lines:
                self._tell_sign(line)
        if detail.ratios:
            self._head(detail.accounts)
            for ratio in detail.ratios:
                self._tell_ratio(ratio)
            if detail.ratio_note:
                self._line(detail.ratio_note, "caption")
        self._head(f"Why {self.row.tier.label} tier: {self.row.points} points of 14")
        for words in self.row.tier_reasons:
            self._line(words, "secondary")
        self._head("How to watch it")
        for one in self.row.tier.lines:
            self._line(f"Every {one.days} days, {one.who}: {one.what}", "secondary")
        self.chart.show_chart(detail.history)
        self.chart.show()

    def _tell_due(self, row: WatchRow) -> None:
        today = self._bench.session.today()
        late = row.due_by(today)
        self._head("To look at")
        if not row.due:
            self._line("Nothing: the council's own.", "secondary")
        for one in row.due[:MOST_DUE]:
            overdue = one in late and one.date < today
            when = f"{short_date(one.date)}, overdue" if overdue else short_date(one.date)
            self._line(f"{when}: {one.words}.", "caution" if overdue else "secondary")
        if len(row.due) > MOST_DUE:
            self._line(f"and {len(row.due) - MOST_DUE} later.", "caption")

    def _tell_sign(self, line: SignLine) -> None:
        worst = " This alone means red." if line.red else ""
        self._line(f"{line.rating} {line.rating_words}: {line.words}.{worst}", "")
        means = f"{line.means}. " if line.means else ""
        self._line(f"{means}{line.seen}; {line.good_until}.", "caption")

    def _tell_ratio(self, one: Ratio) -> None:
        risk = "not known" if one.risk is None else f"{one.risk} risk"
        self._line(f"{one.rule.label}: {risk}.", "")
        self._line(one.arithmetic, "caption")

    def _head(self, words: str) -> None:
        if self._told.count():
            self._told.addSpacing(6)
        self._line(words, "strong")

    def _line(self, words: str, kind: str) -> None:
        self._told.addWidget(label(words, kind, wraps=True))

    def _clear(self) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _fit(self) -> None:
        self.chart.setFixedHeight(self._bench.look.px(400))

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._badge)
        state.addWidget(self._colour, 1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(4)
        head.addWidget(self._code)
        head.addWidget(self.name)
        head.addLayout(state)
        head.addWidget(self._score)
        body = QWidget()
        body.setProperty("kind", "panel")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 10, 16, 16)
        inner.setSpacing(8)
        inner.addWidget(self.summary)
        inner.addWidget(self.add)
        inner.addWidget(self.form)
        inner.addLayout(self._told)
        inner.addWidget(divider())
        inner.addWidget(self.chart)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(divider())
        column.addWidget(self._scroll, 1)
