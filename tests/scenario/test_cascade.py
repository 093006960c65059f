"""Failure spreads down by lost supply and up by lost income, with its causes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dependence.network import build_network
from planner.scenario.cascade import cascade
from planner.scenario.events import shock_of
from planner.scenario.run import run
from tests.scenario.towns import (
    Asset,
    SupplyLink,
    contract,
    people,
    provider,
    scenario,
    service,
    stops,
    town,
)

# The example network of the Economic Systemic Risk Index package: edges, sectors and its printed
# results without substitution, for links that are all partial and all essential.
ESRI_EDGES = [(2, 1), (2, 3), (3, 7), (6, 7), (7, 4), (7, 11), (8, 11), (9, 5), (9, 10), (10, 7)]
ESRI_SECTORS = dict(enumerate([1, 2, 1, 3, 4, 2, 4, 1, 2, 3, 5], start=1))
ESRI_PARTIAL = [0.1, 0.366667, 0.266667, 0.35, 0.1, 0.166667, 0.7, 0.1, 0.366667, 0.266667, 0.45]
ESRI_ESSENTIAL = [0.1, 0.5, 0.4, 0.35, 0.1, 0.3, 0.7, 0.1, 0.5, 0.4, 0.45]


def delivery(rows, *events, horizon=1, financial=False):
    register = town(*rows)
    network = build_network(register)
    shock = shock_of(register, scenario(*events, horizon=horizon))
    fallen = cascade(register, network, shock, financial=financial)
    return {
        id_: list(fallen.delivery.get(number, [1.0] * horizon))
        for id_, number in network.index.items()
    }


def esri_links(kind):
    bought = {j: sum(1 for _, down in ESRI_EDGES if down == j) for j in ESRI_SECTORS}
    sold = {i: sum(1 for up, _ in ESRI_EDGES if up == i) for i in ESRI_SECTORS}
    from_sector = {
        (i, j): sum(
            1 for up, down in ESRI_EDGES if down == j and ESRI_SECTORS[up] == ESRI_SECTORS[i]
        )
        for i, j in ESRI_EDGES
    }
    down, up = [], []
    for i, j in ESRI_EDGES:
        share = 1 / bought[j] if kind == "partial" else 1 / from_sector[i, j]
        sector = None if kind == "partial" else str(ESRI_SECTORS[i])
        down.append(SupplyLink(f"F{i}", f"F{j}", kind, sector, share))
        up.append(SupplyLink(f"F{j}", f"F{i}", "partial", None, 1 / sold[i]))
    weight = {i: sold[i] / len(ESRI_EDGES) for i in ESRI_SECTORS}
    return down, up, weight


@pytest.mark.parametrize(
    ("kind", "printed"), [("partial", ESRI_PARTIAL), ("essential", ESRI_ESSENTIAL)]
)
def test_without_buffers_it_is_the_economic_systemic_risk_index(kind, printed):
    """Trade shares as links: down for supply, reversed for lost sales; the smaller one counts."""
    down, up, weight = esri_links(kind)
    firms = [provider(f"F{i}") for i in ESRI_SECTORS]
    found = []
    for firm in ESRI_SECTORS:
        supplied = delivery([*firms, *down], stops(f"F{firm}"))
        sold = delivery([*firms, *up], stops(f"F{firm}"))
        found.append(
            sum(weight[i] * (1 - min(supplied[f"F{i}"][0], sold[f"F{i}"][0])) for i in ESRI_SECTORS)
        )
    assert found == pytest.approx(printed, abs=1e-6)


def test_a_buffer_delays_and_a_replacement_ends_the_loss():
    link = SupplyLink("A", "B", "essential", share=0.5, buffer_days=2, replace_days=5)
    found = delivery([provider("A"), provider("B"), link], stops("A"), horizon=8)
    assert found["B"] == [1, 1, 0.5, 0.5, 0.5, 1, 1, 1]


def test_links_of_one_input_add_up_and_other_inputs_take_the_worst():
    rows = [
        provider("A"),
        provider("E"),
        provider("B"),
        SupplyLink("A", "B", "essential", "staff", 0.3),
        SupplyLink("E", "B", "essential", "staff", 0.3),
        SupplyLink("A", "B", "essential", "food", 0.5),
    ]
    assert delivery(rows, stops("A"))["B"] == [pytest.approx(0.5)]
    assert delivery(rows, stops("A"), stops("E"))["B"] == [pytest.approx(0.4)]


def test_a_ring_without_buffers_settles_at_the_greatest_fixed_point():
    rows = [
        provider("A"),
        provider("B"),
        provider("C"),
        SupplyLink("A", "B", "partial", share=0.5),
        SupplyLink("B", "C", "essential", share=1.0),
        SupplyLink("C", "B", "partial", share=0.5),
    ]
    # B loses 0.5 to A, so C falls to 0.5 and costs B another 0.25, and so on down to nothing.
    found = delivery(rows, stops("A"))
    assert found["B"] == [pytest.approx(0, abs=1e-9)]
    assert delivery(rows, stops("A", severity=0))["B"] == [1]


def test_a_ring_fenced_child_does_not_feel_its_parent():
    rows = [
        provider("group"),
        provider("safe"),
        provider("open"),
        SupplyLink("group", "safe", "parent", share=0),
        SupplyLink("group", "open", "parent", share=0.4, buffer_days=1),
    ]
    found = delivery(rows, stops("group", kind="group_failure"), horizon=3)
    assert found["safe"] == [1, 1, 1]
    assert found["open"] == pytest.approx([1, 0.6, 0.6])


def chain_register():
    return town(
        service(),
        provider("A"),
        provider("B", cash_days=90),
        provider("D", cash_days=10),
        Asset("hub", "Hub"),
        contract("C2", "B"),
        people("C2", 20),
        SupplyLink("A", "B", "essential", "meals", 0.5, 2),
        SupplyLink("D", "B", "partial", share=0.2, income_share=0.6, payment_days=30),
    )


def test_each_failure_and_loss_carries_the_chain_that_led_to_it():
    outcome = run(chain_register(), scenario(stops("A"), horizon=60))
    assert [(f.id, f.day, f.cause.source) for f in outcome.failures] == [
        ("A", 0, "event"),
        ("D", 36, "income"),
    ]
    chains = {loss.id: [cause.from_id for cause in loss.chain] for loss in outcome.disruptions}
    assert chains == {"A": ["A"], "B": ["A", "A"], "D": ["B", "A", "A"]}
    told = {loss.id: loss.chain[0].sentence for loss in outcome.disruptions}
    assert (
        told["B"] == "Provider B leans on Provider A for meals and loses work from day 2, "
        "2 days after it stopped"
    )
    assert "Provider B no longer brings it income" in told["D"]


def test_money_can_be_told_not_to_spread():
    outcome = run(chain_register(), scenario(stops("A"), horizon=60, financial_cascade=False))
    assert [failure.id for failure in outcome.failures] == ["A"]


def test_arrears_are_written_off_the_day_a_customer_fails():
    rows = [
        provider("buyer"),
        provider("seller", cash_days=6),
        SupplyLink("seller", "buyer", "partial", share=0, income_share=0.2, payment_days=35),
    ]
    register = town(*rows)
    outcome = run(register, scenario(stops("buyer", 4), horizon=30))
    # 0.2 x 35 = 7 days written off on day 4, more than 6: out of cash that day, gone the next.
    assert [(f.id, f.day) for f in outcome.failures] == [("buyer", 4), ("seller", 5)]


def test_blank_cash_never_fails_for_money():
    rows = [
        provider("buyer"),
        provider("seller"),
        SupplyLink("seller", "buyer", "partial", share=0, income_share=1.0, payment_days=90),
    ]
    outcome = run(town(*rows), scenario(stops("buyer"), horizon=60))
    assert [failure.id for failure in outcome.failures] == ["buyer"]


SHARE = st.sampled_from([0.0, 0.2, 0.5, 1.0])
LINK = st.builds(
    SupplyLink,
    st.sampled_from("ABCDE"),
    st.sampled_from("ABCDE"),
    st.sampled_from(["essential", "partial", "parent"]),
    st.sampled_from([None, "staff"]),
    SHARE,
    st.integers(0, 3),
    st.sampled_from([None, 2, 6]),
    SHARE,
    st.integers(0, 30),
)


@settings(max_examples=25, deadline=None)
@given(
    links=st.lists(LINK, max_size=8),
    cash=st.lists(st.sampled_from([None, 1.0, 5.0]), min_size=5, max_size=5),
    severity=st.sampled_from([0.3, 0.7]),
)
def test_a_harder_blow_never_leaves_anybody_better_off(links, cash, severity):
    """Delivery falls with severity; a link that is replaced counts from its first loss, so both
    blows start on the same day."""
    firms = [provider(id_, cash_days=c) for id_, c in zip("ABCDE", cash, strict=True)]
    lasting = [link for link in links if link.replace_days is None]
    soft = delivery(
        [*firms, *lasting], stops("A", 1, severity=severity), horizon=12, financial=True
    )
    hard = delivery([*firms, *lasting], stops("A", 1), horizon=12, financial=True)
    for id_ in "ABCDE":
        assert all(h <= s + 1e-9 for h, s in zip(hard[id_], soft[id_], strict=True))
        assert all(0 <= h <= 1 for h in hard[id_])
