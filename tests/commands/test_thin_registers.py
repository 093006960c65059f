"""Registers that hold little: no figure stands where nothing is known, and each answer is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from planner.cli import backstop
from planner.register.records import Contract, Provider
from planner.register.register import Register
from planner.session import Session
from tests.scenario.towns import contract, people, provider, service, town

NOBODY_COUNTED = "The register counts no people"
COMMANDS = (
    ("chance", "--draws", "50"),
    ("reserve", "--draws", "50"),
    ("levy", "--target", "1000"),
    ("pairs", "--processes", "1"),
    ("prevent",),
    ("watch",),
    ("sweep",),
    ("concentration",),
)
REGISTERS = {
    "empty": town(),
    "one": town(service("care"), provider("A"), contract("C1", "A"), people("C1", 1)),
    "uncounted": town(service("care"), provider("A"), provider("B"), contract("C1", "A")),
    "strange": town(
        service("care"),
        Provider("=1+1", "<b>=1+1</b> & 市議会 " + "long " * 60),
        Contract("C1", "=HYPERLINK(1)", "care", "=1+1", "contract"),
        people("C1", 3),
    ),
}


@pytest.fixture(scope="module", params=REGISTERS)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("thin") / f"{request.param}.backstop"
    register: Register = REGISTERS[request.param]
    Session.of(path, register, "A. Tester").close()
    return path


def asked(name: str, path: Path, *words: str) -> str:
    found = CliRunner().invoke(backstop, [name, str(path), *words])
    assert found.exit_code == 0, found.output
    return found.stdout


def unknown_to_json(constant: str) -> Any:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize(("name", "words"), [(one[0], one[1:]) for one in COMMANDS])
def test_every_command_answers_in_whole_words_and_in_json(
    kept: Path, name: str, words: tuple[str, ...]
) -> None:
    told = asked(name, kept, *words)
    for slip in (" None", " nan", " inf", "1 providers", "1 people", "1 contracts", "1 cases"):
        assert slip not in told, slip
    found = json.loads(asked(name, kept, *words, "--json"), parse_constant=unknown_to_json)
    assert isinstance(found, dict)


def test_where_nobody_is_counted_nobody_is_told_to_be_safe(tmp_path: Path) -> None:
    path = tmp_path / "uncounted.backstop"
    Session.of(path, REGISTERS["uncounted"], "A. Tester").close()
    for name, *words in (COMMANDS[0], COMMANDS[1], COMMANDS[3], COMMANDS[4]):
        told = asked(name, path, *words)
        assert told.startswith(NOBODY_COUNTED), name
        assert "100%" not in told, name
        assert "£0" not in told, name
    assert "Not known: the register counts no people." in asked("sweep", path)


@pytest.mark.parametrize("kind", ["pdf", "excel"])
def test_papers_are_written_where_there_is_nothing_to_draw(
    kept: Path, tmp_path: Path, kind: str
) -> None:
    with Session.open(kept, "A. Tester") as session:
        swept = session.sweep()
        drawn = session.chance(session.luck(50))
        papers = {
            "sweep": session.sweep_paper(session.sweep_report(swept)),
            "chance": session.chance_paper(session.chance_report(drawn)),
            "pairs": session.pairs_paper(session.pairs_report(None, 1)),
            "prevention": session.prevention_paper(session.prevention_report()),
            "levy": session.levy_paper(
                session.levy_shown(swept, session.levy_terms(1000.0), drawn.years.net_total)
            ),
        }
        for name, paper in papers.items():
            session.write_paper(paper, tmp_path / name, kind)
            assert (tmp_path / name).stat().st_size > 1000, name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("prevent", "REG", "--budget", "-1"), "Budget: -1 is not an amount to spend"),
        (("prevent", "REG", "--budget", "nan"), "nan is not an amount in pounds"),
        (("prevent", "REG", "--with", "NOPE"), "Action NOPE: the register allows no such action"),
        (("chance", "REG", "--common", "nan"), "do not go together"),
        (("watch", "REG", "--on", "31/11/2026"), "31/11/2026 is not a day; give it as 2026-11-30"),
        (("compare", "REG", "REG", "none.json"), "none.json: is not there"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    path = tmp_path / "one.backstop"
    Session.of(path, REGISTERS["one"], "A. Tester").close()
    found = CliRunner().invoke(backstop, [str(path) if one == "REG" else one for one in words])
    assert found.exit_code == 2
    assert told in found.stderr
    assert "Traceback" not in found.output


def test_without_any_exposure_a_higher_cap_is_not_advised(tmp_path: Path) -> None:
    path = tmp_path / "one.backstop"
    Session.of(path, REGISTERS["one"], "A. Tester").close()
    told = " ".join(asked("levy", path, "--target", "1000000").split())
    assert "cannot be reached" in told
    assert "the flat parts alone raise" in told
    assert "raise the cap" not in told
