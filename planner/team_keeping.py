"""A register of a team in a session: what others did is read, who they are, how one is reached."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from planner.courtesy import Courtesy
from planner.errors import BackstopError
from planner.register.on_top import Conflict as Conflict
from planner.register.on_top import ConflictPart as ConflictPart
from planner.storage.folders import Folders, users_folders
from planner.storage.register_file import RegisterFile
from planner.storage.team_address import is_address as is_address
from planner.storage.team_address import is_link, team_address, write_link
from planner.storage.team_presence import Present as Present
from planner.storage.team_register import TeamRegister
from planner.storage.team_schema import let_in, make
from planner.storage.team_server import PasswordNeeded as PasswordNeeded
from planner.storage.team_server import TeamServer
from planner.storage.team_server import Unreachable as Unreachable

_T = TypeVar("_T")


class TeamKeeping(Courtesy):
    """What a session adds for a register on a server, which several people edit at once.

    Every edit is kept on the server before it is acknowledged. Where others changed the same since
    the register was last read, `apply` raises Conflict: nothing is kept, the register then shows
    theirs, and the same edit applied again is made on top of it. `undo` takes back steps of this
    person alone. The questions here are answered for a file too, so that nobody has to ask which
    it is.
    """

    _told_of_others = False
    _said_of_others: tuple[str, ...] = ()

    @property
    def is_shared(self) -> bool:
        """Return whether the register is on a server, where every edit is kept at once."""
        return isinstance(self._kept, TeamRegister)

    @property
    def team_address(self) -> str:
        """Return the address of the team register, without a password; "" for a file."""
        return self._kept.address.url if isinstance(self._kept, TeamRegister) else ""

    def catch_up(self) -> bool:
        """Read what others did since; return whether the register, a log or a notice changed.

        It is cheap where nobody did anything, and may be called every few seconds from a thread.
        Unreachable, in one sentence, where the server does not answer: what was read stays, and the
        next call or edit connects again. False for a file.
        """
        return isinstance(self._kept, TeamRegister) and self._kept.catch_up()

    def _made(self, make: Callable[[], _T]) -> _T:
        """Return what is made of the register; once more where only an old view of it refused."""
        try:
            return make()
        except BackstopError:
            with suppress(Unreachable):
                if self.catch_up():
                    return make()
            raise

    def others(self) -> tuple[Present, ...]:
        """Return who else has the team register open, longest first; nobody for a file.

        Somebody without a sign of life for ten minutes is left out. Unreachable where the server
        does not answer.
        """
        return self._kept.others() if isinstance(self._kept, TeamRegister) else ()

    def show_presence(self) -> None:
        """Renew the sign, on the server or beside the file, that this person has it open."""
        kept = self._kept
        if not isinstance(kept, TeamRegister):
            super().show_presence()
            return
        kept.be_present(self._note.machine)
        if not self._told_of_others:
            self._told_of_others = True
            self._said_of_others = tuple(other.sentence for other in kept.others())
            kept.notices += self._said_of_others

    def give_way(self) -> None:
        """Read while another edits a file; who else is in a team register is said by `others`."""
        super().give_way()
        said = self._said_of_others
        self._kept.notices[:] = [one for one in self._kept.notices if one not in said]

    def put_on_server(
        self, url: str, *, password: str = "", members: str = "", title: str = ""
    ) -> Path:
        """Put a copy of this register on a server, with its history and logs, and link to it.

        The session goes on with its own file; the link returned is kept with the user's own and
        opens the copy. `members` is a role of the server that may then read and edit it.
        BackstopError where the address is unfit, the name taken or the server refuses.
        """
        if not isinstance(self._kept, RegisterFile):
            raise BackstopError(
                f"{self._kept.path.name} is no register file; save it as a .backstop file first."
            )
        address = team_address(url)
        server = TeamServer(address, password)
        try:
            with tempfile.TemporaryDirectory(prefix="backstop-") as folder:
                whole = Path(folder) / "whole.backstop"
                self._kept.copy_to(whole)

                def made(connection: Connection, unsure: bool) -> None:
                    make(connection, address, whole)
                    if members:
                        let_in(connection, address, members)

                server.write(made)
        finally:
            server.close()
        return link_to(url, self.folders, title or self._kept.register.council.name)


def address_of(text: str) -> str:
    """Return an address in its usual form; InputRefused where it is none or holds a password."""
    return team_address(text).url


def link_to(url: str, folders: Folders | None = None, title: str = "") -> Path:
    """Return a link file to the team register at an address, kept with the user's own files.

    The same address gives the same file. InputRefused where the address is none or holds a
    password, BackstopError where no file can be kept.
    """
    address = team_address(url)
    path = (folders or users_folders()).links / address.file_name
    if not path.exists():
        keep_link(path, url, title)
    return path


def keep_link(path: Path, url: str, title: str = "") -> None:
    """Write a link file to the team register at an address, for double clicks and colleagues.

    BackstopError where the name is not one of a link or the file cannot be written.
    """
    address = team_address(url)
    if not is_link(path):
        raise BackstopError(f"{path.name} must end in .backstop-team, as links to registers do.")
    try:
        write_link(path, address, title)
    except OSError as error:
        raise BackstopError(
            f"{path.name} could not be written in {path.parent} ({error.strerror or error}); "
            "choose another folder."
        ) from error
