"""Whatever a list holds, every row and pound is accounted for and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.exchange.import_list import preview_text, read_contracts
from planner.exchange.import_preview import Outcome
from planner.register.award_values import total_award_value
from planner.register.edits import apply_changes
from planner.register.register import Register

HEADER = "Contract Reference,Contract Title,Supplier,Total Value,Start Date,End Date"
EMPTY = Register()


@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3)), max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_damaged_file_is_read_or_refused_in_words_and_never_breaks(
    tmp_path: Path, damage: list[tuple[int, bytes]]
) -> None:
    body = bytearray((HEADER + "\nC1,Home care,Acme Ltd,10,01/04/2024,31/03/2027\n" * 3).encode())
    for place, put in damage:
        body[place % len(body) : place % len(body) + 1] = put
    path = tmp_path / "damaged.csv"
    path.write_bytes(bytes(body) or b" ")
    try:
        preview = read_contracts(EMPTY, path)
    except InputRefused as refused:
        words = refused.sentence
    else:
        words = preview_text(preview)
        apply_changes(EMPTY, preview.edit.changes(EMPTY))
    assert words


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["C1", "C2", "C3", ""]),
        st.sampled_from(["Home care", "Meals on wheels", ""]),
        st.sampled_from(["Acme Ltd", "Bee Ltd,Cee Ltd", "ACME LIMITED", "REDACTED", ""]),
        st.sampled_from(["100", "250.50", "TBC", "", "0"]),
        st.sampled_from(["01/04/2024", "", "31/02/2024"]),
        st.sampled_from(["31/03/2027", "", "01/01/2020"]),
    ),
    max_size=8,
)


@given(rows=_ROWS)
@example(
    rows=[
        ("", "Home care", "Bee Ltd,Cee Ltd", "100", "01/04/2024", "01/01/2020"),
        ("", "Home care", "Bee Ltd,Cee Ltd", "100", "", "31/03/2027"),
    ]
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_row_and_pound_is_accounted_for_and_a_second_import_is_quiet(
    tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path = tmp_path / "contracts.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    preview = read_contracts(EMPTY, path)
    assert sum(preview.counts.values()) == preview.rows_read == len(rows)
    totals = preview.totals
    assert totals.read == pytest.approx(
        totals.counted + totals.not_counted_twice + totals.refused, abs=0.01
    )
    register = apply_changes(EMPTY, preview.edit.changes(EMPTY))
    assert total_award_value(register).value == pytest.approx(totals.counted)
    refused = {row.place for row in preview.rows if row.outcome is Outcome.REFUSED}
    given_codes = {code for row in preview.rows for code in row.contracts}
    assert given_codes == set(register.contracts)
    again = read_contracts(register, preview.source)
    assert not again.changes_anything
    assert {row.place for row in again.rows if row.outcome is Outcome.REFUSED} == refused
