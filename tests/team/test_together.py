"""Several people at one team register: their edits join, conflicts are told, undo is one's own."""

from __future__ import annotations

import pickle

import pytest

from planner.errors import BackstopError, InputRefused
from planner.register.edits import (
    AddRecord,
    ChangeFields,
    RemoveRecord,
    Together,
)
from planner.register.records import Contract, Place, Provider, Service
from planner.session import Conflict, Session


def title(key, text):
    return ChangeFields("service", key, {"title": text})


def agree(*sessions):
    """Let everybody catch up, and hold that all see the same register and history."""
    for one in sessions:
        one.catch_up()
    first, *others = sessions
    for other in others:
        assert other.register == first.register
        assert {k: list(t) for k, t in other.register.tables.items()} == {
            k: list(t) for k, t in first.register.tables.items()
        }
        assert other.history() == first.history()
    numbers = [step.number for step in first.history()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_edits_of_two_people_join_in_one_history(team):
    team.put(edits=[title("S1", "Care at home")])
    ann, bob = team.open("Ann"), team.open("Bob")
    assert bob.notices[0].startswith("Ann has this register open on laptop since ")
    assert ann.is_shared
    assert ann.is_saved
    ann.apply(title("S2", "Parks and trees"))
    step = bob.apply(ChangeFields("service", "S2", {"owner": "Bob"}))
    assert step.number == 3
    ann.apply(AddRecord(Service("S3", "Libraries")))
    bob.apply(AddRecord(Service("S4", "Roads")))
    assert not bob.catch_up()
    assert ann.catch_up()
    assert not ann.catch_up()
    agree(ann, bob)
    assert list(ann.register.services) == ["S1", "S2", "S3", "S4"]
    assert ann.register.services["S2"].title == "Parks and trees"
    assert ann.register.services["S2"].owner == "Bob"
    assert [step.who for step in ann.history()] == ["Sam", "Ann", "Bob", "Ann", "Bob"]
    agree(ann, bob, team.open("Cyn"))
    assert [one.who for one in ann.others()] == ["Bob", "Cyn"]


def test_the_same_field_is_a_conflict_and_can_be_changed_knowingly(team):
    team.put()
    ann, bob = team.open("Ann"), team.open("Bob")
    ann.apply(ChangeFields("service", "S1", {"title": "Care", "owner": "Ann"}))
    edit = ChangeFields("service", "S1", {"title": "Visits", "owner": "Bob", "mtpd_days": 3})
    with pytest.raises(Conflict) as found:
        bob.apply(edit)
    first, second = found.value.parts
    assert (first.kind, first.key, first.field) == ("service", "S1", "title")
    assert (first.was, first.theirs, first.yours) == ("Home care", "Care", "Visits")
    assert (first.who, first.when) == ("Ann", ann.history()[-1].when)
    assert (second.field, second.theirs, second.yours) == ("owner", "Ann", "Bob")
    assert found.value.sentence == (
        "Service of Care was changed by Ann to Care (and 1 more) since you looked; your change was "
        "not kept. Look at what is there now, and make it again if yours is to stand."
    )
    assert pickle.loads(pickle.dumps(found.value)).parts == found.value.parts
    assert bob.register == ann.register
    assert len(bob.history()) == 1
    bob.apply(edit)
    agree(ann, bob)
    assert ann.register.services["S1"].title == "Visits"


def test_an_edit_is_held_against_what_the_person_saw(team):
    team.put()
    ann, bob = team.open("Ann"), team.open("Bob")
    # A form that hands over every field takes back nothing of what others did.
    ann.apply(title("S1", "Visits at home"))
    bob.apply(ChangeFields("service", "S1", {"title": "Home care", "owner": "Bob"}))
    assert bob.register.services["S1"].title == "Visits at home"
    assert bob.register.services["S1"].owner == "Bob"
    ann.catch_up()
    seen = bob.register
    ann.apply(title("S1", "Care"))
    bob.catch_up()
    with pytest.raises(Conflict):
        bob.apply(title("S1", "Visits"), seen=seen)
    bob.apply(title("S1", "Visits"), seen=bob.register)
    agree(ann, bob)


def test_what_cannot_stand_together_is_refused_and_what_is_alike_is_kept_once(team):
    team.put(edits=[AddRecord(Contract("C1", "Care north", "S1", "P1"))])
    ann, bob = team.open("Ann"), team.open("Bob")
    refused = (
        (RemoveRecord("service", "S2"), title("S2", "Trees"), "Ann removed Parks"),
        (
            AddRecord(Service("S2", "Parks")),
            AddRecord(Service("S2", "Woods")),
            "Ann added Parks too",
        ),
        (title("S2", "Trees"), RemoveRecord("service", "S2"), "Ann changed Trees, which you rem"),
        (
            AddRecord(Place("C1", "North", "standard", "council", people=5)),
            AddRecord(Place("C1", "North", "standard", "council", people=6)),
            "Ann added people in North on Care north too",
        ),
        (
            AddRecord(Contract("C2", "Parks", "S2", "P1")),
            RemoveRecord("service", "S2"),
            "contract C2",
        ),
        (
            Together("Emptied", (RemoveRecord("provider", "P1", with_dependents=True),)),
            AddRecord(Contract("C3", "Care south", "S1", "P1")),
            "there is no provider P1",
        ),
    )
    for hers, his, words in refused:
        ann.apply(hers)
        with pytest.raises(BackstopError, match=words):
            bob.apply(his)
        agree(ann, bob)
    alike = (
        title("S2", "Gardens"),
        AddRecord(Service("S3", "Roads")),
        RemoveRecord("service", "S3"),
    )
    steps = len(bob.history())
    for number, edit in enumerate(alike, start=1):
        ann.apply(edit)
        assert bob.apply(edit) is None
        agree(ann, bob)
        assert len(bob.history()) == steps + number


def test_a_list_brought_in_joins_as_one_step_or_not_at_all(team):
    team.put()
    ann, bob = team.open("Ann"), team.open("Bob")
    rows = tuple(AddRecord(Provider(f"N{n}", f"New {n}")) for n in range(300))
    ann.apply(title("S2", "Trees"))
    both = Together("Brought in a list", (*rows, title("S2", "Woods")))
    with pytest.raises(Conflict):
        bob.apply(both)
    assert len(bob.register.providers) == 1
    bob.apply(Together("Brought in a list", (*rows, title("S1", "Care"))))
    agree(ann, bob)
    assert len(ann.register.providers) == 301
    assert bob.undo_size() == 301


def test_everybody_undoes_steps_of_their_own(team):
    team.put(edits=[title("S1", "Care")])
    ann, bob = team.open("Ann"), team.open("Bob")
    assert ann.undo_sentence == ""
    with pytest.raises(BackstopError, match="nothing of yours to undo"):
        ann.undo()
    ann.apply(title("S1", "Visits"))
    ann.apply(AddRecord(Service("S3", "Roads")))
    bob.apply(title("S2", "Trees"))
    bob.apply(ChangeFields("service", "S3", {"owner": "Bob"}))
    assert bob.undo_sentence == "Owner of Roads set to Bob"
    assert ann.undo_sentence == "Added service Roads (S3)"
    with pytest.raises(InputRefused, match="cannot be taken back, because service S3 changed"):
        ann.undo()
    bob.undo()
    ann.undo()  # what she saw was old, and would have refused
    assert ann.undo_sentence == "Service of Care changed from Care to Visits"
    assert "S3" not in ann.register.services
    ann.undo()
    assert ann.register.services["S1"].title == "Care"
    bob.apply(AddRecord(Service("S5", "Meals")))
    assert ann.redo_sentence == "Service of Care changed from Care to Visits"
    assert ann.redo().sentence.startswith("Made again: ")
    ann.redo()
    agree(ann, bob)
    assert ann.register.services["S3"].title == "Roads"
    assert ann.register.services["S2"].title == "Trees"
    again = team.open("Ann")
    assert again.undo_sentence == "Added service Roads (S3)"
    assert again.redo_sentence == ""
    bob.apply(AddRecord(Contract("C1", "Roads north", "S3", "P1")))
    with pytest.raises(InputRefused, match="C1"):  # it needs what would go
        ann.undo()
    ann.take_back(4, "Not his to change")
    assert ann.register.services["S2"].title == "Parks"
    agree(ann, bob, again)


def test_undo_in_two_windows_of_one_person_takes_back_a_step_once(team):
    team.put()
    one, two = team.open("Ann"), team.open("Ann")
    one.apply(title("S1", "Care"))
    one.apply(title("S1", "Visits"))
    two.catch_up()
    one.undo()
    with pytest.raises(BackstopError, match="in another window"):
        two.undo()
    two.undo()
    agree(one, two)
    assert two.register.services["S1"].title == "Home care"


def test_a_copy_in_a_file_has_the_whole_history_and_goes_on_alone(team, tmp_path):
    team.put(edits=[title("S1", "Care")])
    ann, bob = team.open("Ann"), team.open("Bob")
    ann.apply(title("S2", "Trees"))
    bob.apply(AddRecord(Service("S3", "Roads")))
    ann.undo()
    assert ann.save().sentence == "Every change is kept on the server already; nothing to save."
    with pytest.raises(BackstopError, match=r"give copy\.json the end \.backstop"):
        ann.save_as(tmp_path / "copy.json")
    ann.save_as(tmp_path / "copy.backstop")
    assert ann.is_shared
    with Session.open(tmp_path / "copy.backstop", "Cyn", **team.common) as copy:
        assert copy.register == ann.register
        assert copy.history() == ann.history()
        assert [copy.changes_of(step) for step in copy.history()] == [
            ann.changes_of(step) for step in ann.history()
        ]
        assert copy.register_at(1) == ann.register_at(1) is not None
        copy.undo()
        assert copy.register.services["S2"].title == "Trees"


def test_who_has_it_open_is_forgotten_when_they_leave_or_fall_silent(team):
    team.put()
    ann = team.open("Ann", machine="desk 4")
    with Session.open(team.link, "Bob", **team.common):
        assert [(one.who, one.machine) for one in ann.others()] == [("Bob", "laptop")]
    assert ann.others() == ()
    team.open("Cyn")
    team.sql("UPDATE team_presence SET seen = now() - interval '11 minutes' WHERE who = 'Cyn'")
    assert ann.others() == ()
    ann.show_presence()
    assert team.sql("SELECT who FROM team_presence") == [("Ann",)]
