"""Views of a table kept by name: columns and their widths, filters, sorting and group."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from PySide6.QtCore import QSettings

from ui.table.arranging import Arrangement


@dataclass(frozen=True, slots=True)
class View:
    """How a table is shown. `columns` are names in order, `widths` pixels at 100 % text."""

    columns: tuple[str, ...]
    widths: Mapping[str, int] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    sorts: tuple[tuple[str, bool], ...] = ()
    group: str = ""

    @property
    def arrangement(self) -> Arrangement:
        """Return the sorting and the group."""
        return Arrangement(self.sorts, self.group)

    def as_text(self) -> str:
        """Return the view as text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> View | None:
        """Return a view that was kept, None where the text is none."""
        try:
            plain: dict[str, Any] = json.loads(text)
            return cls(
                tuple(str(one) for one in plain["columns"]),
                {str(name): int(width) for name, width in plain.get("widths", {}).items()},
                {str(name): str(one) for name, one in plain.get("filters", {}).items()},
                tuple((str(name), bool(falls)) for name, falls in plain.get("sorts", ())),
                str(plain.get("group", "")),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


class SavedViews:
    """The views of one kind of record, kept with the layout of the window."""

    def __init__(self, memory: QSettings, kind: str) -> None:
        self._memory = memory
        self._key = f"register/views/{kind}"
        self._last = f"register/table/{kind}"

    def names(self) -> list[str]:
        """Return the names of the views kept, in alphabetical order."""
        return sorted(self._kept(), key=str.casefold)

    def view(self, name: str) -> View | None:
        """Return the view of a name, None where there is none."""
        return View.from_text(self._kept().get(name, ""))

    def keep(self, name: str, view: View) -> None:
        """Keep a view under a name, in place of one of that name."""
        self._memory.setValue(self._key, json.dumps({**self._kept(), name: view.as_text()}))

    def drop(self, name: str) -> None:
        """Forget the view of a name."""
        kept = self._kept()
        kept.pop(name, None)
        self._memory.setValue(self._key, json.dumps(kept))

    def last(self) -> View | None:
        """Return how the table was left."""
        return View.from_text(str(self._memory.value(self._last, "")))

    def leave(self, view: View) -> None:
        """Remember how the table is left."""
        self._memory.setValue(self._last, view.as_text())

    def _kept(self) -> dict[str, str]:
        try:
            plain = json.loads(str(self._memory.value(self._key, "{}")))
            return {str(name): str(text) for name, text in plain.items()}
        except (ValueError, AttributeError):
            return {}
