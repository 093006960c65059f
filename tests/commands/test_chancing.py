"""`chance`, `reserve` and `compare` on the command line: words, JSON, refusals in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner.cli import backstop
from planner.exchange.register_json import write_register
from planner.register.records import Event, Scenario
from planner.register.register import Register
from planner.scenario.chance import chance
from planner.scenario.failing_years import Luck
from tests.scenario.risky_town import risky_town

FEW = ("--draws", "200")


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the risky town with two scenarios; work in this process alone."""
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("planner.executors.cores", lambda: 1)
    town = risky_town()
    rows = [one for table in town.tables.values() for one in table.values()]
    rows += [
        Scenario("mild", "Only B stops", events=(Event("insolvency", "B"),)),
        Scenario(
            "bad", "A and C stop", events=(Event("insolvency", "A"), Event("insolvency", "C"))
        ),
    ]
    path = tmp_path / "register.json"
    write_register(Register.build(town.council, rows), path)
    return path


@pytest.fixture
def better(tmp_path: Path) -> Path:
    """Write the same town with more places to go to."""
    path = tmp_path / "better.json"
    write_register(risky_town(90), path)
    return path


def _asked(*arguments: str | Path) -> Result:
    return CliRunner().invoke(backstop, [str(one) for one in arguments])


def _json(*arguments: str | Path) -> Any:
    result = _asked(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_json_carries_every_figure_with_its_band(register: Path) -> None:
    found = _json("chance", register, *FEW, "--seed", "4")
    expected = chance(risky_town(), Luck(draws=200, seed=4))
    assert (found["draws"], found["seed"]) == (200, 4)
    assert found["net_pounds"]["p95"]["value"] == expected.net.p95.value
    assert found["breach_person_days"]["must"]["mean"]["high"] == expected.breach["must"].mean.high
    makers = found["worst_years"]["makers"]
    assert sum(one["net_pounds"] for one in makers) == pytest.approx(expected.net.worst.value)
    assert found["assessed"] == {"providers": 5, "not_assessed": 0, "assets": 1}
    assert found["reserve"]["held_pounds"] == 40_000
    assert found["peak_cash"]["p95"]["date"] > found["year_begins"]


def test_words_say_the_finding_the_figures_and_what_they_rest_on(register: Path) -> None:
    told = _asked("chance", register, *FEW)
    assert told.exit_code == 0, told.stderr
    for words in ("out of 100", "Net cost, £", "Who makes the worst 5% of years", "seed 1"):
        assert words in told.stdout


def test_reserve_says_how_much_to_hold_for_the_years_asked_for(register: Path) -> None:
    expected = chance(risky_town(), Luck(draws=200)).reserve(90)
    found = _json("reserve", register, *FEW, "--percent", "90")
    assert found["percent"] == 90
    assert found["to_hold_pounds"]["value"] == expected.to_hold.value
    assert found["more_for_any_service_pounds"]["value"] == expected.more.value
    assert [fund["reserve_id"] for fund in found["funds"]] == ["R1", "R2"]
    told = _asked("reserve", register, *FEW).stdout
    assert "To pay for 80 years out of 100" in told
    assert "Care fund" in told


def test_another_register_is_drawn_with_the_same_luck(register: Path, better: Path) -> None:
    moved = _json("chance", register, *FEW, "--against", better)["moved"]
    before = chance(risky_town(), Luck(draws=200))
    after = chance(risky_town(90), Luck(draws=200))
    gain = after.net.mean.value - before.net.mean.value
    assert moved["net_mean_pounds"]["value"] == pytest.approx(gain)
    assert "better.json: the reserve" in " ".join(
        _asked("chance", register, *FEW, "--against", better).stdout.split()
    )


def test_two_registers_and_two_scenarios_are_laid_side_by_side(
    register: Path, better: Path
) -> None:
    found = _json("compare", register, better, register, *FEW)
    assert [one["moved"]["register"] for one in found["registers"]] == [better.name, register.name]
    assert found["registers"][1]["moved"]["net_mean_pounds"]["value"] == 0
    told = _asked("compare", register, better, register, *FEW).stdout
    assert "A year under the same 200 draws" in told
    found = _json("compare", register, "mild", "bad")
    assert [one["scenario_id"] for one in found["scenarios"]] == ["mild", "bad"]
    late = next(one for one in found["numbers"] if one["label"].startswith("Must person-days past"))
    assert late["worst"] == [1]
    assert late["unit"] == "person-days"
    told = _asked("compare", register, "mild", "bad").stdout
    assert "Only B stops" in told
    assert "worst" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chance", "--draws", "0"), "out of range"),
        (("chance", "--common", "0.7", "--market", "0.4"), "add up to less than 1"),
        (("reserve", "--percent", "100"), "more than 0 and less than 100"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    register: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = _asked(arguments[0], register, *arguments[1:])
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_scenario_is_not_compared_with_a_register(register: Path, better: Path) -> None:
    result = _asked("compare", register, "mild", better)
    assert result.exit_code == 2
    assert "two codes of scenarios, or two registers" in result.stderr
