"""The groups of actions in the File menu: each in a module of its own, gathered here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.shell.caring import Caring
from ui.shell.exporting_register import ExportingRegister
from ui.shell.files import RegisterFiles
from ui.shell.joining import Joining
from ui.shell.published import Published
from ui.shell.team import Team
from ui.workbench import Workbench


class FileGroup(Protocol):
    """A few actions of the File menu."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return those of its actions that are let in while a register is open."""

    def carry_out(self) -> None:
        """Say how each of the actions is carried out."""


KINDS: tuple[Callable[[Workbench, QWidget, RegisterFiles], FileGroup], ...] = (
    Caring,
    ExportingRegister,
    Joining,
    Published,
    Team,
)
"""Every group, made from the bench, the window dialogs stand on, and its files; one more
is a line here, and its actions in `ui.window_actions`."""


class FileGroups:
    """Every group of the window: carried out together, let in together."""

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        self._bench = bench
        self._groups = [kind(bench, window, files) for kind in KINDS]

    def carry_out(self) -> None:
        """Say how every action of the groups is carried out."""
        for group in self._groups:
            group.carry_out()

    def enable(self, is_open: bool, *, besides: Iterable[str] = ()) -> None:
        """Let in what needs a register, or grey it out; `besides` names actions of others."""
        for name in (*besides, *(name for group in self._groups for name in group.names)):
            self._bench.actions.enable(name, is_open)
