from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.register.award_values import total_award_value, value_of_awards
from planner.register.records import Contract, Council, Provider, Service
from planner.register.register import Register


def _contract(
    code: str, value: float | None, award: str | None = None, by: int | None = None
) -> Contract:
    return Contract(
        code, code, "s", "p", total_value=value, award_reference=award, award_shared_by=by
    )


def test_an_award_that_18_suppliers_share_is_counted_once() -> None:
    shared = [_contract(f"c{number}", 7_674_269.1, "DPS", 18) for number in range(18)]
    rest = [_contract("own", 1_000.0, "OWN"), _contract("dark", None)]
    register = Register.build(Council(), [Service("s", "S"), Provider("p", "P"), *shared, *rest])
    found = total_award_value(register)
    assert found.value == 7_675_269.1
    assert (found.awards, found.shared, found.without_value) == (2, 1, 1)


def test_one_reference_on_contracts_that_share_nothing_counts_each() -> None:
    found = value_of_awards([_contract("a", 5.0, "REF"), _contract("b", 7.0, "REF")])
    assert found.value == 12.0


def test_the_largest_of_several_values_is_the_awards() -> None:
    found = value_of_awards(
        [_contract("a", None, "R", 3), _contract("b", 5.0, "R", 3), _contract("c", 6.0, "R", 3)]
    )
    assert (found.value, found.awards) == (6.0, 1)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 10**6)), max_size=30))
def test_no_order_of_contracts_changes_the_value(parts: list[tuple[int, int]]) -> None:
    contracts = [
        _contract(f"c{n}", float(value), f"a{award}", 2) for n, (award, value) in enumerate(parts)
    ]
    there, back = value_of_awards(contracts), value_of_awards(contracts[::-1])
    assert there == back
    assert there.value <= sum(value for _, value in parts)
