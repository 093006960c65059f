"""Known answers, worked out by an independent slow reference of the model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.exchange.register_json import register_from_json
from planner.scenario.run import run
from planner.scenario.sweep import sweep

CASES = Path(__file__).resolve().parents[3] / "shared" / "golden"
MODEL = sorted(CASES.glob("model/*.json")) or [None]
SWEEPS = sorted(CASES.glob("sweep/*.json")) or [None]


def close(wanted: float):
    return pytest.approx(wanted, rel=1e-3, abs=0.01)


def name(path: Path | None) -> str:
    return path.stem if path else "absent"


@pytest.mark.parametrize("path", MODEL, ids=name)
def test_a_run_gives_the_known_answer(shared, path):
    case = json.loads(path.read_text(encoding="utf-8"))
    expected = case["expected"]
    register = register_from_json(case["register"])
    found = run(register, register.scenarios[expected["scenario"]])
    assert [{"id": f.id, "day": f.day} for f in found.failures] == sorted(
        expected["failures"], key=lambda failure: (failure["day"], failure["id"])
    )
    for number in ("displaced_person_days", "breach_person_days", "unmet_person_days"):
        for class_, wanted in expected[number].items():
            assert getattr(found, number).as_dict()[class_] == close(wanted), (number, class_)
    assert found.cost == close(expected["cost"])
    assert {b.option: b.missing for b in found.blocked} == expected["blocked_options"]


@pytest.mark.parametrize("path", SWEEPS, ids=name)
def test_a_sweep_gives_the_known_answer(shared, path):
    case = json.loads(path.read_text(encoding="utf-8"))
    register = register_from_json(case["register"])
    found = sweep(register)
    falls = {fall.id: fall for fall in found.falls}
    expected = case["expected"]["providers"]
    assert set(falls) == {wanted["id"] for wanted in expected}
    for wanted in expected:
        fall = falls[wanted["id"]]
        for number in ("breach_person_days", "unmet_person_days"):
            for class_, days in wanted[number].items():
                assert getattr(fall, number).as_dict()[class_] == close(days), fall.id
        assert fall.cost == close(wanted["cost"])
        assert fall.secure is wanted["secure"]
        assert fall.systemic_index == pytest.approx(wanted["systemic_index"], abs=1e-6)
    assert found.secure_share == pytest.approx(case["expected"]["secure_share"], abs=1e-6)
    ranks = [fall.rank for fall in found.falls]
    assert ranks == sorted(ranks, reverse=True)
