"""The reserve of a plan on a page of its own: week by week, fund by fund, and held otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.document.wording import pounds, short_date
from planner.register.records import Reserve
from ui.charts.chart_view import ChartView
from ui.pages.plans.side_tabs import WEEKS
from ui.pages.plans.two_rows import TwoRows
from ui.pages.scenarios.option_ticks import ReserveAmounts
from ui.parts.flow_row import FlowRow
from ui.parts.words import KeyNumber, button, label
from ui.table.plain_table import Column, PlainTable
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet

LARGE = 150
"""Text size in per cent from which everything stands in one column."""
CHART_HEIGHT = 260
MOST_ROWS = 6
FUNDS = (
    Column("Fund", "text", 170),
    Column("May be spent on", "text", 200),
    Column("Holds", "pounds", 80),
    Column("Pays", "pounds", 80),
    Column("Left", "pounds", 76),
)
BACK = (
    Column("What comes back", "text", 330),
    Column("Amount", "pounds", 100),
    Column("Counted from", "date", 110),
)


class ReserveView(QWidget):
    """The money of one plan; `held` carries the amounts the scenario is to give its reserves."""

    held = Signal(object)
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._kept: dict[str, float] = {}
        self._reserves: tuple[Reserve, ...] = ()
        self._scenario = ""
        self.head = label("", "headline", wraps=True)
        self.numbers = QWidget()
        self._numbers = FlowRow(self.numbers, across=28, down=6)
        policy = self.numbers.sizePolicy()
        policy.setHeightForWidth(True)
        self.numbers.setSizePolicy(policy)
        self.hold = label("", "secondary", wraps=True)
        self.weeks_chart = ChartView(look, "Money out of the reserves by week")
        self.sources_chart = ChartView(look, "Where the money comes from")
        self.weeks = PlainTable(look, "Cash by week")
        self.funds = PlainTable(look, "Fund by fund")
        self.back = PlainTable(look, "What comes back")
        self.notes = label("", "secondary", wraps=True)
        self.amounts = ReserveAmounts()
        self.amounts.changed.connect(self._buttons)
        self.keep_button = button("Keep these amounts", self.keep, "primary")
        self.keep_button.setToolTip("Keep them in the scenario and make the plan again.")
        self.undo_button = button("Undo these changes", self.let_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._made_head())
        column.addWidget(self._made_body(), 1)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def has_changes(self) -> bool:
        """Return whether amounts stand in the fields that are not kept yet."""
        return bool(self._scenario) and (
            self.amounts.amounts != self._kept or not self.amounts.is_fit
        )

    def show_sheet(
        self,
        sheet: PlanSheet,
        words: str,
        reserves: Sequence[Reserve],
        amounts: Mapping[str, float],
    ) -> None:
        """Show the money of a plan, `words` on what to hold, and what its scenario holds."""
        reserve = sheet.plan.reserve
        more = max(reserve.most_short, reserve.more_money)
        numbers = [KeyNumber(pounds(reserve.gross_cost), "the response costs")]
        if reserve.known:
            numbers.append(KeyNumber(pounds(reserve.reserves_pay), "the reserves pay"))
            numbers.append(KeyNumber(pounds(reserve.reserves_today), "held today that may pay"))
            if reserve.peak_date is not None and reserve.peak_amount >= 1:
                most = f"most out at once, week of {short_date(reserve.peak_date)}"
                numbers.append(KeyNumber(pounds(reserve.peak_amount), most))
            if more >= 1:
                numbers.append(KeyNumber(pounds(more), "too little", is_failure=True))
        self.head.setText(f"{(reserve.headline or reserve.lead).removesuffix('.')}.")
        self.head.setAccessibleName(self.head.text())
        self._show_numbers(numbers)
        self.hold.setText(words)
        for view, chart in (
            (self.weeks_chart, sheet.money_by_week),
            (self.sources_chart, sheet.money_sources),
        ):
            view.setVisible(chart is not None)
            if chart is not None:
                view.show_chart(chart)
        self._show_tables(sheet)
        self._fit()
        scenario = sheet.plan.header.scenario
        if scenario != self._scenario or not self.has_changes:
            self._scenario, self._kept = scenario, dict(amounts)
            self._reserves = tuple(reserves)
            self.amounts.show_reserves(reserves, amounts)
        else:
            self._kept = dict(amounts)
        self._buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the plan."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def keep(self) -> None:
        """Ask for the amounts in the fields to be kept, where all of them are amounts."""
        if self.has_changes and self.amounts.is_fit:
            self.held.emit(self.amounts.amounts)

    def taken(self) -> None:
        """Note that the amounts in the fields are kept now."""
        self._kept = self.amounts.amounts
        self._buttons()

    def let_go(self) -> None:
        """Put the amounts back that are kept."""
        self.amounts.show_reserves(self._reserves, self._kept)
        self._buttons()

    def focus_first(self) -> None:
        """Put the focus on the funds."""
        self.funds.setFocus()

    def _show_numbers(self, numbers: Sequence[KeyNumber]) -> None:
        while (item := self._numbers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in numbers:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(
                label(one.number, "key-number-failure" if one.is_failure else "key-number")
            )
            column.addWidget(label(one.words, "secondary"))
            self._numbers.addWidget(box)
        self.numbers.updateGeometry()

    def _show_tables(self, sheet: PlanSheet) -> None:
        reserve = sheet.plan.reserve
        self.weeks.show_rows(
            WEEKS,
            [
                (week.week, week.ends_on, week.out, week.back, week.drawn, week.short or None)
                for week in reserve.weeks
            ],
        )
        self.funds.show_rows(
            FUNDS,
            [
                (fund.name, fund.may_be_spent_on, fund.amount, fund.pays, fund.left)
                for fund in reserve.funds
            ],
        )
        rows: list[tuple[object, ...]] = [
            ("Price no longer due", reserve.price_not_due, None),
            ("Charges to people and bodies", reserve.recoveries, None),
        ]
        rows += [
            (f"Bond of {line.provider}, {line.contract}", line.amount, line.counted_from)
            for line in reserve.bond_lines
        ]
        self.back.show_rows(BACK, rows)
        told = [*reserve.statements, reserve.other_funds, *reserve.not_counted]
        self.notes.setText("\n".join(one for one in told if one))

    def _buttons(self) -> None:
        fit = self.amounts.is_fit
        self.keep_button.setEnabled(self.has_changes and fit)
        self.undo_button.setEnabled(self.has_changes)

    def _fit(self) -> None:
        px, large = self._look.px, self._look.text_size >= LARGE
        way = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        for view in (self.weeks_chart, self.sources_chart):
            view.setFixedHeight(px(CHART_HEIGHT))
        self.weeks.setFixedHeight(px(230))
        for table in (self.funds, self.back):
            table.setFixedHeight(
                px(34) + px(28) * max(1, min(MOST_ROWS, table.model().rowCount())) + 4
            )

    def _made_head(self) -> TwoRows:
        both = TwoRows(self._look)
        both.first.setContentsMargins(20, 0, 0, 0)
        both.second.setContentsMargins(20, 0, 20, 0)
        both.first.addWidget(label("Reserve", "title"))
        both.first.addStretch(1)
        close = button("Close", self.closed.emit)
        close.setToolTip("Back to the plan (Esc).")
        both.second.addWidget(close)
        both.second.addStretch(1)
        return both

    def _made_body(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("kind", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 12)
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 0, 20, 6)
        inside.setSpacing(6)
        for part in (self.head, self.numbers, self.hold):
            inside.addWidget(part)
        column.addLayout(inside)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setContentsMargins(20, 0, 20, 0)
        self._halves.setSpacing(24)
        buttons = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for one in (self.keep_button, self.undo_button):
            row.addWidget(one)
        row.addStretch(1)
        for parts in (
            (self.weeks_chart, label("Cash by week", "title"), self.weeks, self.sources_chart),
            (
                label("Fund by fund", "title"),
                self.funds,
                label("Bonds, charges and price not due", "title"),
                self.back,
                label("What if the reserves held other amounts", "title"),
                self.amounts,
                buttons,
                self.notes,
            ),
        ):
            half = QVBoxLayout()
            half.setSpacing(8)
            for part in parts:
                half.addWidget(part)
            half.addStretch(1)
            self._halves.addLayout(half, 1)
        column.addLayout(self._halves)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area
