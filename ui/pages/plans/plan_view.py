"""One plan: where it stands, what it says in a sentence, its decisions and its calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted, short_date
from ui.pages.plans.calendar_view import CalendarView, critical_token, serving_token
from ui.pages.plans.decisions_table import DecisionsTable
from ui.pages.plans.finding_bar import FindingBar
from ui.pages.plans.two_rows import TwoRows
from ui.parts.elided import ElidedLabel
from ui.parts.words import button, label, restyle, unmarked
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.plan.one_calendar import ServiceCalendar

LARGE = 150
"""Text size in per cent from which the head of a plan says no more than it must."""
STATUS_KINDS = {
    "draft": "tag",
    "reviewed": "tag-caution",
    "approved": "tag-success",
    "superseded": "tag",
}


@dataclass(frozen=True, slots=True)
class PlanDeeds:
    """What can be done from a plan.

    `move` takes a status, `step_in` and `timetable` a service and the words of an option or task.
    """

    to_list: Callable[[], object]
    preview: Callable[[], object]
    pdf: Callable[[], object]
    excel: Callable[[], object]
    compare: Callable[[], object]
    again: Callable[[], object]
    move: Callable[[str], object]
    step_in: Callable[[str, str], object]
    timetable: Callable[[str, str], object]
    reserve: Callable[[], object]


class PlanView(QWidget):
    """One plan. `decide` carries the service whose decision is to be changed."""

    decide = Signal(str)

    def __init__(self, look: Look, deeds: PlanDeeds) -> None:
        super().__init__()
        self._look = look
        self._deeds = deeds
        self._sheet: PlanSheet | None = None
        self.status = label("", "tag")
        self.review = label("", "tag")
        self.send = button("", self._move, "primary")
        self.send_blocked = label("", "caution", wraps=True)
        self.compare_button = button("Compare", deeds.compare)
        self.headline = label("", "headline", wraps=True)
        self.findings = FindingBar(look, "failed", "failure")
        self.stale = FindingBar(look, "warning", "caution")
        self.table = DecisionsTable(look)
        self.calendar = CalendarView(look)
        self.calendar_title = ElidedLabel("", "title")
        self.chance = label("", "secondary", wraps=True)
        self._legend = _Legend(look)
        self._scenario = ElidedLabel("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._made_head())
        column.addWidget(self.findings)
        column.addWidget(self.stale)
        column.addWidget(self._made_body(), 1)
        look.changed.connect(self._fit)
        self._fit()
        self.table.picked.connect(self.show_calendar)
        self.table.opened.connect(self.decide)
        self.calendar.option_opened.connect(lambda words: deeds.step_in(self.table.service, words))
        self.calendar.task_opened.connect(lambda words: deeds.timetable(self.table.service, words))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)

    @property
    def sheet(self) -> PlanSheet | None:
        """Return the plan shown."""
        return self._sheet

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show a plan; the service chosen stays chosen where the plan has it."""
        same = self._sheet is not None and self._sheet.record == sheet.record
        service = self.table.service if same else ""
        self._sheet = sheet
        header = sheet.plan.header
        self._scenario.setText(sheet.title)
        self.status.setText(f"{header.status.capitalize()}, version {header.version}")
        restyle(self.status, STATUS_KINDS.get(header.status, "tag"))
        self._show_review(sheet)
        step = sheet.next_steps[0]
        self.send.setText(step.words)
        self.send.setEnabled(not step.blocked)
        self.send.setToolTip(step.blocked or f"{step.words} as of today.")
        self.send_blocked.setText(f"{step.words} is not possible yet. {step.blocked}")
        self._fit()
        self.compare_button.setEnabled(bool(sheet.earlier))
        before = header.version - 1
        self.compare_button.setText(
            f"Compare with version {before}" if sheet.earlier else "Compare"
        )
        self.compare_button.setToolTip("" if sheet.earlier else "There is no earlier version yet.")
        self.headline.setText(sheet.headline)
        self.headline.setAccessibleName(sheet.headline)
        self._show_findings(sheet)
        again = [("Make again", self._deeds.again)] if sheet.is_latest else []
        self.stale.show_words("Out of date.", sheet.stale, again)
        self.table.show_lines(sheet.decisions)
        chosen = service or sheet.shown_first
        self.table.choose(chosen)
        self.show_calendar(chosen)

    def _fit(self) -> None:
        """Leave the reason to the tab Sign-off where text is so large that rows have no room."""
        roomy = self._look.text_size < LARGE
        self.send_blocked.setVisible(roomy and not self.send.isEnabled())

    def show_calendar(self, service: str) -> None:
        """Show the calendar of a service, or say that it has none."""
        if self._sheet is None:
            return
        found = next((one for one in self._sheet.calendars if one.service == service), None)
        self.calendar.show_calendar(found)
        self.calendar.setVisible(found is not None)
        self._legend.setVisible(found is not None)
        self.chance.setText(found.chance_words if found is not None else "")
        self.chance.setVisible(bool(self.chance.text()))
        self.calendar_title.setText(self._calendar_words(service, found))
        self.step_in_button.setEnabled(bool(self._sheet.calendars))
        bought = self._sheet.plan.recommissioning
        self.timetable_button.setEnabled(bool(bought))

    def _calendar_words(self, service: str, found: ServiceCalendar | None) -> str:
        if found is not None:
            return f"{found.title}: step-in and re-commissioning"
        assert self._sheet is not None
        title = next((one.title for one in self._sheet.decisions if one.service == service), "")
        if not title:
            return "No service of this plan is kept going by an option."
        return f"{title}: nothing is called in or bought for it."

    def _show_review(self, sheet: PlanSheet) -> None:
        date = sheet.plan.header.review_date
        self.review.setVisible(date is not None)
        late = "Review was due" if sheet.review_late else "Review by"
        self.review.setText(f"{late} {short_date(date)}")
        restyle(self.review, "tag-failure" if sheet.review_late else "tag-caution")

    def _show_findings(self, sheet: PlanSheet) -> None:
        red = [gap for gap in sheet.plan.gaps if gap.red]
        first = "Red finding." if len(red) == 1 else f"{len(red)} red findings."
        answers: list[tuple[str, Callable[[], object]]] = []
        if sheet.mends is not None:
            service, option = sheet.mends
            answers = [
                ("Extend cover", lambda: self._deeds.step_in(service, option)),
                ("Shorten the timetable", lambda: self._deeds.timetable(service, "")),
            ]
        if len(red) > 1 or not answers:
            answers.append(("All findings", self._show_all_findings))
        self.findings.show_words(first, sheet.red, answers)
        closes = [one for gap in red[:1] for one in gap.closes]
        self.findings.setToolTip(f"What would help: {'; '.join(closes)}." if closes else "")

    def _show_all_findings(self) -> None:
        assert self._sheet is not None
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for gap in self._sheet.plan.gaps:
            mark = "Red: " if gap.red else ""
            action = menu.addAction(unmarked(f"{mark}{gap.title}"))
            action.setToolTip(" ".join([gap.sentence, *(f"{one}." for one in gap.closes)]))
            if gap.service is not None:
                action.triggered.connect(
                    lambda _checked=False, service=gap.service: self._choose(service)
                )
        menu.popup(self.findings.mapToGlobal(self.findings.rect().bottomLeft()))

    def _choose(self, service: str) -> None:
        self.table.choose(service)
        self.show_calendar(service)

    def _show_menu(self) -> None:
        if not self.table.service:
            return
        menu = QMenu(self)
        menu.addAction("Decide otherwise…", lambda: self.decide.emit(self.table.service))
        if self.step_in_button.isEnabled():
            menu.addAction("Edit step-in", self._edit_step_in)
        if self.timetable_button.isEnabled():
            menu.addAction("Edit timetable", self._edit_timetable)
        menu.popup(self.table.viewport().mapToGlobal(self.table.visualItemRect(
            self.table.currentItem()).bottomLeft()))  # fmt: skip

    def _edit_step_in(self) -> None:
        self._deeds.step_in(self.table.service, "")

    def _edit_timetable(self) -> None:
        self._deeds.timetable(self.table.service, "")

    def _move(self) -> None:
        if self._sheet is not None:
            self._deeds.move(self._sheet.next_steps[0].status)

    def _made_head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(20, 10, 20, 8)
        head.setSpacing(6)
        both = TwoRows(self._look)
        row = both.first
        back = button("Plans", self._deeds.to_list, "link")
        back.setAccessibleName("Back to the list of plans")
        row.addWidget(back)
        row.addWidget(label("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "secondary"))
        row.addWidget(self._scenario)
        row.addWidget(self.status)
        row.addWidget(self.review)
        row.addStretch(1)
        row = both.second
        row.addWidget(self.compare_button)
        preview = button("Preview", self._deeds.preview)
        preview.setToolTip("Read the plan as it prints, page by page.")
        row.addWidget(preview)
        row.addWidget(button("PDF…", self._deeds.pdf))
        row.addWidget(button("Excel…", self._deeds.excel))
        row.addWidget(self.send)
        row.addStretch(1)
        head.addWidget(both)
        head.addWidget(self.headline)
        head.addWidget(self.send_blocked)
        return head

    def _made_body(self) -> QScrollArea:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(self.table)
        decide = QHBoxLayout()
        decide.setContentsMargins(12, 6, 20, 6)
        decide.setSpacing(6)
        other = button("Decide otherwise…", self._decide_chosen, "link")
        other.setToolTip("Record another decision for the service chosen, with its reason (Enter).")
        decide.addWidget(other)
        decide.addStretch(1)
        self.step_in_button = button("Edit step-in", self._edit_step_in)
        self.step_in_button.setToolTip("Swap options and change their dates (Ctrl+E).")
        self.timetable_button = button("Edit timetable", self._edit_timetable)
        self.timetable_button.setToolTip("Change how and when it is bought again (Ctrl+T).")
        self.reserve_button = button("Reserve", self._deeds.reserve)
        self.reserve_button.setToolTip("The money week by week, and fund by fund (Ctrl+R).")
        for one in (self.step_in_button, self.timetable_button, self.reserve_button):
            decide.addWidget(one)
        column.addLayout(decide)
        title = QHBoxLayout()
        title.setContentsMargins(12, 6, 20, 2)
        title.addWidget(self.calendar_title)
        title.addStretch(1)
        title.addSpacing(12)
        title.addWidget(self._legend)
        column.addLayout(title)
        self.chance.setContentsMargins(12, 0, 20, 4)
        column.addWidget(self.chance)
        column.addWidget(self.calendar)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setProperty("kind", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area.setWidget(body)
        return area

    def _decide_chosen(self) -> None:
        if self.table.service:
            self.decide.emit(self.table.service)


class _Legend(QLabel):
    """What the bars of the calendar mean, in words with their marks."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setTextFormat(Qt.TextFormat.RichText)
        look.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        theme = self._look.theme
        parts = (
            ("▨", theme.edge, "mobilising"),
            ("■", getattr(theme, serving_token(self._look)), "serving"),
            ("■", getattr(theme, critical_token(self._look)), "critical path"),
            ("▨", theme.failure, "no cover"),
        )
        self.setText(
            "&nbsp;&nbsp; ".join(
                f'<span style="color:{colour}">{mark}</span> {words}'
                for mark, colour, words in parts
            )
        )
        self.setFont(self._look.font(12))


def findings_words(red: int, gaps: int) -> str:
    """Return how many findings a plan has, red ones first."""
    if not gaps:
        return "None"
    if not red:
        return counted(gaps, "gap", "gaps")
    return f"{red} red, {gaps - red} other" if gaps > red else f"{red} red"
