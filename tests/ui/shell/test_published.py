"""Open data and calendars written from the File menu, as a person does."""

from __future__ import annotations

import json

from icalendar import Calendar

from ui.shell.published import PrefixDialog


def write(window, settle, path, name):
    window.files.dialogs.to_write = lambda *_: path
    window.bench.actions[name].trigger()
    settle(window)


def test_what_is_due_is_written_as_a_calendar(window, settle, tmp_path):
    write(window, settle, tmp_path / "due", "file.calendar")
    events = Calendar.from_ical((tmp_path / "due.ics").read_bytes()).walk("VEVENT")
    assert f"{len(events):,} dates" in window.bench.messages.words
    assert len(events) > 50


def test_contracts_and_money_are_published_as_csv(window, settle, tmp_path):
    write(window, settle, tmp_path / "c.csv", "file.publish_contracts")
    contracts = (tmp_path / "c.csv").read_text("utf-8-sig").splitlines()
    assert len(contracts) > 200
    write(window, settle, tmp_path / "m.csv", "file.publish_sectors")
    assert window.bench.messages.words.startswith("Saved m.csv")


def test_an_ocds_package_needs_a_prefix_and_says_so(window, settle, tmp_path):
    window.files.dialogs.to_write = lambda *_: tmp_path / "o.json"
    window.bench.actions["file.publish_ocds"].trigger()
    (dialog,) = window.findChildren(PrefixDialog)
    dialog.prefix.setText("not one")
    dialog._take()
    settle(window)
    assert window.bench.messages.words.startswith("Not written.")
    assert not (tmp_path / "o.json").exists()
    dialog.prefix.setText("ocds-abc123")
    dialog._take()
    settle(window)
    package = json.loads((tmp_path / "o.json").read_text("utf-8"))
    assert package["releases"][0]["ocid"].startswith("ocds-abc123-")
