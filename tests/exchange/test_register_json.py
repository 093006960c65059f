"""Reading and writing a register as JSON: what is taken, what is refused and in which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner import fields
from planner.errors import BackstopError, InputRefused
from planner.exchange.register_json import (
    read_register,
    register_from_json,
    register_to_json,
    write_register,
)
from planner.register.records import Contract, Council, Provider, Scenario, Service
from planner.register.register import Register

SMALL = Register.build(
    Council("Northwick"),
    [
        Service("S1", "Home care", "must"),
        Provider("A", "Alder Care"),
        Contract("C1", "Home care north", "S1", "A", annual_value=365000.0),
    ],
)


def document(**lists):
    return {"format": "backstop-register", "version": 1, **register_to_json(SMALL), **lists}


def refused(given) -> list[str]:
    with pytest.raises(InputRefused) as caught:
        register_from_json(given)
    return [problem.sentence for problem in caught.value.problems]


def with_defaults(kind, row):
    """Return a record as JSON with blanks taken out and defaults filled in."""
    full = {f.name: f.default for f in kind.fields if f.default not in (None, ())}
    full |= {name: value for name, value in row.items() if value not in (None, [], "")}
    if "events" in full:
        full["events"] = [with_defaults(fields.EVENT, event) for event in full["events"]]
    return {name: value for name, value in full.items() if value not in (None, [], (), {})}


def normalised(given):
    return {
        name: [with_defaults(fields.BY_PLURAL[name], row) for row in value]
        if isinstance(value, list)
        else value
        for name, value in given.items()
    }


def test_every_known_answer_is_read_and_written_back_the_same(shared):
    paths = sorted((shared / "golden").glob("*/*.json"))
    assert len(paths) >= 28
    for path in paths:
        given = json.loads(path.read_text(encoding="utf-8"))["register"]
        register = register_from_json(given)
        written = register_to_json(register)
        assert normalised(written) == normalised(given), path.name
        assert register_from_json(json.loads(json.dumps(written))) == register


def test_absent_null_and_empty_are_all_blank():
    rows = [{"id": "A", "name": "a", "turnover": None, "company_number": "", "contacts": []}]
    register = register_from_json(
        {"format": "backstop-register", "version": 1, "providers": rows, "services": None}
    )
    assert register.providers["A"] == Provider("A", "a")
    assert register.council == Council()
    assert register_to_json(register)["providers"] == [{"id": "A", "name": "a"}]


def test_a_blank_is_left_out_but_a_zero_and_a_no_are_kept():
    service = Service("S1", "x", mtpd_days=0, mbco=0.0, regulated=False)
    rows = register_to_json(Register.build(Council(), [service]))["services"]
    assert rows == [{"id": "S1", "title": "x", "mtpd_days": 0, "mbco": 0, "regulated": False}]


def test_a_scenario_without_a_choice_about_money_lets_it_spread():
    register = register_from_json(document(scenarios=[{"id": "X1", "title": "t"}]))
    scenario = register.scenarios["X1"]
    assert scenario == Scenario("X1", "t", 182)
    assert scenario.financial_cascade is None
    assert scenario.money_spreads


def test_a_whole_number_written_with_a_point_is_taken():
    services = [{"id": "S1", "title": "x", "mtpd_days": 7.0}]
    taken = register_from_json(document(services=services)).services["S1"].mtpd_days
    assert taken == 7
    assert isinstance(taken, int)


def test_two_alike_supply_links_are_kept():
    link = {"upstream": "B", "downstream": "A", "kind": "essential", "share": 0.5}
    providers = [{"id": "A", "name": "a"}, {"id": "B", "name": "b"}]
    register = register_from_json(document(providers=providers, supply_links=[link, link]))
    assert len(register.supply_links) == 2
    assert len(register_to_json(register)["supply_links"]) == 2


WRONG_FIELDS = [
    ("services", {"class": "most"}, "class", "“most” is not a choice", "must, needed, could"),
    ("services", {"class": 7}, "class", "7 is not a choice", "as text"),
    ("services", {"mtpd_days": 2.5}, "mtpd_days", "2.5 is not a whole number", "fraction"),
    ("services", {"mtpd_days": -1}, "mtpd_days", "-1 is below 0", "0 or more"),
    ("services", {"mtpd_days": True}, "mtpd_days", "true is not a whole number", "number"),
    ("services", {"mtpd_days": 10**30}, "mtpd_days", "too large", "smaller"),
    ("services", {"mbco": 1.2}, "mbco", "1.2 is above 1", "0 to 1"),
    ("services", {"regulated": 1}, "regulated", "1 is not yes or no", "true or false"),
    ("services", {"owner": 5}, "owner", "5 is not a text", "as text"),
    ("services", {"owner": "a\x00b"}, "owner", "cannot be shown", "remove"),
    ("services", {"owner": "a\ud800b"}, "owner", "cannot be shown", "remove"),
    ("services", {"clas": "must"}, "clas", "no service has such a field", "correct its name"),
    ("services", {"title": None}, "title", "is blank", "fill it in"),
    ("services", {"title": "  "}, "title", "empty text", "fill it in"),
    ("providers", {"turnover": "5"}, "turnover", "“5” is not an amount of money", "number"),
    ("providers", {"turnover": float("nan")}, "turnover", "nan is not", "number"),
    ("providers", {"turnover": float("inf")}, "turnover", "inf is not", "number"),
    ("providers", {"turnover": 10**400}, "turnover", "is not an amount", "number"),
    ("providers", {"failure_probability": -0.1}, "failure_probability", "below 0", "0 to 1"),
    ("providers", {"parent": "Z"}, "parent", "there is no provider Z", "add it or correct"),
    ("providers", {"parent": ["A"]}, "parent", "a list is not a code", "code"),
    ("providers", {"parent": "A"}, "parent", "A is its own parent", "blank"),
    ("providers", {"contacts": ["K9"]}, "contacts", "there is no contact K9", "add it"),
    ("providers", {"contacts": "K9"}, "contacts", "not a list of codes", "list"),
    ("contracts", {"provider": "X9"}, "provider", "there is no provider X9", "add it or correct"),
    ("contracts", {"start": "2026-02-30"}, "start", "“2026-02-30” is not a date", "2026-03-31"),
    ("contracts", {"start": "20260130"}, "start", "is not a date", "2026-03-31"),
    ("contracts", {"start": 46000}, "start", "46000 is not a date", "2026-03-31"),
    ("contracts", {"kpis": ["a", 4]}, "kpis", "number 2 is 4, not a text", "text"),
    (
        "contracts",
        {"start": "2026-02-02", "end": "2026-02-01"},
        "end",
        "2026-02-01 is before the start 2026-02-02",
        "correct",
    ),
]


@pytest.mark.parametrize(("plural", "change", "field", "what", "mend"), WRONG_FIELDS)
def test_a_wrong_field_is_named_with_its_record_and_the_mend(plural, change, field, what, mend):
    given = document()
    given[plural] = [{**given[plural][0], **change}]
    record = f"{plural[:-1]} {given[plural][0]['id']}, field {field}: "
    (sentence,) = refused(given)
    assert sentence.startswith(record)
    assert what in sentence
    assert mend in sentence.split(";")[1]


def test_a_missing_provider_is_told_in_one_plain_sentence():
    contracts = [{"id": "C1", "title": "t", "service": "S1", "provider": "X9"}]
    assert refused(document(contracts=contracts)) == [
        "contract C1, field provider: there is no provider X9; add it or correct the code."
    ]


EVENTS = [
    ("insolvency", "C1", "there is no provider C1"),
    ("group_failure", "S1", "there is no provider S1"),
    ("asset_loss", "A", "there is no asset A"),
    ("recall", "A", "there is no contract A"),
    ("sector_shock", "care", "there is no market or sector care"),
    ("demand_surge", "North", "there is no service or area North"),
]


@pytest.mark.parametrize(("kind", "target", "what"), EVENTS)
def test_an_event_must_hit_what_its_kind_can_hit(kind, target, what):
    events = [{"kind": "planned_exit", "target": "A"}, {"kind": kind, "target": target}]
    (sentence,) = refused(document(scenarios=[{"id": "X1", "title": "t", "events": events}]))
    assert sentence.startswith("scenario X1, field events, number 2, field target: ")
    assert what in sentence


def test_a_shock_may_hit_a_market_or_a_sector_and_a_surge_an_area():
    services = [{"id": "S1", "title": "x", "market": "care"}]
    place = {"contract": "C1", "area": "North", "need": "standard", "funder": "self"}
    hits = [("sector_shock", "care"), ("sector_shock", "vcse"), ("demand_surge", "North")]
    events = [{"kind": kind, "target": target} for kind, target in hits]
    given = document(
        services=services, places=[place], scenarios=[{"id": "X1", "title": "t", "events": events}]
    )
    assert len(register_from_json(given).scenarios["X1"].events) == 3


def test_unknown_codes_of_a_scenario_are_refused():
    scenario = {
        "id": "X1",
        "title": "t",
        "excluded_options": ["O9"],
        "reserve_overrides": {"R1": -5},
        "events": [{"kind": "insolvency", "target": "A", "severity": 2, "hour": 1}, 5],
    }
    told = "\n".join(refused(document(scenarios=[scenario])))
    assert "field excluded_options: there is no option O9" in told
    assert "field reserve_overrides: there is no reserve R1" in told
    assert "field reserve_overrides: -5 is below 0" in told
    assert "number 1, field severity: 2 is above 1" in told
    assert "number 1, field hour: no event has such a field" in told
    assert "number 2 is 5, not an event" in told


def test_a_ring_of_owners_is_refused_once():
    names = {"A": "B", "B": "C", "C": "A", "D": "A"}
    providers = [{"id": code, "name": code, "parent": up} for code, up in names.items()]
    assert refused(document(providers=providers)) == [
        "provider A, field parent: providers own one another in a ring (A → B → C → A); "
        "leave the parent of the topmost one blank."
    ]


def test_a_provider_cannot_lean_on_itself_nor_share_its_code_with_an_asset():
    links = [{"upstream": "A", "downstream": "A", "kind": "partial"}]
    given = document(assets=[{"id": "A", "name": "Yard"}], supply_links=links)
    first, second = refused(given)
    assert "there is a provider A too" in first
    assert "A cannot lean on itself" in second


def test_the_same_people_entered_twice_are_refused_and_the_mend_is_to_add_them():
    place = {"contract": "C1", "area": "North", "need": "standard", "funder": "self", "people": 2}
    (sentence,) = refused(document(places=[place, {**place, "people": 3}]))
    assert sentence.startswith("places, number 2 (C1/North/standard/self)")
    assert "add their people together" in sentence


def test_a_review_must_be_of_a_record_that_exists():
    review = {"id": "V1", "subject_kind": "asset", "subject": "Y"}
    assert "there is no asset Y" in refused(document(reviews=[review]))[0]


def test_a_code_used_twice_is_refused_and_links_to_it_are_not_blamed():
    providers = [{"id": "A", "name": "a"}, {"id": "A", "name": "b"}]
    assert refused(document(providers=providers)) == [
        "provider A, field id: provider A stands twice; remove one or give it another code."
    ]


def test_all_problems_are_told_at_once():
    given = document(
        zones=[],
        services=[{"title": "no code"}, 7],
        providers={"A": {}},
        council={"name": 5, "mayor": "x"},
    )
    told = refused(given)
    for part in (
        "there is no list called zones",
        "services, number 1, field id: is blank",
        "services, number 2: is not a record",
        "providers: is not a list",
        "council, field name: 5 is not a text",
        "council, field mayor: no council has such a field",
        "contract C1, field service: there is no service S1",
        "contract C1, field provider: there is no provider A",
    ):
        assert any(part in sentence for sentence in told), part
    assert len(told) == 8


HEADERS = [
    ([], "is not a register"),
    (None, "is not a register"),
    ({}, 'begins with "format"'),
    ({"format": "other", "version": 1}, 'begins with "format"'),
    ({"format": "backstop-register"}, "does not say its version"),
    ({"format": "backstop-register", "version": True}, "does not say its version"),
    ({"format": "backstop-register", "version": "1"}, "does not say its version"),
    ({"format": "backstop-register", "version": 2}, "version 2, which is newer"),
    ({"why": "", "register": {"format": "backstop-register"}}, "the part called register"),
]


@pytest.mark.parametrize(("given", "what"), HEADERS)
def test_a_document_that_is_not_a_register_is_refused_in_one_sentence(given, what):
    (sentence,) = refused(given)
    assert what in sentence


FILES = [
    (b"", "is not JSON"),
    (b"{", "line 1, column 2"),
    (b"\xff\xfe\x00", "is not UTF-8 text"),
    (b"[" * 100_000, "is not JSON that can be read"),
    (b"7" * 5000, "is not JSON that can be read"),
    (b'{"a": {"id": "P1", "x": 1, "x": 2}}', "the field x stands twice in the record P1"),
]


@pytest.mark.parametrize(("content", "what"), FILES, ids=range(len(FILES)))
def test_a_file_that_is_no_json_is_refused_with_its_name(tmp_path, content, what):
    path = tmp_path / "north.json"
    path.write_bytes(content)
    with pytest.raises(InputRefused) as caught:
        read_register(path)
    assert caught.value.sentence.startswith("north.json")
    assert what in caught.value.sentence


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path):
    with pytest.raises(InputRefused, match=r"gone\.json: cannot be read"):
        read_register(tmp_path / "gone.json")


def test_a_written_register_reads_back_even_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "north.json"
    write_register(SMALL, path)
    assert read_register(path) == SMALL
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_register(path) == SMALL


def test_a_register_that_cannot_be_written_leaves_the_old_file_and_no_rubbish(
    tmp_path, monkeypatch
):
    path = tmp_path / "north.json"
    write_register(SMALL, path)

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(BackstopError, match=r"north\.json cannot be written"):
        write_register(Register(), path)
    assert read_register(path) == SMALL
    assert [one.name for one in tmp_path.iterdir()] == ["north.json"]


def test_a_missing_folder_is_told_in_words(tmp_path):
    with pytest.raises(BackstopError, match="cannot be written"):
        write_register(SMALL, tmp_path / "none" / "north.json")


def test_what_an_event_leaves_blank_stays_blank_and_counts_as_the_model_says():
    event = {"kind": "insolvency", "target": "P", "day": 3}
    document = {
        "format": "backstop-register",
        "version": 1,
        "council": {"name": "Testford"},
        "providers": [{"id": "P", "name": "P"}],
        "scenarios": [{"id": "X1", "title": "t", "horizon_days": 28, "events": [event]}],
    }
    register = register_from_json(document)
    (read,) = register.scenarios["X1"].events
    assert (read.lost_share, read.warning, read.trading_on) == (1.0, 0, 0)
    written = register_to_json(register)["scenarios"][0]
    assert written == document["scenarios"][0]
