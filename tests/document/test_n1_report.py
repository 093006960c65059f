"""The N-1 report says what the sweep says, follows each case, and calls nobody secure in vain."""

from __future__ import annotations

import dataclasses
import re

import pytest

from planner.document.blocks import ChartBlock
from planner.document.redaction.edition import redacted
from planner.document.redaction.secrets import secrets_of
from planner.document.redaction.walk import every
from planner.document.wording import count
from planner.progress import Cancelled
from planner.scenario.insecure_cases import insecure_cases
from tests.document.findings import (
    broken,
    figure_in,
    openings,
    registers,
    study,
    table_with,
    words_of,
)
from tests.scenario.random_towns import random_town
from tests.scenario.risky_town import risky_town
from tests.scenario.towns import contract, option, people, provider, service, town


@pytest.fixture(scope="module")
def risky(tmp_path_factory):
    asked = study(risky_town(), tmp_path_factory.mktemp("risky"))
    return asked, asked.n1_report(pairs=asked.pairs_report(most=50))


def blocked_town():
    """Return one provider whose neighbour could serve everybody, had it signed."""
    return town(
        service(mtpd_days=3),
        provider("A"),
        provider("B"),
        contract("C1", "A"),
        people("C1", 40),
        option("O1", 100, route="neighbour_council", agreed=False, mobilise_days=0),
    )


def test_the_finding_counts_providers_as_the_sweep_does(risky):
    asked, made = risky
    found = [one for one in asked.sweep().falls if one.kind == "provider"]
    secure = sum(one.secure for one in found)
    insecure = len(found) - secure
    title = openings(made)["finding"].title
    assert title.startswith(f"{count(secure)} of {count(len(found))} providers are secure")
    assert f"; {count(insecure)} " in title


def test_the_ranking_has_every_insecure_case_in_the_order_of_the_sweep(risky):
    asked, made = risky
    insecure = [one for one in asked.sweep().falls if not one.secure]
    assert insecure
    rows = table_with(made, "If this one stops")
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(insecure) + 1)]
    assert [figure_in(row[3]) for row in rows] == [
        round(one.breach_person_days.must) for one in insecure
    ]
    assert openings(made)["ranking"].title.startswith(f"{len(insecure)} loss")


def test_a_followed_case_has_the_figures_of_the_sweep():
    for seed in range(4):
        register = random_town(seed)
        from planner.scenario.sweep import sweep

        for case in insecure_cases(register, sweep(register), 99):
            ours, theirs = case.outcome, case.fall
            assert ours.breach_person_days.must == pytest.approx(
                theirs.breach_person_days.must, rel=1e-6, abs=0.01
            )
            assert ours.net_cost == pytest.approx(theirs.net_cost, rel=1e-3, abs=1)


def test_a_blocked_agreement_is_the_cure_and_says_what_it_spares(tmp_path):
    asked = study(blocked_town(), tmp_path)
    made = asked.n1_report()
    late = asked.sweep().falls[0].breach_person_days.must
    cure = next(text for text in words_of(made) if "Mending that spares" in text)
    assert f"Mending that spares all {count(late)} person-days past the limit" in cure
    assert openings(made)["cases"].title == "The loss can be made less harmful"


def test_an_action_that_helps_is_told_with_what_is_left(tmp_path):
    asked = study(blocked_town(), tmp_path)
    found = asked.prevention()
    made = asked.n1_report(prevention=found)
    first = found.chosen[0]
    assert first.remedy.title in "".join(words_of(made))
    assert any("then nobody waits too long" in text for text in words_of(made))
    # The permission that the action gives is told once, as the action.
    assert not any("Mending that" in text for text in words_of(made))


def test_who_falls_next_is_told_with_its_day(risky):
    _, made = risky
    told = "\n".join(words_of(made))
    assert re.search(r"loses work from day \d+", told)


def test_nobody_is_secure_where_nobody_is_counted(tmp_path):
    register = town(service(), provider("A"), contract("C1", "A"), people("C1", None))
    made = study(register, tmp_path).n1_report()
    assert openings(made)["finding"].title == "Who is secure is not known: nobody is counted"
    assert not list(every(made.blocks, ChartBlock))
    assert "ranking" not in openings(made)


def test_a_case_without_people_is_listed_apart_and_not_called_secure(tmp_path):
    register = town(
        service(),
        provider("A"),
        provider("B"),
        contract("C1", "A"),
        contract("C2", "B"),
        people("C1", 10),
        people("C2", None),
        option("O1", 100, mobilise_days=0),
    )
    made = study(register, tmp_path).n1_report()
    assert openings(made)["finding"].title.startswith("1 of 2 providers are secure")
    rows = table_with(made, "Whose people are not known")
    assert [row[0] for row in rows] == [register.providers["B"].name]


def test_pairs_that_were_not_asked_for_are_said_to_be(tmp_path):
    made = study(risky_town(), tmp_path).n1_report()
    assert openings(made)["pairs"].title == "Two at once: not asked for"


@pytest.mark.parametrize(("name", "register"), list(registers()), ids=lambda one: str(one)[:12])
def test_no_text_shows_what_no_reader_may_see(name, register, tmp_path):
    asked = study(register, tmp_path)
    made = asked.n1_report(asked.prevention(), asked.pairs_report(most=60))
    assert not broken(made)
    for one in every(made.blocks, ChartBlock):
        assert len(one.chart.title.split()) <= 15, one.chart.title


def test_the_redacted_edition_tells_no_weakness_chance_or_amount(tmp_path):
    register = dataclasses.replace(blocked_town())
    asked = study(register, tmp_path)
    public = redacted(asked.n1_report(), secrets_of(register))
    left = "\n".join(words_of(public))
    assert "Removed: weaknesses of named providers." in left
    assert "is not signed" not in left
    assert not re.search(r"£\s?\d", left)
    assert not re.search(r"1% to 5%|not assessed", left)


def test_it_can_be_stopped_while_cases_are_followed(tmp_path):
    seen: list[str] = []

    def stop(done: int, total: int, words: str) -> None:
        seen.append(words)
        if words.startswith("Following"):
            raise Cancelled

    with pytest.raises(Cancelled):
        study(risky_town(), tmp_path).n1_report(report=stop)
    assert seen[-1].startswith("Following")


def test_the_chart_of_the_ranking_says_how_many_do_half_of_the_harm(risky):
    asked, made = risky
    insecure = [one for one in asked.sweep().falls if not one.secure]
    chart = next(
        one.chart for one in every(made.blocks, ChartBlock) if "tolerable" in one.chart.subtitle
    )
    assert [bar.value for bar in chart.bars] == [one.breach_person_days.must for one in insecure]
    number = int(chart.title.split()[0])
    harms = [one.breach_person_days.must for one in insecure]
    assert sum(harms[:number]) >= sum(harms) / 2 > sum(harms[: number - 1])


def test_the_shares_of_the_finding_are_those_of_the_sweep(risky):
    asked, made = risky
    sweep = asked.sweep()
    chart = next(
        one.chart for one in every(made.blocks, ChartBlock) if "Share of all" in one.chart.subtitle
    )
    secure, people_share, *_ = chart.bars
    assert secure.value == pytest.approx(sweep.secure_share)
    assert people_share.value == pytest.approx(sweep.secure_people_share)
