"""What the README says of the command line is what the command line does."""

from __future__ import annotations

import datetime
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import COMMANDS, backstop
from planner.session import Session

PROJECT = Path(__file__).resolve().parents[1]
README = (PROJECT / "README.md").read_text("utf-8")
SHOWN = sorted(set(re.findall(r"(?m)^    backstop (.+)$", README)))


def test_every_command_stands_in_the_table_with_all_its_options() -> None:
    table = README.split("## Every command")[1].split("\n## ")[0]
    for command in COMMANDS:
        rows = [
            line for line in table.splitlines() if line.startswith(f"| `backstop {command.name}")
        ]
        assert len(rows) == 1, command.name
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in rows[0], f"{command.name} {option}"


def test_the_first_hour_shows_commands() -> None:
    assert len(SHOWN) >= 8


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_shown_is_understood(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name, *arguments = shlex.split(line)
    command = backstop.commands[name]
    command.make_context(name, arguments).close()


def test_every_ready_made_scenario_named_is_there() -> None:
    from planner.scenario.presets import PRESETS

    named = re.findall(r"`((?:hard|soft|warning)-\w+)`", README)
    assert len(named) >= 5
    assert set(named) <= set(PRESETS)


def test_the_help_of_run_names_every_ready_made_scenario() -> None:
    from planner.scenario.presets import PRESETS

    words = " ".join((backstop.commands["run"].help or "").split())
    for preset in PRESETS:
        number = re.fullmatch(r"warning-(\d+)", preset)
        assert (f"-{number[1]}" if number else preset) in words, preset


OUTPUTS = {
    "sample": (("sample", "sample.backstop"), ("check", "sample.backstop")),
    "run": (("run", "sample.backstop", "--scenario", "friday-liquidation"),),
    "sweep": (("sweep", "sample.backstop"),),
    "watch": (("watch", "sample.backstop", "--on", "2026-11-21"),),
    "pairs": (("pairs", "sample.backstop", "--first", "20"),),
    "reserve": (("reserve", "sample.backstop", "--draws", "300"),),
    "levy": (("levy", "sample.backstop", "--target", "500000"),),
    "prevent": (("prevent", "sample.backstop", "--budget", "10000"),),
}
AS_ON = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample council in a folder of its own."""
    folder = tmp_path_factory.mktemp("readme")
    made = CliRunner().invoke(backstop, ["sample", str(folder / "sample.backstop")])
    assert made.exit_code == 0, made.output
    return folder


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_line_shown_as_output_is_printed(
    name: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path if name == "sample" else sample)
    monkeypatch.setattr(Session, "today", lambda _session: AS_ON)
    for words in OUTPUTS[name]:
        assert f"    backstop {shlex.join(words)}\n" in README
    printed = "".join(CliRunner().invoke(backstop, list(words)).stdout for words in OUTPUTS[name])
    plain = " ".join(printed.split())
    shown = README.split(f"<!-- {name} -->")[1].splitlines()
    lines = [" ".join(line.split()) for line in shown if line.strip() not in ("", "...")]
    assert lines, name
    assert [line for line in lines if line not in plain] == [], name
