"""The rows behind a table of records: what Qt asks of a model, and what an edit tells it."""

from __future__ import annotations

import pytest

from planner import fields
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord
from planner.register.records import Service
from ui.table.arranging import Arrangement
from ui.table.columns import shown_at_first
from ui.table.filters import read_filter
from ui.table.record_model import RecordModel


def _model(window, kind):
    model = RecordModel(window.bench.desk, kind, window.bench.look)
    model.show_columns([column.name for column in model.columns])
    window.bench.desk.edited.connect(model.follow)
    return model


@pytest.mark.parametrize("kind", [kind.name for kind in fields.KINDS])
def test_every_kind_of_record_keeps_what_qt_asks_of_a_model(window, qtmodeltester, kind):
    model = _model(window, kind)
    qtmodeltester.check(model)
    for column in model.columns:
        model.arrange(Arrangement(((column.name, True),)), {})
        assert len(model.numbers_shown()) == len(model.keys), column.name
    model.arrange(Arrangement(group=model.columns[-1].name), {})
    qtmodeltester.check(model)


def test_an_edit_tells_its_own_row_and_sorts_by_the_new_value_next_time(window, qtbot):
    model = _model(window, "service")
    model.arrange(Arrangement((("mtpd_days", True),)), {})
    key = next(key for key in model.keys if model.record(key).mtpd_days is not None)
    row = model.row_of(key)
    with qtbot.waitSignal(model.dataChanged) as told:
        window.bench.desk.apply(ChangeFields("service", key, {"mtpd_days": 3_000}))
    assert (told.args[0].row(), told.args[1].row()) == (row, row)
    assert model.row_of(key) == row
    model.arrange(model.arrangement, {})
    assert model.row_of(key) == 0


def test_a_filter_follows_the_value_an_edit_gave(window):
    model = _model(window, "service")
    tests = {"title": read_filter(model.column("title"), "quite another name")}
    model.arrange(Arrangement(), tests)
    assert model.numbers_shown() == []
    key = model.keys[2]
    window.bench.desk.apply(ChangeFields("service", key, {"title": "Quite another name"}))
    model.arrange(Arrangement(), tests)
    assert [model.keys[number] for number in model.numbers_shown()] == [key]


def test_records_that_come_and_go_leave_the_others_in_their_order(window):
    model = _model(window, "service")
    model.arrange(Arrangement((("title", True),)), {})
    before = [model.keys[number] for number in model.numbers_shown()]
    window.bench.desk.apply(AddRecord(Service("new-one", "A new service")))
    assert [model.keys[number] for number in model.numbers_shown()] == [*before, "new-one"]
    gone = before[3]
    window.bench.desk.apply(RemoveRecord("service", gone, with_dependents=True))
    expected = [key for key in [*before, "new-one"] if key != gone]
    assert [model.keys[number] for number in model.numbers_shown()] == expected


def test_people_of_a_service_follow_an_edit_of_a_place(window):
    model = _model(window, "service")
    place_key, place = next(
        (key, one) for key, one in model.register.places.items() if one.people is not None
    )
    service = model.register.contracts[place.contract].service
    column = model.column("+people")
    before = column.value(service, model.record(service))
    window.bench.desk.apply(ChangeFields("place", place_key, {"people": place.people + 5}))
    column = model.column("+people")
    assert column.value(service, model.record(service)) == before + 5


@pytest.mark.parametrize("kind", ["service", "contract"])
def test_a_table_shows_only_part_of_its_columns_at_first(window, kind):
    model = _model(window, kind)
    first = shown_at_first(kind, model.columns)
    assert 5 <= len(first) < len(model.columns)
