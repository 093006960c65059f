"""The reserve paper says what the answers say, adds up, and keeps its secrets apart."""

from __future__ import annotations

import datetime
import re

import pytest

from planner.document.blocks import ChartBlock
from planner.document.redaction.edition import redacted
from planner.document.redaction.secrets import secrets_of
from planner.document.redaction.walk import every
from planner.document.wording import pounds, round_pounds, years_out_of
from planner.errors import InputRefused
from planner.progress import Cancelled
from planner.register.records import Reserve
from planner.register.register import Register
from tests.document.findings import (
    broken,
    figure_in,
    openings,
    registers,
    study,
    table_with,
    words_of,
)
from tests.scenario.risky_town import risky_town
from tests.scenario.towns import contract, option, people, provider, service, town


def rows_in(register: Register) -> list[object]:
    """Return every record of a register."""
    return [row for table in register.tables.values() for row in table.values()]


def paper(register: Register, tmp_path, percent=None, terms=None):
    asked = study(register, tmp_path)
    luck = asked.luck(400)
    return asked, luck, asked.reserve_paper(percent, luck, terms, processes=1)


@pytest.fixture(scope="module")
def risky(tmp_path_factory):
    return paper(risky_town(), tmp_path_factory.mktemp("risky"))


def test_the_figures_are_those_of_the_answers(risky):
    asked, luck, made = risky
    found = asked.chance(luck)
    reserve = found.reserve(80)
    rows = table_with(made, "Sampling error")
    known = dict(zip((50, 80, 95), (found.net.p50, found.net.p80, found.net.p95), strict=True))
    for row, (part, one) in zip(rows, known.items(), strict=False):
        assert row[0].startswith(f"P{part}: enough in {years_out_of(part)}")
        assert row[1] == pounds(one.value)
        assert row[2] == f"\N{PLUS-MINUS SIGN} {pounds(one.error)}"
        left = reserve.held - one.value
        assert row[3] == f"{pounds(abs(left))} {'to spare' if left >= 0 else 'short'}"
    assert round_pounds(reserve.more.value) in openings(made)["figure"].title


def test_the_levy_adds_up_to_the_penny_and_is_that_of_the_answers(risky):
    asked, luck, made = risky
    missing = asked.chance(luck).reserve(80).more.value
    levy = asked.levy_from(asked.sweep(), asked.levy_terms(missing))
    *rows, summed = table_with(made, "Risk part, £")
    assert [row[-1].removesuffix(" cap") for row in rows] == [
        f"{row.levy:,.2f}" for row in levy.rows
    ]
    assert round(100 * sum(figure_in(row[-1]) for row in rows)) == round(
        100 * figure_in(summed[-1])
    )
    assert figure_in(summed[-1]) == pytest.approx(levy.raised, abs=0.001)
    *bands, all_bands = table_with(made, "Likelihood")
    assert round(100 * sum(figure_in(row[-1]) for row in bands)) == round(
        100 * figure_in(all_bands[-1])
    )
    assert any(f"add up to £{levy.raised:,.2f} a year" in text for text in words_of(made))


def test_many_contracts_are_put_together_and_still_add_up(tmp_path):
    rows: list[object] = [service(), option("O", 500, unit_cost_day=90.0)]
    for number in range(70):
        rows.append(provider(f"P{number}", failure_probability=0.2))
        rows.append(contract(f"C{number}", f"P{number}", annual_value=30_000 + 777 * number))
        rows.append(people(f"C{number}", 5))
    asked, luck, made = paper(town(*rows), tmp_path)
    levy = asked.levy_from(
        asked.sweep(), asked.levy_terms(asked.chance(luck).reserve(80).more.value)
    )
    *shown, rest, summed = table_with(made, "Risk part, £")
    assert rest[0] == f"The other {70 - len(shown)} contracts"
    for column in (-3, -2, -1):
        pence = sum(round(100 * figure_in(row[column])) for row in (*shown, rest))
        assert pence == pytest.approx(round(100 * figure_in(summed[column])), abs=0.5)
    assert figure_in(summed[-1]) == pytest.approx(levy.raised, abs=0.001)


def test_the_largest_failures_are_those_of_the_sweep_and_their_trace_adds_up(risky):
    asked, _, made = risky
    dear = sorted(asked.sweep().falls, key=lambda one: (-one.net_cost, one.id))
    rows = table_with(made, "If this fails alone")
    assert [figure_in(row[4]) for row in rows] == [
        round(one.net_cost) for one in dear[:8] if one.net_cost >= 0.005
    ]
    *_, summed = table_with(made, "Service, £")
    dearest = next(one for one in dear if one.kind == "provider")
    assert figure_in(summed[-1]) == round(dearest.net_cost)
    paid = table_with(made, "Who pays today, in this order")
    assert sum(figure_in(row[-1]) for row in paid[:-1]) == pytest.approx(
        figure_in(paid[-1][-1]), abs=2
    )


def test_enough_asks_for_nothing_and_has_no_levy(tmp_path):
    _, _, made = paper(risky_town(amount=5_000_000.0), tmp_path)
    assert openings(made)["figure"].title == "The £10,000,000 held today is enough"
    assert "levy" not in openings(made)
    assert any("keep the funds as they are" in text for text in words_of(made))


def test_no_fund_is_a_known_gap_and_not_a_zero(tmp_path):
    kept = [row for row in rows_in(risky_town()) if not isinstance(row, Reserve)]
    bare = town(*kept)
    _, _, made = paper(bare, tmp_path)
    assert openings(made)["figure"].title.endswith("no reserve is held today")
    assert openings(made)["funds"].title == "No fund is held for a provider failing"


def test_nobody_counted_is_not_known_and_prints_no_amount(tmp_path):
    bare = town(service(), provider("A"), contract("C1", "A"), people("C1", None))
    _, _, made = paper(bare, tmp_path)
    assert openings(made)["figure"].title.startswith("What failures may cost is not known")
    assert not [text for text in words_of(made) if re.search(r"£\d", text)]
    assert not list(every(made.blocks, ChartBlock))


def test_another_percentage_is_said_in_its_own_odds(tmp_path):
    asked, luck, made = paper(risky_town(), tmp_path, percent=90)
    rows = table_with(made, "Sampling error")
    asked_for = next(row for row in rows if row[0].startswith("P90"))
    assert "enough in 9 years out of 10. We advise this" in asked_for[0]
    assert asked_for[1] == pounds(asked.chance(luck).reserve(90).to_hold.value)
    with pytest.raises(InputRefused):
        asked.reserve_paper(0, luck, processes=1)


def test_odds_are_whole_years():
    assert years_out_of(80) == "8 years out of 10"
    assert years_out_of(95) == "19 years out of 20"
    assert years_out_of(10) == "1 year out of 10"
    assert years_out_of(99.5) == "99.5 years out of 100"


@pytest.mark.parametrize(("name", "register"), list(registers()), ids=lambda one: str(one)[:12])
def test_no_text_shows_what_no_reader_may_see(name, register, tmp_path):
    asked = study(register, tmp_path)
    made = asked.reserve_paper(luck=asked.luck(150), processes=1)
    assert not broken(made)
    for one in every(made.blocks, ChartBlock):
        assert len(one.chart.title.split()) <= 15, one.chart.title


def test_the_redacted_edition_has_no_amount_band_or_chance(risky):
    asked, _, made = risky
    public = redacted(made, secrets_of(asked.register))
    left = "\n".join(words_of(public))
    assert not re.search(r"£\s?\d", left)
    assert not re.search(r"\bBand \d", left)
    assert "Removed: cash figures." in left


def test_it_can_be_stopped(tmp_path):
    def stop(done: int, total: int, words: str) -> None:
        raise Cancelled

    asked = study(risky_town(), tmp_path)
    with pytest.raises(Cancelled):
        asked.reserve_paper(luck=asked.luck(50), processes=1, report=stop)


def test_it_is_made_on_the_day_it_is_asked_for(risky):
    _, _, made = risky
    assert made.made_on == datetime.date(2026, 11, 21)
    assert made.expires == "Printed copies expire on 20 February 2027"


def test_the_charts_say_what_they_show(risky):
    asked, luck, made = risky
    charts = [one.chart for one in every(made.blocks, ChartBlock)]
    first = next(one for one in charts if "enough in so many years" in one.subtitle)
    reserve = asked.chance(luck).reserve(80)
    assert round_pounds(reserve.to_hold.value) in first.title
    assert first.limit == reserve.held
    dear = next(one for one in charts if "failing alone" in one.subtitle)
    falls = asked.sweep().falls
    half = max(one.net_cost for one in falls) / 2
    assert dear.title.startswith(f"{sum(one.net_cost >= half for one in falls)} failures")
