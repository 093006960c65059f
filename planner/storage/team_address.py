"""Where a team register is: the address of a PostgreSQL server, and the link file that holds it.

An address looks like `postgresql://name@server/database?register=care`. It never holds a password,
so that it can be kept, shown and passed on.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from planner.errors import InputRefused
from planner.storage.publish import write_text

SUFFIX = ".backstop-team"
LOOKS_LIKE = "postgresql://name@server/database?register=care"
USUAL_REGISTER = "register"
_SCHEMES = ("postgresql://", "postgres://")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MARK = "backstop_team"
_FORMAT = 1
# What may stand after the question mark, as PostgreSQL calls it. Nothing that holds a secret.
_OPTIONS = (
    "host",
    "port",
    "user",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "sslcrl",
    "passfile",
    "service",
    "connect_timeout",
    "gssencmode",
    "krbsrvname",
)
HERE = "this computer"
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class TeamAddress:
    """The place of a team register: `url` without a password, and the parts of it.

    `options` are what the driver is given; `register` is the name of the register in its database.
    """

    url: str
    register: str
    options: Mapping[str, str]

    @property
    def schema(self) -> str:
        """Return the schema that holds the register's tables."""
        return f"backstop_{self.register}"

    @property
    def host(self) -> str:
        """Return the server's name, or `HERE` where no network is between."""
        host = self.options.get("host", "")
        if not host and "service" in self.options:
            return f"service {self.options['service']}"
        host = host or os.environ.get("PGHOST", "")
        return HERE if not host or host.startswith("/") or host in _LOCAL else host

    @property
    def words(self) -> str:
        """Return how sentences name the place: "register care on db.ashmere.gov.uk"."""
        return f"register {self.register} on {self.host}"

    @property
    def file_name(self) -> str:
        """Return a name for a link file, the same each time for the same address."""
        digest = hashlib.sha256(self.url.encode()).hexdigest()[:6]
        host = re.sub(r"[^A-Za-z0-9.-]+", "-", self.host)
        return f"{self.register} on {host} {digest}{SUFFIX}"

    def connecting(self, password: str) -> dict[str, Any]:
        """Return what the driver is given to connect; `password` "" leaves it to other ways.

        To another computer the connection is encrypted and the server's certificate checked,
        unless the address says otherwise.
        """
        given: dict[str, Any] = {"connect_timeout": "10", **self.options}
        if self.host != HERE and "service" not in given:
            given.setdefault("sslmode", "verify-full")
            if given["sslmode"] == "verify-full" and not _own_authority():
                given.setdefault("sslrootcert", "system")
        if password:
            given["password"] = password
        return given


def _own_authority() -> bool:
    """Return whether the person has a certificate authority where PostgreSQL looks for one."""
    if os.environ.get("PGSSLROOTCERT"):
        return True
    appdata = os.environ.get("APPDATA")
    folder = Path(appdata) / "postgresql" if appdata else Path.home() / ".postgresql"
    return (folder / "root.crt").is_file()


def is_address(text: str) -> bool:
    """Return whether a text is meant as the address of a team register, not as a file."""
    return text.strip().lower().startswith(_SCHEMES)


def team_address(text: str) -> TeamAddress:
    """Read an address; InputRefused in one sentence, which never repeats a password."""
    text = text.strip()
    if not is_address(text):
        raise _refused("it does not begin with postgresql://", f"write it like {LOOKS_LIKE}")
    try:
        parts = urlsplit(text)
        port = parts.port
        asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        # Not from the error, whose words could repeat a password.
        raise _refused("it cannot be read", f"write it like {LOOKS_LIKE}") from None
    if parts.password or any(name in ("password", "sslpassword") for name, _ in asked):
        raise _refused(
            "it holds a password, which would be kept and shown",
            "leave the password out; Backstop asks for it where the server wants one",
        )
    options = _options(asked)
    register = options.pop("register", USUAL_REGISTER)
    if not _NAME.fullmatch(register):
        raise _refused(
            "the name of its register is none",
            "use small letters, digits and _, beginning with a letter, 40 at most",
        )
    database = unquote(parts.path.lstrip("/"))
    found = {
        "host": unquote(parts.hostname or ""),
        "port": str(port) if port else "",
        "user": unquote(parts.username or ""),
        "dbname": database,
    }
    options = {**{name: value for name, value in found.items() if value}, **options}
    if "dbname" not in options and "service" not in options:
        raise _refused("it names no database", f"write it like {LOOKS_LIKE}")
    return TeamAddress(_canonical(options, register), register, options)


def _options(asked: list[tuple[str, str]]) -> dict[str, str]:
    options: dict[str, str] = {}
    for name, value in asked:
        if name not in (*_OPTIONS, "register"):
            raise _refused(
                f"it holds “{name[:40]}”, which is not used here",
                f"leave it out; these can be used: register, {', '.join(_OPTIONS)}",
            )
        options[name] = value
    return options


def _canonical(options: Mapping[str, str], register: str) -> str:
    """Return the address in one form, so that the same place has the same address."""
    rest = dict(options)
    user, database = rest.pop("user", ""), rest.pop("dbname", "")
    host = rest.pop("host", "")
    port = rest.pop("port", "")
    place = quote(user, safe="") + "@" if user else ""
    if host.startswith("/"):
        rest["host"] = host
        if port:
            rest["port"] = port
    else:
        place += f"[{host}]" if ":" in host else quote(host, safe="")
        place += f":{port}" if port else ""
    query = urlencode({"register": register, **dict(sorted(rest.items()))}, safe="/")
    return f"postgresql://{place}/{quote(database, safe='')}?{query}"


def _refused(what: str, mend: str) -> InputRefused:
    return InputRefused.one("the address of the team register", what, mend)


def is_link(path: Path) -> bool:
    """Return whether a path is called like a link to a team register."""
    return path.suffix.lower() == SUFFIX


def write_link(path: Path, address: TeamAddress, title: str) -> None:
    """Write a link file; OSError where that cannot be."""
    plain = {_MARK: _FORMAT, "url": address.url, "title": title}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def read_link(path: Path) -> TeamAddress:
    """Return the address in a link file; InputRefused where it is none."""
    wrong = "choose another, or make it anew with `backstop team link`"
    try:
        with path.open("rb") as file:
            plain = json.loads(file.read(65_536).decode("utf-8"))
        number = plain[_MARK]
        url = plain["url"]
    except FileNotFoundError as error:
        raise InputRefused.one(str(path), "there is no such file", "check its name") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputRefused.one(path.name, f"it cannot be read ({reason})", wrong) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputRefused.one(path.name, "it is no link to a team register", wrong) from error
    if not isinstance(url, str) or not isinstance(number, int):
        raise InputRefused.one(path.name, "it is no link to a team register", wrong)
    if number > _FORMAT:
        raise InputRefused.one(
            path.name, "it was made by a newer Backstop", "install the newer Backstop to open it"
        )
    return team_address(url)
