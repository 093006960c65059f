"""A small register and the edits two people may make to it apart from each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.register.changes import apply_changes
from planner.register.edits import (
    AddRecord,
    ChangeCouncil,
    ChangeFields,
    Edit,
    RemoveRecord,
)
from planner.register.records import (
    Contact,
    Contract,
    Council,
    Event,
    Option,
    Place,
    Provider,
    Reserve,
    Scenario,
    Service,
    SupplyLink,
    WarningSign,
)
from planner.register.register import Register
from planner.register.validity import problems_in

DAY = datetime.date(2026, 3, 31)


def small_register() -> Register:
    """Return two services, three providers, four contracts and what hangs on them."""
    return Register.build(
        Council("Ashmere", 1_000_000.0),
        [
            Service("S1", "Home care", "must", market="care"),
            Service("S2", "Parks", "could", market="green"),
            Provider("P1", "Careful Ltd"),
            Provider("P2", "Green CIC", parent="P1"),
            Provider("P3", "Spare plc"),
            Contract("C1", "Care north", "S1", "P1", annual_value=100.0, kpis=("calls on time",)),
            Contract("C2", "Care south", "S1", "P2", annual_value=200.0),
            Contract("C3", "Mowing", "S2", "P2", start=DAY),
            Contract("C4", "Trees", "S2", "P3", note="to be let again"),
            Place("C1", "North", "standard", "council", 40),
            Place("C2", "South", "complex", "council", 60),
            SupplyLink("P3", "P1", "partial", "agency staff", share=0.2),
            Option("O1", "S1", "spot_purchase", "P3", areas=("North",), capacity=0.5),
            Option("O2", "S1", "in_house", for_contract="C2"),
            Reserve("R1", "Care reserve", 500.0, ("S1",)),
            Scenario("E1", "Careful stops", events=(Event("insolvency", "P1"),)),
            Scenario("E2", "Care market", events=(Event("sector_shock", "care", severity=0.5),)),
            WarningSign("P1", DAY, "late accounts", 2, source="Companies House"),
            Contact("K1", "Duty officer", provider="P1"),
        ],
    )


def after(register: Register, edits: Iterable[Edit]) -> Register:
    """Return a register with the edits made that can be made and leave it sound."""
    for edit in edits:
        try:
            changes = edit.changes(register)
        except InputRefused:
            continue
        made = apply_changes(register, changes)
        if changes and not problems_in(made):
            register = made
    return register


_CODES = st.sampled_from(["C1", "C2", "C3", "C4", "N1", "N2"])
_PROVIDERS = st.sampled_from(["P1", "P2", "P3", "Q1"])
_SERVICES = st.sampled_from(["S1", "S2"])
_AMOUNTS = st.sampled_from([None, 100.0, 300.0, 0.0])
_WORDS = st.sampled_from([None, "told by phone", "see file"])

_CHANGES = st.one_of(
    st.builds(
        lambda code, values: ChangeFields("contract", code, values),
        _CODES,
        st.fixed_dictionaries(
            {},
            optional={
                "annual_value": _AMOUNTS,
                "note": _WORDS,
                "provider": _PROVIDERS,
                "kpis": st.sampled_from([(), ("calls on time",), ("calls on time", "no gaps")]),
                "start": st.sampled_from([None, DAY, datetime.date(2030, 1, 1)]),
                "end": st.sampled_from([None, datetime.date(2027, 3, 31)]),
            },
        ),
    ),
    st.builds(lambda one: ChangeCouncil({"budget_annual": one}), _AMOUNTS),
    st.builds(
        lambda code, parent: ChangeFields("provider", code, {"parent": parent}),
        _PROVIDERS,
        st.one_of(st.none(), _PROVIDERS),
    ),
    st.builds(
        lambda code, market: ChangeFields("service", code, {"market": market}),
        _SERVICES,
        st.sampled_from(["care", "green", None]),
    ),
    st.builds(
        lambda rating, source: ChangeFields(
            "warning_sign", "P1/2026-03-31/late accounts", {"rating": rating, "source": source}
        ),
        st.sampled_from([None, 1, 3]),
        _WORDS,
    ),
    st.builds(
        lambda areas: ChangeFields("option", "O1", {"areas": areas}),
        st.sampled_from([(), ("North",), ("North", "South"), ("South",)]),
    ),
)
_ADDITIONS = st.one_of(
    st.builds(
        lambda code, title, service, provider, value: AddRecord(
            Contract(code, title, service, provider, annual_value=value)
        ),
        _CODES,
        st.sampled_from(["New work", "Other work"]),
        _SERVICES,
        _PROVIDERS,
        _AMOUNTS,
    ),
    st.builds(
        lambda code, area, people: AddRecord(Place(code, area, "standard", "council", people)),
        _CODES,
        st.sampled_from(["North", "West"]),
        st.sampled_from([None, 5, 7]),
    ),
    st.builds(
        lambda name: AddRecord(Provider("Q1", name)), st.sampled_from(["Quick Ltd", "Quiet CIC"])
    ),
    st.builds(
        lambda code, supplier, contract: AddRecord(
            Option(code, "S1", "step_in", supplier, for_contract=contract)
        ),
        st.sampled_from(["O3", "O4"]),
        st.one_of(st.none(), _PROVIDERS),
        st.one_of(st.none(), _CODES),
    ),
    st.builds(
        lambda code, contract: AddRecord(
            Scenario(code, "Handed back", events=(Event("hand_back", contract),))
        ),
        st.sampled_from(["E3", "E4"]),
        _CODES,
    ),
)
_REMOVALS = st.builds(
    lambda one: RemoveRecord(*one, with_dependents=True),
    st.one_of(
        st.tuples(st.just("contract"), _CODES),
        st.tuples(st.just("provider"), _PROVIDERS),
        st.tuples(st.just("service"), _SERVICES),
        st.tuples(st.just("scenario"), st.sampled_from(["E1", "E2", "E3"])),
    ),
)
EDITS = st.lists(st.one_of(_CHANGES, _CHANGES, _ADDITIONS, _ADDITIONS, _REMOVALS), max_size=6)
"""What one person does to the small register; an edit that cannot be made is left out."""
