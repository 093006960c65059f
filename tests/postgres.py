"""A real PostgreSQL server for tests: made in a temporary folder, reached by a socket in it.

PostgreSQL refuses to run as root, so a root user gives it to another one.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

INSTALLED = Path("/usr/lib/postgresql")
ABSENT = (
    "there is no PostgreSQL server here (Debian package postgresql): looked for initdb and "
    "postgres in /usr/lib/postgresql/*/bin and PATH"
)


def programs() -> Path | None:
    """Return the folder of the newest server's programs, or None where there is none."""
    found = sorted(
        (folder for folder in INSTALLED.glob("*/bin") if (folder / "initdb").exists()),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
    )
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    # What is in PATH may be a link to the folder that holds all of them.
    return Path(initdb).resolve().parent if initdb and shutil.which("postgres") else None


class PostgresServer:
    """One running server; `new_url` gives the address of a register that nobody has used."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="backstop-pg-"))
        self._programs = programs
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            names = {one.pw_name for one in pwd.getpwall()}
            user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._run(
            "initdb", "-D", str(self._cluster), "-U", "backstop", "--auth=trust",
            "--encoding=UTF8", "--locale=C", "--no-sync",
        )  # fmt: skip
        rules = self._cluster / "pg_hba.conf"
        rules.write_text("local all locked scram-sha-256\nlocal all all trust\n")
        self.start()
        with self.connection("postgres") as connection:
            connection.execute("CREATE DATABASE team")
            connection.execute("CREATE ROLE locked LOGIN PASSWORD 'rook pawn'")
            connection.execute("GRANT CREATE ON DATABASE team TO locked")
            connection.execute("CREATE ROLE colleague LOGIN")

    @property
    def _cluster(self) -> Path:
        return self.folder / "cluster"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True, capture_output=True, cwd=self.folder, **self._as,
        )  # fmt: skip

    def start(self) -> None:
        """Start the server and wait until it answers."""
        # Where a test run is killed, its server goes with it; the flag needs Debian's util-linux.
        dying = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
        deadline = time.monotonic() + 60
        while True:
            with (self.folder / "server.log").open("ab") as log:
                self._process = subprocess.Popen(
                    [
                        *dying, str(self._programs / "postgres"), "-D", str(self._cluster),
                        "-k", str(self.folder), "-h", "", "-F", "-c", "max_connections=60",
                        "-c", "shared_buffers=32MB", "-c", "max_wal_size=64MB",
                    ],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, **self._as,
                )  # fmt: skip
            while self._process.poll() is None:
                with contextlib.suppress(Exception), self.connection("postgres"):
                    return
                time.sleep(0.05)
            # After a kill, what is left of the server before takes a moment to go.
            if time.monotonic() > deadline:
                raise RuntimeError((self.folder / "server.log").read_text()[-2_000:])
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server: those who are connected are cut off."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill the server without any warning."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(60)
            self._process = None

    def connection(self, database: str = "team") -> Any:
        """Return a connection of the driver, past Backstop; it commits by itself."""
        import psycopg

        return psycopg.connect(
            host=str(self.folder), user="backstop", dbname=database, autocommit=True
        )

    def new_url(self, *, user: str = "backstop") -> str:
        """Return the address of a register that is not there yet."""
        return self.url(f"r{next(self._numbers)}", user=user)

    def url(self, register: str, *, user: str = "backstop", database: str = "team") -> str:
        """Return the address of a register by name."""
        return f"postgresql://{user}@/{database}?register={register}&host={self.folder}"

    def remove(self) -> None:
        """Stop the server and remove all of it."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def running() -> Iterator[PostgresServer]:
    """Run a server; FileNotFoundError with the reason where none is installed."""
    found = programs()
    if found is None:
        raise FileNotFoundError(ABSENT)
    server = PostgresServer(found)
    try:
        yield server
    finally:
        server.remove()
