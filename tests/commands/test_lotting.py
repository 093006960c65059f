"""`lots` on the command line."""

from __future__ import annotations

import json

import pytest

from planner.cli import backstop
from planner.exchange.register_json import write_register
from tests.plan.test_lots import one_large_provider


@pytest.fixture
def reg(tmp_path):
    path = tmp_path / "town.json"
    write_register(one_large_provider(), path)
    return path


def said(capsys, *words, code=0):
    with pytest.raises(SystemExit) as ended:
        backstop([*map(str, words)])
    assert ended.value.code == code
    found = capsys.readouterr()
    return found.out if code == 0 else found.err


def test_a_split_is_told_before_and_after(reg, capsys):
    out = " ".join(said(capsys, "lots", reg, "--split", "C1=A:50,C:50").split())
    assert out.startswith(
        "Single failures would leave must services 5,460 person-days less past the limit; the "
        "largest holds 40% of home care instead of 80%."
    )
    assert "HHI of home care 6,800 3,600" in out


def test_the_json_has_both_figures(reg, capsys):
    found = json.loads(said(capsys, "lots", reg, "--bundle", "C1,C2=A", "--json"))
    assert found["markets"][0]["hhi"] == {"before": 6800.0, "after": 10000.0}
    assert found["must_breach_person_days"]["after"] == pytest.approx(50 * 182)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--split", "C1"), "write it as C1=provider:60,new:40"),
        (("--move", "C1=B:many"), "is no number"),
        ((), "add --split, --bundle or --move"),
        (("--split", "C1=A:50,B:60"), "add up to 110%"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(reg, capsys, words, sentence):
    assert sentence in " ".join(said(capsys, "lots", reg, *words, code=2).split())
