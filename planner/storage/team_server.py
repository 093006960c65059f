"""The connection to the server of a team register: transactions, lost connections, sentences.

The driver is loaded when the first connection is made. A connection that was lost is made again by
the next transaction; a transaction whose answer was lost is begun once more and told so, to look
whether the first one was kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from planner.storage.publish import SaveFailed
from planner.storage.team_address import TeamAddress

_T = TypeVar("_T")

# Milliseconds: a person waits so long for another's change, and a computer that fell asleep in the
# middle of one holds up the others no longer.
LOCK_WAITS = 20_000
IDLE_IN_A_CHANGE = 120_000

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_WRONG_PASSWORD = ("28P01", "28000")
_NO_DATABASE = "3D000"
_MAY_NOT = "42501"
_LOCKED = "55P03"
_FULL = ("53100", "53200", "53300")
_READ_ONLY = ("25006",)
_NO_SUCH_TABLE = ("42P01", "42703", "3F000")


class Unreachable(SaveFailed):
    """A server that does not answer; what was read before can still be looked at."""


class PasswordNeeded(Unreachable):
    """A server that wants a password, or did not take the one it was given."""


class Unsure(Unreachable):
    """A change whose answer was lost, and the server cannot be asked now whether it was kept."""


class TeamServer:
    """Transactions on the server of one team register, for one person."""

    def __init__(self, address: TeamAddress, password: str = "") -> None:
        self.address = address
        self._password = password
        self._engine = self._made_engine()

    def __repr__(self) -> str:
        """Return the place; the password is nowhere shown."""
        return f"TeamServer({self.address.url})"

    def _made_engine(self) -> Engine:
        engine = create_engine(
            "postgresql+psycopg://",
            creator=self._connect,
            pool_size=1,
            max_overflow=1,
            hide_parameters=True,
            execution_options={"schema_translate_map": {None: self.address.schema}},
        )

        @event.listens_for(engine, "connect")
        def set_up(connection: Any, record: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SET timezone = 'UTC'")
                cursor.execute(f"SET lock_timeout = {LOCK_WAITS}")
                cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_IN_A_CHANGE}")
            connection.commit()

        return engine

    def _connect(self) -> Any:
        import psycopg

        return psycopg.connect(
            **self.address.connecting(self._password),
            application_name="Backstop",
            client_encoding="utf8",
            # A network that went away is noticed within half a minute.
            keepalives_idle="10",
            keepalives_interval="5",
            keepalives_count="3",
            tcp_user_timeout="20000",
        )

    def read(self, work: Callable[[Connection], _T], *, as_one: bool = False) -> _T:
        """Return what `work` reads; `as_one` lets it see one moment of the register throughout.

        Unreachable in one sentence where the server does not answer.
        """
        for again in (False, True):
            try:
                with self._engine.connect() as connection:
                    if as_one:
                        connection = connection.execution_options(isolation_level="REPEATABLE READ")
                    return work(connection)
            except SQLAlchemyError as error:
                if again or not _is_lost(error):
                    self.refuse(error)
        raise AssertionError("a lost connection was made again or refused")

    def write(self, work: Callable[[Connection, bool], _T]) -> _T:
        """Return what `work` does in one transaction, kept for good when this returns.

        `work` is called a second time where the connection was lost, with True where the first
        time may have been kept. Unsure where that cannot be asked, Unreachable where nothing was
        kept, SaveFailed where the server would not have it.
        """
        unsure = False
        for again in (False, True):
            committing = False
            try:
                with self._engine.connect() as connection, connection.begin():
                    done = work(connection, unsure)
                    committing = True
                return done
            except SQLAlchemyError as error:
                lost = _is_lost(error)
                unsure = unsure or (committing and lost)
                if again or not lost:
                    if unsure:
                        raise Unsure(
                            f"The connection to {self.address.host} was cut while your change was "
                            "being kept. Whether it was kept shows in the history as soon as the "
                            "server answers; look there before you make it again."
                        ) from error
                    self.refuse(error)
        raise AssertionError("a lost connection was made again or refused")

    def refuse(self, error: SQLAlchemyError) -> NoReturn:
        """Raise what happened in one sentence."""
        raise _told(error, self.address) from error

    def close(self) -> None:
        """End the connections."""
        self._engine.dispose()


def _is_lost(error: SQLAlchemyError) -> bool:
    """Return whether there is no connection any more, so that another may do better."""
    if not isinstance(error, DBAPIError):
        return False
    code = _code(error)
    return error.connection_invalidated or code.startswith(("08", "57P"))


def _code(error: SQLAlchemyError) -> str:
    return str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")


def _told(error: SQLAlchemyError, address: TeamAddress) -> SaveFailed:
    code, place = _code(error), address.words
    text = str(getattr(error, "orig", None) or error)
    if code in _WRONG_PASSWORD or "no password supplied" in text or "authentication" in text:
        user = address.options.get("user", "")
        called = f" as {user}" if user else ""
        return PasswordNeeded(
            f"The server of {place} does not let you in{called}; check the name in the address and "
            "the password."
        )
    if code == _NO_DATABASE or ('database "' in text and "does not exist" in text):
        return Unreachable(
            f"There is no database {address.options.get('dbname', '')} on {address.host}; check "
            "the address."
        )
    if code == _MAY_NOT:
        return SaveFailed(
            f"The server of {place} does not give you the right to that; nothing was changed, so "
            "ask who looks after the server."
        )
    if code == _LOCKED:
        return SaveFailed(
            f"Another's change of {place} takes longer than usual; nothing of yours was kept, so "
            "try again in a moment."
        )
    if code in _FULL or code in _READ_ONLY:
        what = "takes no changes at the moment" if code in _READ_ONLY else "has no room left"
        return SaveFailed(
            f"The server of {place} {what}; nothing was changed, so tell who looks after it."
        )
    if code in _NO_SUCH_TABLE:
        return SaveFailed(f"The {place} is not there any more; ask your team where it went.")
    if "certificate" in text or "SSL" in text:
        return Unreachable(
            f"The connection to {address.host} is not safe enough: {_reason(text)}. Name the "
            "council's certificate authority with sslrootcert=FILE in the address."
        )
    if not isinstance(error, OperationalError | InterfaceError) or (
        code and not code.startswith(("08", "57P"))
    ):
        return SaveFailed(
            f"The server of {place} refused that ({_reason(text)}); nothing was changed."
        )
    return Unreachable(
        f"{_beginning(address.host)} cannot be reached ({_reason(text)}); check the address and "
        "the network, then try again."
    )


def _beginning(host: str) -> str:
    return f"The server {host}" if host != "this computer" else "The server on this computer"


def _reason(text: str) -> str:
    """Return the last line that says something, shortened: the driver lists all it tried."""
    lines = [line.strip(" -\t") for line in text.splitlines()]
    told = [line for line in lines if line and not line.startswith(("Multiple", "Is the server"))]
    found = told[0] if told else "no reason was given"
    for before in ("connection failed: ", "FATAL:  ", "ERROR:  "):
        if before in found:
            found = found.split(before, 1)[1].strip()
    return found[:160].rstrip(".")
