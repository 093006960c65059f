"""What stands beside a plan besides its actions: money, people told, and sign-off."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import count, long_date, pounds
from ui.charts.chart_view import ChartView
from ui.pages.plans.date_field import DateField
from ui.parts.words import button, divider, label
from ui.table.plain_table import Column, PlainTable
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet

CHART_HEIGHT = 250
WEEKS = (
    Column("Week", "number", 50),
    Column("Ends on", "date", 92),
    Column("Out", "pounds", 84),
    Column("Back", "pounds", 84),
    Column("Drawn", "pounds", 84),
    Column("Short", "pounds", 76),
)
FUNDS = (
    Column("Fund", "text", 130),
    Column("Holds", "pounds", 84),
    Column("Pays", "pounds", 84),
    Column("Left", "pounds", 84),
)
COUNTS = (Column("People at risk", "text", 190), Column("People", "people", 80))


class MoneyTab(QScrollArea):
    """The reserve: what it costs, when money is shortest, which fund pays and what comes back."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lead = label("", "strong", wraps=True)
        self.numbers = label("", wraps=True)
        self.weeks_chart = ChartView(look, "Money out of the reserves by week")
        self.sources_chart = ChartView(look, "Where the money comes from")
        self.weeks = PlainTable(look, "Cash by week")
        self.funds = PlainTable(look, "Funds")
        self.rest = label("", "secondary", wraps=True)
        _fill(
            self,
            self.lead,
            self.numbers,
            self.weeks_chart,
            label("Cash by week", "title"),
            self.weeks,
            label("Funds", "title"),
            self.funds,
            self.sources_chart,
            self.rest,
        )
        look.changed.connect(self._fit)
        self._fit()

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the money of a plan."""
        reserve = sheet.plan.reserve
        self.lead.setText(reserve.lead)
        recoveries = pounds(reserve.recoveries)
        told = [
            f"The response costs {pounds(reserve.gross_cost)}; "
            f"{pounds(reserve.price_not_due)} is price no longer due.",
            f"Bonds and guarantees pay {pounds(reserve.bonds)}; recoveries are {recoveries}.",
            f"The reserves pay {pounds(reserve.reserves_pay)} of the "
            f"{pounds(reserve.reserves_today)} they hold today.",
        ]
        if reserve.peak_date is not None and reserve.peak_amount >= 1:
            told.append(
                f"Most is out on {long_date(reserve.peak_date)}: {pounds(reserve.peak_amount)}."
            )
        short = max(reserve.most_short, reserve.more_money)
        gap = f"The gap to today's reserve is {pounds(short)}." if short >= 1 else ""
        told.append(gap or "Today's reserve is enough.")
        self.numbers.setText(" ".join(told) if reserve.known else " ".join(reserve.statements))
        for view, chart in (
            (self.weeks_chart, sheet.money_by_week),
            (self.sources_chart, sheet.money_sources),
        ):
            view.setVisible(chart is not None)
            if chart is not None:
                view.show_chart(chart)
        self.weeks.show_rows(
            WEEKS,
            [
                (week.week, week.ends_on, week.out, week.back, week.drawn, week.short or None)
                for week in reserve.weeks
            ],
        )
        self.funds.show_rows(
            FUNDS, [(fund.name, fund.amount, fund.pays, fund.left) for fund in reserve.funds]
        )
        bonds = [
            f"{line.provider}: {pounds(line.amount)} {line.words}" for line in reserve.bond_lines
        ]
        self.rest.setText("\n".join([reserve.other_funds, *bonds, *reserve.not_counted]).strip())

    def _fit(self) -> None:
        for view in (self.weeks_chart, self.sources_chart):
            view.setFixedHeight(self._look.px(CHART_HEIGHT))
        for table in (self.weeks, self.funds):
            table.setFixedHeight(self._look.px(190 if table is self.weeks else 130))


class PeopleTab(QScrollArea):
    """Who is at risk, and who is told what and when."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lead = label("", "strong", wraps=True)
        self.nobody_else = label("", "caution", wraps=True)
        self.counts = PlainTable(look, "People at risk")
        self.told = label("", wraps=True)
        self.told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        _fill(
            self,
            self.lead,
            self.nobody_else,
            self.counts,
            label("Told, in this order", "title"),
            self.told,
        )
        look.changed.connect(self._fit)
        self._fit()

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the people of a plan."""
        people = sheet.plan.people
        self.lead.setText(people.headline)
        self.nobody_else.setText(" ".join(people.nobody_else))
        self.nobody_else.setVisible(bool(people.nobody_else))
        rows: list[tuple[str, float | None]] = [("Everyone", people.people)]
        rows += [(one.label, one.people) for one in people.by_service]
        rows += [(f"Paid by: {one.label}", one.people) for one in people.by_funder]
        rows.append(("Complex needs", people.complex))
        self.counts.show_rows(COUNTS, rows)
        lines: list[str] = []
        for phase in dict.fromkeys(phase for phase, _, _ in sheet.told):
            lines += ["", f"{phase}:"] if lines else [f"{phase}:"]
            lines += [
                f"\N{BULLET} {words} ({who})" for when, words, who in sheet.told if when == phase
            ]
        self.told.setText("\n".join(lines))

    def _fit(self) -> None:
        self.counts.setFixedHeight(self._look.px(230))


class SignOffTab(QScrollArea):
    """Owner, approver and review date, and the way from draft to approved."""

    def __init__(
        self,
        look: Look,
        change: Callable[[Mapping[str, Any]], object],
        move: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._change = change
        self._move = move
        self._sheet: PlanSheet | None = None
        self.status = label("", "strong", wraps=True)
        self.owner = QLineEdit()
        self.owner.setAccessibleName("Owner of the plan")
        self.owner.editingFinished.connect(lambda: self._take("owner", self.owner))
        self.approver = QLineEdit()
        self.approver.setAccessibleName("Approver of the plan")
        self.approver.editingFinished.connect(lambda: self._take("approver", self.approver))
        self.review = DateField("Review the plan by")
        self.review.taken.connect(self._take_review)
        self.wrong = label("", "failure", wraps=True)
        self.review.refused.connect(self._refuse)
        self.wrong.hide()
        self.first = button("", lambda: self._go(0), "primary")
        self.second = button("", lambda: self._go(1))
        self.blocked = label("", "caution", wraps=True)
        self.made = label("", "secondary", wraps=True)
        form = QFrame()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows.addRow(label("Owner", "label"), self.owner)
        rows.addRow(label("Approver", "label"), self.approver)
        rows.addRow(label("Review by", "label"), self.review)
        rows.addRow(self.wrong)
        _fill(self, self.status, form, divider(), self.first, self.blocked, self.second, self.made)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show how far a plan has come and where it may go."""
        self._sheet = sheet
        header = sheet.plan.header
        self.status.setText(f"Version {header.version} is {header.status}.")
        for field, words in ((self.owner, header.owner), (self.approver, header.approver)):
            if not field.hasFocus():
                field.setText(words or "")
        if not self.review.hasFocus():
            self.review.show_date(header.review_date)
        steps = sheet.next_steps
        for place, one in enumerate((self.first, self.second)):
            one.setVisible(place < len(steps))
            if place < len(steps):
                one.setText(steps[place].words)
                one.setEnabled(not steps[place].blocked)
                one.setToolTip(steps[place].blocked)
        self.blocked.setText(steps[0].blocked)
        self.blocked.setVisible(bool(steps[0].blocked))
        people = count(sheet.plan.people.people)
        self.made.setText(
            f"Made on {long_date(header.made_on)} by {header.made_by} from revision "
            f"{header.register_revision} of the register, for {people} people at risk."
        )

    def _take(self, name: str, field: QLineEdit) -> None:
        if self._sheet is None:
            return
        words = field.text().strip() or None
        if words != getattr(self._sheet.plan.header, name):
            self._change({name: words})

    def _take_review(self, date: datetime.date | None) -> None:
        self._change({"review_date": date})

    def _refuse(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _go(self, place: int) -> None:
        if self._sheet is not None:
            self._move(self._sheet.next_steps[place].status)


def _fill(area: QScrollArea, *parts: QWidget) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setProperty("kind", "panel")
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidget(inside)
