"""Addresses and links: one form, no password anywhere, and a safe connection unless told not to."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BackstopError, InputRefused
from planner.session import Session, keep_link, link_to
from planner.storage.folders import Folders
from planner.storage.team_address import read_link, team_address

GOOD = {
    "postgresql://ann@db.x.uk/plans?register=care": "postgresql://ann@db.x.uk/plans?register=care",
    "postgres://db.x.uk:5432/plans": "postgresql://db.x.uk:5432/plans?register=register",
    " postgresql://DB.x.uk:5433/a%20b ": "postgresql://db.x.uk:5433/a%20b?register=register",
    "postgresql:///plans?host=/run/pg&port=5": (
        "postgresql:///plans?register=register&host=/run/pg&port=5"
    ),
    "postgresql://[::1]/plans": "postgresql://[::1]/plans?register=register",
}


@pytest.mark.parametrize("text", GOOD)
def test_an_address_has_one_form(text):
    address = team_address(text)
    assert address.url == GOOD[text]
    assert team_address(address.url) == address


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mysql://db/plans", "does not begin with postgresql://"),
        ("postgresql://db", "names no database"),
        ("postgresql://db:port/plans", "cannot be read"),
        ("postgresql://[db/plans", "cannot be read"),
        ("postgresql://ann:rookpawn@db/plans", "holds a password"),
        ("postgresql://db/plans?password=rookpawn", "holds a password"),
        ("postgresql://db/plans?sslpassword=rookpawn", "holds a password"),
        ("postgresql://db/plans?rookpawn", "cannot be read"),
        ("postgresql://db/plans?options=-csearch_path%3Dx", "holds “options”"),
        ("postgresql://db/plans?register=Care", "small letters"),
        ('postgresql://db/plans?register=a";drop', "small letters"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(text, words):
    with pytest.raises(InputRefused, match=words) as found:
        team_address(text)
    assert "rookpawn" not in found.value.sentence
    assert "rookpawn" not in repr(found.value.__cause__)


@given(st.text(max_size=60))
def test_no_text_does_anything_but_be_read_or_refused(text):
    for whole in (text, f"postgresql://{text}", f"postgresql://db/plans?{text}"):
        try:
            address = team_address(whole)
        except InputRefused:
            continue
        assert team_address(address.url) == address
        assert "/" not in address.file_name


def test_the_connection_to_another_computer_is_checked_unless_the_address_says_otherwise(
    monkeypatch, tmp_path
):
    for name in ("PGHOST", "PGSSLROOTCERT", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    def connecting(text):
        return team_address(text).connecting("")

    far = connecting("postgresql://db.x.uk/plans")
    assert (far["sslmode"], far["sslrootcert"]) == ("verify-full", "system")
    assert "sslrootcert" not in connecting("postgresql://db.x.uk/plans?sslmode=require")
    assert connecting("postgresql://db/plans?sslrootcert=/ca.crt")["sslrootcert"] == "/ca.crt"
    for near in ("postgresql://localhost/plans", "postgresql:///plans?host=/run/pg"):
        assert "sslmode" not in connecting(near)
    assert "sslmode" not in connecting("postgresql:///plans")
    monkeypatch.setenv("PGHOST", "db.x.uk")
    assert connecting("postgresql:///plans")["sslmode"] == "verify-full"
    authority = tmp_path / ".postgresql" / "root.crt"
    authority.parent.mkdir()
    authority.touch()
    assert "sslrootcert" not in connecting("postgresql://db.x.uk/plans")


def test_a_link_holds_the_address_and_a_damaged_one_is_refused(tmp_path):
    folders = Folders.under(tmp_path)
    link = link_to("postgres://db.x.uk/plans", folders, "Ashmere")
    assert link_to(" postgresql://db.x.uk/plans?register=register", folders) == link
    assert json.loads(link.read_text("utf-8")) == {
        "backstop_team": 1,
        "url": "postgresql://db.x.uk/plans?register=register",
        "title": "Ashmere",
    }
    with pytest.raises(BackstopError, match=r"must end in \.backstop-team"):
        keep_link(tmp_path / "link.backstop", "postgres://db/plans")
    assert read_link(link).host == "db.x.uk"
    own = tmp_path / "own.backstop-team"
    for content, words in (
        (b"", "no link to a team register"),
        (b"\xff\xfe", "no link to a team register"),
        (b"[" * 50_000, "no link to a team register"),
        (b'{"backstop_team": 1, "url": 3}', "no link to a team register"),
        (b'{"backstop_team": 2, "url": "x"}', "newer Backstop"),
        (b'{"backstop_team": 1, "url": "postgres://a:rookpawn@db/plans"}', "holds a password"),
    ):
        own.write_bytes(content)
        with pytest.raises(InputRefused, match=words) as found:
            Session.open(own, "Ann", folders=folders)
        assert "rookpawn" not in found.value.sentence
    with pytest.raises(InputRefused, match="there is no such file"):
        read_link(tmp_path / "absent.backstop-team")


def test_the_driver_is_loaded_only_when_a_server_is_reached():
    code = "import sys, planner.session, planner.cli; sys.exit(any('psycopg' in one or "
    code += "'dialects.postgresql' in one for one in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
