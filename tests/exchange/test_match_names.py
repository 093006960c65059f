from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.match_names import NameDecision, NamedSupplier, NameMatches, match_names
from planner.exchange.registered_numbers import company_number, other_number
from planner.register.records import Provider


def _match(*names: str | NamedSupplier) -> NameMatches:
    return match_names([NamedSupplier(n) if isinstance(n, str) else n for n in names])


def _together(matches: NameMatches) -> list[tuple[str, ...]]:
    return [group.spellings for group in matches.groups]


def test_spellings_of_one_name_are_joined_as_certain() -> None:
    matches = _match("Acme Care Limited", "ACME CARE LTD.", "Acme Care", "Acme & Sons Care Ltd")
    assert _together(matches)[0] == ("Acme Care Limited", "ACME CARE LTD.", "Acme Care")
    assert matches.groups[0].name == "Acme Care Limited"


def test_one_company_number_joins_whatever_the_spelling() -> None:
    matches = _match(
        NamedSupplier("Comapass Executive Cars", "08274551"),
        NamedSupplier("Compass Executive Cars UK Ltd", "08274551"),
        "Compass Executive Cars",
    )
    assert matches.groups[0].spellings == (
        "Comapass Executive Cars",
        "Compass Executive Cars UK Ltd",
    )
    assert matches.doubts[0].name == "Compass Executive Cars"


def test_two_company_numbers_stay_two_companies_and_are_pointed_at() -> None:
    matches = _match(
        NamedSupplier("ABC Travel Ltd", "12254093"), NamedSupplier("ABC Travel Ltd", "10861375")
    )
    assert len(matches.groups) == 2
    assert "two company numbers" in matches.doubts[0].why


def test_nearly_alike_names_stay_apart_until_somebody_decides() -> None:
    named = [NamedSupplier("Weavaway Travel Ltd"), NamedSupplier("Weaveaway Travel Ltd")]
    first = match_names(named)
    assert len(first.groups) == 2
    doubt = first.doubts[0]
    assert doubt.score > 90
    same = match_names(named, decisions=[NameDecision(doubt.name, doubt.candidate, True)])
    assert len(same.groups) == 1
    assert same.doubts == ()
    apart = match_names(named, decisions=[NameDecision(doubt.name, doubt.candidate, False)])
    assert len(apart.groups) == 2
    assert apart.doubts == ()


def test_a_decision_is_kept_as_plain_values() -> None:
    decision = NameDecision("A Ltd", "B Ltd", True)
    assert NameDecision.from_json(decision.as_json()) == decision


def test_different_forms_of_company_and_one_word_names_are_doubtful() -> None:
    assert len(_match("Harbour Homes Ltd", "Harbour Homes LLP").groups) == 2
    assert len(_match("Premier Ltd", "Premier").groups) == 2
    assert _match("Premier Ltd", "Premier").doubts


def test_a_trading_name_and_a_shared_odd_number_are_doubtful() -> None:
    matches = _match("FD Travels Ltd t/a School Express", "School Express")
    assert "trading name" in matches.doubts[0].why
    matches = _match(
        NamedSupplier("One Thing", None, None, "V1"), NamedSupplier("Other", None, None, "V1")
    )
    assert "both carry number V1" in matches.doubts[0].why


def test_names_that_differ_in_a_number_are_not_alike() -> None:
    assert _match("Unit 12 Harbour Road Garage", "Unit 13 Harbour Road Garage").doubts == ()


def test_the_registers_own_providers_are_found_again() -> None:
    known = [Provider("acme", "Acme Care Ltd", company_number="1234567")]
    matches = match_names(
        [NamedSupplier("ACME CARE LIMITED"), NamedSupplier("X", "01234567")], known
    )
    assert [group.provider for group in matches.groups] == ["acme"]
    assert matches.groups[0].name == "Acme Care Ltd"


_WORDS = st.sampled_from(
    ["Acme", "Care", "Homes", "Ltd", "Limited", "&", "and", "Services", "T/A", "Cars", "LLP"]
)
_NAMED = st.builds(
    NamedSupplier,
    st.lists(_WORDS, min_size=1, max_size=4).map(" ".join),
    st.one_of(st.none(), st.sampled_from(["00000001", "00000002"])),
)


@given(st.lists(_NAMED, max_size=12))
def test_every_name_is_in_one_group_and_no_group_holds_two_company_numbers(
    named: list[NamedSupplier],
) -> None:
    matches = match_names(named)
    assert set(matches.group_of) == set(named)
    for place, group in enumerate(matches.groups):
        members = [one for one in named if matches.group_of[one] == place]
        assert {one.name for one in members} == set(group.spellings)
        assert len({one.company_number for one in members} - {None}) <= 1


def test_west_berkshires_suppliers_are_52_with_the_odd_ones_on_the_review_list(
    shared: Path,
) -> None:
    path = shared / "data/contracts/west_berkshire_notices/notice_suppliers_first86.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    matches = match_names(
        NamedSupplier(
            row["supplier_name"],
            company_number(row["companies_house"]),
            None,
            None
            if company_number(row["companies_house"])
            else other_number(row["companies_house"]),
        )
        for row in rows
    )
    assert len({row["supplier_name"] for row in rows}) == 64
    assert len(matches.groups) == 52
    assert any("12254093 and 10861375" in doubt.why for doubt in matches.doubts)
    joined = {name: group.name for group in matches.groups for name in group.spellings}
    assert joined["Comapass Executive Cars"] == joined["Compass Executive Cars UK Ltd"]
    assert joined["Miracle Taxis ta Premier Cars"] == joined["Premier Cars"]
