"""The register book tells the whole register, once, and every page it names is there."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest

from planner.document.blocks import Column, Entry, Opening, Section, Table
from planner.document.document import Document
from planner.document.redaction.edition import redacted
from planner.document.redaction.secrets import secrets_of
from planner.document.register_book import register_book
from planner.document.words import Rich, Run
from planner.exchange.register_json import read_register
from planner.progress import Cancelled
from planner.register.class_history import ClassDecided, classes_decided
from planner.register.edits import AddRecord, ChangeClass
from planner.register.records import (
    Contact,
    Contract,
    Council,
    Option,
    Place,
    Provider,
    Reserve,
    Service,
    SupplyLink,
    WarningSign,
)
from planner.register.register import Register
from planner.session import Session
from resources.sample import sample_register_path

DAY = datetime.date
TODAY = DAY(2026, 11, 21)
SAMPLE = read_register(sample_register_path())


@pytest.fixture(scope="module")
def book() -> Document:
    return register_book(SAMPLE, TODAY)


def _parts(value: Any) -> Iterator[Any]:
    """Every value within a document, blocks, cells and runs alike."""
    yield value
    if dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from _parts(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _parts(one)


def _text(value: Any) -> str:
    """The words of a value as they are read."""
    if isinstance(value, Rich):
        return value.plain
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "\n".join(filter(None, map(_text, value)))
    if dataclasses.is_dataclass(value):
        held = [getattr(value, one.name) for one in dataclasses.fields(value)]
        return "\n".join(filter(None, map(_text, held)))
    return ""


def _section(document: Document, title: str) -> Section:
    return next(
        one for one in _parts(document) if isinstance(one, Section) and one.title.plain == title
    )


def _tables(value: Any) -> list[Table]:
    return [one for one in _parts(value) if isinstance(one, Table)]


def _cells(table: Table) -> list[dict[str, str]]:
    return [
        {
            column.heading: _text(cell).replace("\N{NO-BREAK SPACE}", " ")
            for column, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
        if isinstance(row, tuple)
    ]


def _register(*records: Any) -> Register:
    held: list[Any] = [
        Service(
            "care",
            "Home care",
            "must",
            class_reason="Nobody can wait",
            legal_basis="Care Act 2014",
            mtpd_days=1,
        ),
        Service("art", "Arts"),
        Provider("p1", "Kind Care Ltd", "sme", company_number="01234567", parent="g"),
        Provider("g", "Group plc", "private"),
        Provider("own", "Own team", "in_house"),
        Contract(
            "C1",
            "Home care (north)",
            "care",
            "p1",
            kind="contract",
            regime="pa2023",
            annual_value=120_000.0,
            start=DAY(2024, 4, 1),
            end=DAY(2027, 3, 31),
            extension_to=DAY(2028, 3, 31),
            notice_days_council=90,
            bond_amount=5000.0,
            step_in_right=True,
        ),
        Contract("C2", "Gallery", "art", "own", kind="in_house"),
        Place("C1", "North", "standard", "council", 40),
        Place("C1", "North", "complex", "self", 3),
    ]
    return Register.build(Council("Test Council"), [*held, *records])


def test_every_record_stands_in_the_book(book: Document) -> None:
    text = _text(book)
    for service in SAMPLE.services.values():
        assert service.title in text
    for provider in SAMPLE.providers.values():
        assert provider.name in text
    for asset in SAMPLE.assets.values():
        assert asset.name in text
    keyed = [one.key for one in _parts(book) if isinstance(one, Section) and one.key]
    assert len(keyed) == len(set(keyed)) == len(SAMPLE.services) + len(SAMPLE.providers)


def test_every_link_leads_somewhere(book: Document) -> None:
    places = {one.key for one in _parts(book) if isinstance(one, Opening | Section) and one.key}
    links = {one.link for one in _parts(book) if isinstance(one, Run) and one.link}
    entries = {one.key for one in _parts(book) if isinstance(one, Entry)}
    assert links | entries <= places
    assert len(links) > 200


def test_a_service_says_its_class_contracts_options_and_funds() -> None:
    register = _register(
        Option("o1", "care", "neighbour_council", "g", capacity=20.0, mobilise_days=5, agreed=True),
        Reserve("r1", "Care reserve", 9000.0, ("care",)),
    )
    decided = {"care": ClassDecided(DAY(2026, 10, 2), "A. Officer")}
    made = register_book(register, TODAY, decided=decided)
    section = _section(made, "Home care")
    text = _text(section)
    assert "Nobody can wait." in text
    assert "Decided 2 October 2026" in text
    assert "1 day." in text
    assert "Funds named for it: Care reserve (£9,000)" in text
    contracts, options = _tables(section)
    (row,) = _cells(contracts)
    assert row["£ a year"] == "120,000"
    assert row["People"] == "43"
    assert "Kind Care Ltd" in row["Provider and contract"]
    assert "North · Contract · PA 2023" in row["Provider and contract"]
    assert row["Runs"].startswith("1 Apr 2024 to 31 Mar 2027, may run to 31 Mar 2028")
    assert row["Last day for notice"] == "31 Dec 2026"
    assert row["Bond, £"] == "5,000"
    assert row["Allows"] == "step-in"
    (option,) = _cells(options)
    assert (option["Places"], option["Ready in"], option["Agreed"]) == ("20", "5 days", "yes")
    by = next(one for one in _parts(section) if isinstance(one, Run) and "A. Officer" in one.text)
    assert by.secret == "contacts"


def test_who_decided_a_class_comes_from_history(tmp_path: Any) -> None:
    with Session.of(tmp_path / "r.json", Register.build(Council("X")), "First") as session:
        session.apply(AddRecord(Service("a", "A", "could")))
        session.apply(AddRecord(Service("b", "B")))
        session.apply(ChangeClass("a", "must", "People need it"))
        found = session.class_decisions()
        assert set(found) == {"a"}
        assert found["a"].by == "First"
        session.undo()
        assert session.register.services["a"].class_ == "could"
        assert set(session.class_decisions()) == {"a"}
    assert classes_decided((), lambda step: ()) == {}


def test_what_nobody_knows_is_said_once_and_has_no_column() -> None:
    bare = Register.build(
        Council("Bare"),
        [
            Service("s1", "Bins"),
            Provider("p1", "Bins Ltd"),
            Contract("C1", "Bins", "s1", "p1", total_value=50_000.0),
            Contract("C2", "Bags", "s1", "p1"),
        ],
    )
    book = register_book(bare, TODAY)
    (table,) = _tables(_section(book, "Bins"))
    assert [one.heading for one in table.columns] == ["Provider and contract", "£ in all"]
    assert [row["£ in all"] for row in _cells(table)] == ["50,000 in all", "not known"]
    text = _text(book)
    assert text.count("how many people a contract serves") == 1
    assert "The class of 1 service is not decided" in text
    assert "Warning signs" not in text


def test_a_shared_award_is_not_told_as_the_suppliers_own() -> None:
    shared = _register(
        Contract("S1", "Frame", "art", "p1", award_reference="F", award_shared_by=2,
                 total_value=800_000.0),
    )  # fmt: skip
    (table,) = _tables(_section(register_book(shared, TODAY), "Arts"))
    values = {row["£ a year or in all"] for row in _cells(table)}
    assert values == {"not known", "800,000 in all, shared by 2"}


def test_a_provider_says_whom_to_ring_and_its_rating_both_kept_secret() -> None:
    register = _register(
        Contact(
            "k", "Manager", "Ada Quill", "p1", "020 7946 0999", "07700 900999", "a@example.org"
        ),
        WarningSign("p1", DAY(2026, 11, 1), "Late accounts", 3),
    )
    section = _section(register_book(register, TODAY), "Kind Care Ltd")
    text = _text(section).replace("\N{NO-BREAK SPACE}", " ")
    for words in ("Ada Quill", "020 7946 0999", "07700 900999", "Group plc", "01234567"):
        assert words in text
    rated = [one for one in _parts(section) if isinstance(one, Run) and one.secret == "ratings"]
    assert any("of 100" in one.text for one in rated)
    guarded = [one for one in _parts(section) if getattr(one, "secret", "") == "contacts"]
    assert "Ada Quill" in _text(tuple(guarded))
    other = _section(register_book(register, TODAY), "Group plc")
    assert "No number to ring is held." in _text(other)
    assert "Kind Care Ltd" in _text(other)


def test_the_summary_counts_each_thing_once(book: Document) -> None:
    summary = next(one for one in _tables(book) if one.columns[0].heading == "Class")
    rows = _cells(summary)
    assert [row["Class"] for row in rows] == ["Must", "Needed", "Could"]
    must = [one.id for one in SAMPLE.services.values() if one.class_ == "must"]
    assert rows[0]["Services"] == str(len(must))
    people = sum(SAMPLE.people_of_service(id_) or 0 for id_ in must)
    assert rows[0]["People"] == f"{people:,}"
    alone = 0
    for id_ in must:
        held = {one.provider for one in SAMPLE.contracts_of_service[id_]}
        alone += len(held) == 1 and SAMPLE.providers[next(iter(held))].sector != "in_house"
    assert rows[0]["One outside provider only"] == str(alone)
    opening = next(one for one in _parts(book) if isinstance(one, Opening) and one.key == "summary")
    assert opening.title == f"{len(must)} must services, two with one outside provider only"
    assert alone == 2


def test_chains_and_assets_are_told(book: Document) -> None:
    chains = next(one for one in _tables(book) if one.columns[0].heading == "Who leans")
    assert len(chains.rows) == len(SAMPLE.supply_links)
    link = SupplyLink("g", "p1", "essential", "staff", 0.5, 3, None)
    made = register_book(_register(link), TODAY)
    (row,) = _cells(next(one for one in _tables(made) if one.columns[0].heading == "Who leans"))
    assert (row["On whom or what"], row["Share"], row["Holds out"], row["Replaced in"]) == (
        "Group plc", "50%", "3 days", "never",
    )  # fmt: skip


def test_no_line_shows_what_only_machines_say(book: Document) -> None:
    for made in (book, register_book(_register(), TODAY), register_book(Register(), TODAY)):
        shown = [one.text for one in _parts(made) if isinstance(one, Run)]
        shown += [
            one.words
            for one in _parts(made)
            if hasattr(one, "words") and isinstance(one.words, str)
        ]
        for text in shown:
            assert not re.search(r"\b(None|nan|inf|True|False)\b|\d\.\d{3,}|[a-z]_[a-z]", text), (
                text
            )


def test_money_and_people_are_marked_for_the_redacted_edition(book: Document) -> None:
    columns = [one for one in _parts(book) if isinstance(one, Column)]
    assert {one.secret for one in columns if "£" in one.heading} == {"money"}
    assert all(one.people for one in columns if one.heading in ("People", "Places"))


def test_the_same_register_gives_the_same_book_and_the_work_can_be_stopped() -> None:
    assert register_book(SAMPLE, TODAY) == register_book(SAMPLE, TODAY)
    told: list[tuple[int, int, str]] = []
    register_book(SAMPLE, TODAY, lambda *step: told.append(step))
    assert len(told) > 4
    assert all(0 <= done <= total for done, total, _ in told)

    def stop(done: int, total: int, text: str) -> None:
        if done > 50:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        register_book(SAMPLE, TODAY, stop)


def test_no_code_of_an_option_is_printed(book: Document) -> None:
    text = _text(book)
    assert "he option “neighbouring council for Household waste collection”" in text
    assert not [id_ for id_ in SAMPLE.options if re.search(rf"\b{re.escape(id_)}\b", text)]


def test_titles_of_small_registers_are_true() -> None:
    titles = {
        one.key: one.title
        for one in _parts(register_book(_register(), TODAY))
        if isinstance(one, Opening)
    }
    assert titles["summary"] == "1 must service, with 1 provider"
    assert titles["class-must"] == "1 must service, with no option to stand in"
    assert titles["class-open"] == "1 service without a class, with no option to stand in"
    assert titles["index"] == "2 services, each with its page"
    assert titles["providers"] == "3 providers, 2 with a contract of ours"


def test_an_empty_register_still_makes_a_book() -> None:
    book = register_book(Register(), TODAY)
    assert "The register holds no service yet" in _text(book)
    assert "No number of the council is held" in _text(book)


def test_the_redacted_book_has_no_number_rating_or_money(book: Document) -> None:
    text = _text(redacted(book, secrets_of(SAMPLE))).replace("\N{NO-BREAK SPACE}", " ")
    details = [
        detail
        for one in SAMPLE.contacts.values()
        for detail in (one.name, one.phone_day, one.phone_night, one.email)
        if detail
    ]
    assert not [one for one in details if one in text]
    assert not re.search(r"£\s?\d|of 100\b", text)
    for contract in SAMPLE.contracts.values():
        assert f"{contract.annual_value:,.0f}" not in text
    assert "Home care for older people" in text
    assert "Havenmoor Homecare Ltd" in text
