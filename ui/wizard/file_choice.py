"""Which of several files a step shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from ui.wizard.draft import ImportDraft

if TYPE_CHECKING:
    from planner.exchange.list_look import ListLook


class FileChoice(QComboBox):
    """The files that have columns to settle, by name; hidden where there is only one."""

    def __init__(self, draft: ImportDraft, on_choice: Callable[[], object]) -> None:
        super().__init__()
        self._draft = draft
        self.setAccessibleName("File shown")
        self.activated.connect(lambda _place: on_choice())

    @property
    def current(self) -> ListLook | None:
        """Return the file shown, as it was last looked at."""
        tables = self._tables
        return tables[min(max(0, self.currentIndex()), len(tables) - 1)] if tables else None

    @property
    def _tables(self) -> list[ListLook]:
        return [look for look in self._draft.looks if look.is_table and not look.problem]

    def refresh(self) -> None:
        """Show the files as they are now, the same one chosen."""
        at = max(0, self.currentIndex())
        names = [look.choice.path.name for look in self._tables]
        self.clear()
        self.addItems(names)
        self.setCurrentIndex(min(at, len(names) - 1))
        self.setVisible(len(names) > 1)
