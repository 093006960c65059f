"""One day less to mobilise is worth what a whole new run with that day less finds."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scenario.run import run
from tests.scenario.towns import (
    Pool,
    Reserve,
    contract,
    option,
    people,
    provider,
    scenario,
    service,
    stops,
    town,
)

OPTIONS = st.lists(
    st.tuples(
        st.sampled_from(["care", "meals"]),
        st.sampled_from([10, 30, 60]),
        st.sampled_from([1, 5, 20]),
        st.sampled_from([0, 4]),
        st.sampled_from([None, 400.0]),
        st.sampled_from([None, "staff"]),
    ),
    min_size=1,
    max_size=4,
)


def rows_with(options):
    rows = [provider("A"), Pool("staff", "Staff", 40), Reserve("R1", "General", 6000.0)]
    for id_, class_ in (("care", "must"), ("meals", "could")):
        rows += [service(id_, class_), contract(f"C-{id_}", "A", id_), people(f"C-{id_}", 50)]
    for number, (for_, places, wait, ramp, setup, pool) in enumerate(options):
        rows.append(
            option(
                f"O{number}",
                places,
                service=for_,
                mobilise_days=wait,
                ramp_days=ramp,
                setup_cost=setup,
                pool=pool,
                unit_cost_day=20.0,
            )
        )
    return rows


@settings(max_examples=25, deadline=None)
@given(options=OPTIONS)
def test_it_is_what_a_new_run_finds(options):
    rows = rows_with(options)
    base = run(town(*rows), scenario(stops("A"), horizon=40))
    worth = {more.id: more for more in base.one_more if more.what == "mobilise"}
    for place, row in enumerate(rows):
        if not hasattr(row, "mobilise_days"):
            continue
        sooner = dataclasses.replace(row, mobilise_days=row.mobilise_days - 1)
        again = run(
            town(*rows[:place], sooner, *rows[place + 1 :]),
            scenario(stops("A"), horizon=40),
            worths=False,
        )
        told = worth.get(row.id)
        for number in ("breach_person_days", "unmet_person_days"):
            gained = getattr(base, number).must - getattr(again, number).must
            said = getattr(told, number).must if told else 0.0
            assert said == pytest.approx(gained, abs=0.05)
