"""New records get free codes; copies differ from what they copy; several go as one step."""

from __future__ import annotations

from planner.exchange.register_json import read_register
from planner.register.edits import AddRecord, apply_changes
from planner.register.new_records import doubled, free_code, new_record, removal
from planner.register.register import Register
from resources.sample import sample_register_path

SAMPLE = read_register(sample_register_path())


def after(edit: object, register: Register = SAMPLE) -> Register:
    return apply_changes(register, edit.changes(register))  # type: ignore[attr-defined]


def test_a_code_is_made_of_words_and_free():
    assert free_code(SAMPLE, "service", "Café & Day Care (North)") == "cafe-day-care-north"
    taken = next(iter(SAMPLE.services))
    assert free_code(SAMPLE, "service", taken) == f"{taken}-2"
    assert free_code(SAMPLE, "service", "!!!") == "service"


def test_a_new_record_can_be_added_at_once():
    record = new_record(SAMPLE, "service", {"title": "Night shelter", "class_": "must"})
    register = after(AddRecord(record))
    assert register.services["night-shelter"].class_ == "must"


def test_a_copy_has_a_code_and_a_name_of_its_own():
    key = next(iter(SAMPLE.contracts))
    register = after(AddRecord(doubled(SAMPLE, "contract", key)))
    copy = register.contracts[f"{key.lower()}-copy"]
    assert copy.title == f"{SAMPLE.contracts[key].title} (copy)"
    assert copy.provider == SAMPLE.contracts[key].provider


def test_several_records_go_with_their_dependents_as_one_step():
    keys = tuple(SAMPLE.contracts)[:3]
    edit = removal("contract", keys)
    assert edit.sentence(SAMPLE) == "Removed 3 contracts"
    register = after(edit)
    assert not set(keys) & set(register.contracts)
    assert not any(place.contract in keys for place in register.places.values())
