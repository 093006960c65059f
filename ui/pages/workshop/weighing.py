"""What stands behind "More" in the decision form: the Joint Decision Model, and a late entry."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.parts.words import label

PROMPTS = (
    ("Information", "What do we know, and what not?"),
    ("Risks and strategy", "What can go wrong, and what are we after?"),
    ("Powers and policy", "What may we do, and who may agree?"),
    ("Options and contingencies", "What else could we do?"),
    ("Action and review", "Who does what, and when do we look again?"),
)
"""The five steps of the Joint Decision Model, each with what it asks."""


class Weighing(QWidget):
    """A field for each of the five steps, and one for when a late entry was decided."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        for at, (name, asks) in enumerate(PROMPTS):
            field = QLineEdit()
            field.setAccessibleName(name)
            field.setPlaceholderText(asks)
            field.setMinimumWidth(60)
            self.fields[name] = field
            self._put(grid, at, name, field)
        self.decided_at = QLineEdit()
        self.decided_at.setAccessibleName("Decided at, room time")
        self.decided_at.setPlaceholderText("Only for a late entry, such as 10:45")
        self.decided_at.setMinimumWidth(60)
        self._put(grid, len(PROMPTS), "Decided at, room time", self.decided_at)

    def _put(self, grid: QGridLayout, at: int, name: str, field: QLineEdit) -> None:
        grid.addWidget(label(name, "label"), at // 2 * 2, at % 2)
        grid.addWidget(field, at // 2 * 2 + 1, at % 2)

    @property
    def weighed(self) -> tuple[str, ...]:
        """Return what was weighed, each with the step it belongs to."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        return tuple(f"{name}: {words}" for name, words in typed.items() if words)

    def show_weighed(self, weighed: tuple[str, ...]) -> None:
        """Show what was weighed before."""
        for name, field in self.fields.items():
            before = f"{name}: "
            field.setText(
                next((one.removeprefix(before) for one in weighed if one.startswith(before)), "")
            )

    def clear(self) -> None:
        """Empty every field."""
        self.show_weighed(())
        self.decided_at.clear()
