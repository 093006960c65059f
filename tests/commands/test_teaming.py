"""`backstop team`, and every other command on the address of a team register."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import backstop
from planner.session import Session, users_folders


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))

    def command(*words):
        return CliRunner().invoke(backstop, list(words))

    return command


def test_a_sample_goes_to_the_server_is_planned_with_there_and_comes_back(run, postgres):
    url = postgres.new_url()
    assert run("sample", "s.backstop").exit_code == 0
    put = run("team", "new", url, "s.backstop", "--members", "colleague")
    assert put.exit_code == 0, put.output
    assert "leads to it." in put.stdout
    again = run("team", "new", url, "s.backstop")
    assert again.exit_code == 2
    assert "already; open it, or choose another name" in again.stderr
    linked = run("team", "link", url, "Care.backstop-team")
    assert "Care.backstop-team leads to the register of Orrinshaw" in linked.stdout
    on_file = run("run", "s.backstop", "--scenario", "friday-liquidation", "--json")
    on_server = run("run", "Care.backstop-team", "--scenario", "friday-liquidation", "--json")
    assert on_server.exit_code == 0, on_server.output
    assert json.loads(on_server.stdout) == json.loads(on_file.stdout)
    with Session.open(next(users_folders().links.iterdir()), "Ann", machine="desk 4"):
        assert "Ann on desk 4 since" in run("team", "who", url).stdout
        assert "Ann has this register open on desk 4" in run("history", url).stderr
    assert "Nobody else has it open." in run("team", "who", "Care.backstop-team").stdout
    copied = run("team", "copy", url, "copy.backstop")
    assert copied.exit_code == 0, copied.output
    assert "copy.backstop holds the register as it is now" in copied.stdout
    with (
        Session.open(Path("copy.backstop"), "Ann") as copy,
        Session.open(Path("s.backstop"), "Ann") as first,
    ):
        assert copy.register == first.register


def test_an_address_that_cannot_be_used_is_refused_without_repeating_a_password(run, postgres):
    url = postgres.url("r1", user="ann:rookpawn")
    for words in (
        ("team", "new", url, "s.backstop"),
        ("team", "who", url),
        ("check", url),
        ("check", "postgresql://server/db?password=rookpawn"),
        ("check", "postgresql://server/db?register=a&rookpawn"),
    ):
        refused = run(*words)
        assert refused.exit_code == 2
        assert "the address of the team register" in refused.stderr
        assert "rookpawn" not in refused.output
    asked = run("check", postgres.url("r1", user="locked"))
    assert asked.exit_code == 2
    assert asked.stderr.startswith("The server of register r1 on this computer does not let you in")
    assert run("team", "copy", "absent.backstop", "x.backstop").exit_code == 2
    run("new", "alone.backstop")
    for words in (("copy", "alone.backstop", "x.backstop"), ("who", "alone.backstop")):
        refused = run("team", *words)
        assert refused.exit_code == 2
        assert "alone.backstop: it is no register on a server" in refused.stderr
