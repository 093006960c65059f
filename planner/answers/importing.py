"""Lists brought in from elsewhere, previewed before anything is kept.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from planner.answers.asked import Asked
from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.register.history import Step

if TYPE_CHECKING:
    from planner.exchange.import_preview import ImportPreview
    from planner.exchange.import_shown import ImportShown
    from planner.exchange.list_look import ListChoice, ListLook
    from planner.exchange.match_columns import ColumnMapping
    from planner.exchange.match_names import NameDecision

LAST_OF_LAYOUT = "the last list with these headings"


class Importing(Asked):
    """Lists brought in from elsewhere, previewed before anything is kept."""

    def guess_columns(
        self, source: Path, kind: str | None = None, sheet: str | None = None
    ) -> ColumnMapping:
        """Return which column of a table most likely holds what, for a person to correct.

        `kind` says what the list is; None recognises it.
        """
        from planner.errors import InputRefused
        from planner.exchange.list_look import ListChoice, look_at

        look = look_at(ListChoice(source, kind, sheet))
        if look.problem:
            raise BackstopError(look.problem)
        if look.choice.mapping is None:
            raise InputRefused.one(source.name, "has no columns to settle", "leave --column out")
        return look.choice.mapping

    def preview_import(
        self,
        source: Path,
        kind: str | None = None,
        mapping: ColumnMapping | None = None,
        *,
        sheet: str | None = None,
        name_decisions: Iterable[NameDecision] = (),
        report: Progress = unreported,
    ) -> ImportPreview:
        """Return what importing a list would do; a mapping remembered for its headings is used."""
        from planner.errors import InputRefused
        from planner.exchange.any_list import preview_list
        from planner.exchange.list_look import ListChoice, look_at
        from planner.exchange.match_columns import ColumnMapping
        from planner.storage.settings import read_settings

        decisions = tuple(name_decisions)
        choice = ListChoice(source, kind, sheet, mapping=mapping)
        refusal: InputRefused | None = None
        try:
            found = preview_list(self.register, choice, decisions, report, today=self.today())
            guessed = found.mapping
        except InputRefused as refused:
            # Columns that cannot be guessed may have been settled for a list like this before.
            refusal, guessed = refused, look_at(choice).choice.mapping
        if mapping is None and guessed is not None:
            kept = read_settings(self.folders.settings).mappings.get(guessed.fingerprint)
            remembered = None if kept is None else ColumnMapping.from_json(kept)
            if remembered is not None and remembered.kind == guessed.kind:
                remembered = remembered.for_headings(guessed.headings)
                if remembered.choices != guessed.choices:
                    choice = dataclasses.replace(choice, mapping=remembered)
                    return preview_list(
                        self.register, choice, decisions, report, today=self.today()
                    )
        if refusal is not None:
            raise refusal
        return found

    def look_at_list(self, choice: ListChoice | Path) -> ListLook:
        """Return what a file holds, how it is read, and the mappings kept that fit it."""
        from planner.exchange.list_look import ListChoice, look_at
        from planner.storage.settings import read_settings

        look = look_at(choice if isinstance(choice, ListChoice) else ListChoice(choice))
        if look.choice.mapping is None:
            return look
        headings = look.choice.mapping.headings
        found: dict[str, ColumnMapping] = {}
        for name, kept in read_settings(self.folders.settings).mappings.items():
            try:
                mapping = _read_mapping(kept)
                if mapping.kind == look.choice.mapping.kind:
                    found[name] = mapping.for_headings(headings)
            except BackstopError:
                continue
        own = look.choice.mapping.fingerprint
        named = {name: mapping for name, mapping in found.items() if name != own}
        if own in found and found[own] not in named.values():
            named[LAST_OF_LAYOUT] = found[own]
        return dataclasses.replace(look, remembered=tuple(named.items()))

    def fields_of_lists(self, kind: str = "contracts_register") -> tuple[tuple[str, str], ...]:
        """Return the name and label of everything a column of a kind of list can hold."""
        from planner.exchange.list_look import fields_to_choose

        return fields_to_choose(kind)

    def preview_lists(
        self,
        looks: Sequence[ListLook],
        name_decisions: Iterable[NameDecision] = (),
        answers: Mapping[str, str] = MappingProxyType({}),
        report: Progress = unreported,
    ) -> ImportShown:
        """Return what importing the files looked at would do, in words, nothing being changed.

        `answers` settle what can be read in several ways, such as a notice without its unit.
        """
        from planner.exchange.import_shown import shown
        from planner.exchange.several_lists import preview_lists

        choices = [look.choice for look in looks]
        preview = preview_lists(
            self.register, choices, name_decisions, report, answers, today=self.today()
        )
        return shown(self.register, preview, looks, answers)

    def refused_rows(self, looks: Sequence[ListLook], preview: ImportPreview) -> str:
        """Return the refused rows of the files looked at as CSV text, to be mended."""
        from planner.exchange.several_lists import refused_as_csv

        return refused_as_csv([look.choice for look in looks], preview)

    def import_lists(
        self,
        looks: Sequence[ListLook],
        preview: ImportPreview,
        name: str = "",
        why: str = "",
        answers: Mapping[str, str] = MappingProxyType({}),
    ) -> Step | None:
        """Carry out an import as one step and remember its mappings, also under a name.

        With them goes what `answers` say that words of the list mean.
        """
        from planner.exchange.mending import kept_with_mapping

        step = self.apply(preview.edit, why) if preview.changes_anything else None
        for look in looks:
            mapping = look.choice.mapping
            if mapping is not None:
                values = kept_with_mapping({**dict(mapping.values), **answers})
                mapping = dataclasses.replace(mapping, values=values)
                with contextlib.suppress(BackstopError):
                    self.remember_mapping(mapping.fingerprint, mapping)
                    if name.strip():
                        self.remember_mapping(name.strip(), mapping)
        return step

    def apply_import(self, preview: ImportPreview, why: str = "") -> Step | None:
        """Carry out an import as one step and remember its mapping for lists of its layout."""
        step = self.apply(preview.edit, why) if preview.changes_anything else None
        if preview.mapping is not None:
            # The list is in by now: what could not be remembered for the next is no failure of it.
            with contextlib.suppress(BackstopError):
                self.remember_mapping(preview.mapping.fingerprint, preview.mapping)
        return step

    def remember_mapping(self, name: str, mapping: ColumnMapping) -> None:
        """Keep a mapping in the settings under a name."""
        from planner.storage.reasons import reason_of
        from planner.storage.settings import read_settings, write_settings

        folder = self.folders.settings
        try:
            write_settings(folder, read_settings(folder).with_mapping(name, mapping.as_json()))
        except OSError as error:
            raise BackstopError(
                f"The mapping could not be remembered in {folder} ({reason_of(error)}); make room "
                "there."
            ) from error

    def remembered_mapping(self, name: str) -> ColumnMapping | None:
        """Return the mapping kept under a name, or None."""
        from planner.exchange.match_columns import ColumnMapping
        from planner.storage.settings import read_settings

        kept = read_settings(self.folders.settings).mappings.get(name)
        return ColumnMapping.from_json(kept) if kept is not None else None


def _read_mapping(kept: Any) -> ColumnMapping:
    from planner.exchange.match_columns import ColumnMapping

    return ColumnMapping.from_json(kept)
