"""A field for a date as people write it; blank is no date."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from planner.document.wording import short_date
from ui.parts.words import restyle

WAYS = ("%d %b %Y", "%d %B %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y", "%d %b %y")


def read_date(words: str) -> datetime.date | None:
    """Return the date that words such as 30 Nov 2026 or 30/11/2026 mean; ValueError if none."""
    tidy = " ".join(words.split())
    if not tidy:
        return None
    for way in WAYS:
        try:
            return datetime.datetime.strptime(tidy, way).date()
        except ValueError:
            continue
    raise ValueError(f"{tidy} is no date; write it as 30 Nov 2026.")


class DateField(QLineEdit):
    """A date in a line; `taken` carries it, or None for none, when the field is left changed.

    What is no date stays in the field, marked as wrong, and `refused` says how to write it.
    """

    taken = Signal(object)
    refused = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText("30 Nov 2026")
        self._shown: datetime.date | None = None
        self.editingFinished.connect(self._leave)

    @property
    def date(self) -> datetime.date | None:
        """Return the date last shown or taken."""
        return self._shown

    def show_date(self, date: datetime.date | None) -> None:
        """Show a date, or an empty field."""
        self._shown = date
        self.setText("" if date is None else short_date(date))
        restyle(self, "")

    def _leave(self) -> None:
        try:
            date = read_date(self.text())
        except ValueError as error:
            restyle(self, "wrong")
            self.refused.emit(str(error))
            return
        changed = date != self._shown
        self.show_date(date)
        self.refused.emit("")
        if changed:
            self.taken.emit(date)
