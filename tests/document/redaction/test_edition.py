from __future__ import annotations

import datetime
from typing import Any

import pytest

from planner.document.blocks import (
    BODY,
    CELL,
    Block,
    Column,
    Contents,
    Cover,
    Entry,
    Figure,
    Opening,
    Text,
)
from planner.document.building import (
    bullets,
    chart,
    figures,
    guarded,
    panel,
    say,
    section,
    side_by_side,
    table,
    total,
)
from planner.document.charts import Bar, Bars, MoneyByWeek, ServedOverTime

from planner.document.charts import Band, Span  # isort: skip
from planner.document.contingency.whole import contingency_plan
from planner.document.document import Document
from planner.document.redaction.edition import redacted
from planner.document.redaction.removing import plain_of
from planner.document.redaction.secrets import Secrets
from planner.document.redaction.telling import Telling
from planner.document.redaction.walk import every
from planner.document.words import Rich, bold, joined, kept_from, link, rich

SECRETS = Secrets(
    names=("Jane Okonjowski",),
    surnames=("Okonjowski",),
    phones=("01632960100",),
    emails=("jane@example.org",),
    notes=("wages paid two days late",),
    amounts=frozenset({54321}),
    providers=("Harbour Home Care Ltd",),
)


def edition(*blocks: Block, **more: Any) -> Document:
    document = Document(
        kind=more.pop("kind", "Plan"), title=more.pop("title", "Plan: home care"), subject="Plan",
        council="Harbour Council", author="Jane Okonjowski", marking="OFFICIAL-SENSITIVE",
        header="Plan", footer="Register revision 1", expires="",
        made_on=datetime.date(2026, 11, 21), blocks=blocks,
    )  # fmt: skip
    return redacted(document, SECRETS)


def words(document: Document) -> list[str]:
    """Return the paragraphs and cells of a document, in order."""
    return [one if isinstance(one, str) else one.plain for one in every(document.blocks, Rich)]


def cells(document: Document) -> list[list[str]]:
    found: Any = next(iter(one for one in document.blocks if hasattr(one, "rows")))
    return [[plain_of(cell) for cell in getattr(row, "cells", row)] for row in found.rows]


def test_an_edition_is_marked_and_names_nobody_in_its_properties():
    found = edition(say(BODY, "All is well."))
    assert (found.marking, found.redacted, found.author) == ("OFFICIAL", True, "Harbour Council")
    assert words(found) == ["All is well."]
    assert edition(title="Plan: Jane Okonjowski").title == "Plan: [name removed]"
    assert edition(title="Plan for £5,000").title == "Plan"


def test_a_removed_block_leaves_one_line_and_no_two_alike_stand_in_a_row():
    secret = [say(BODY, "Ring them.")]
    found = edition(
        *guarded("contacts", secret), *guarded("contacts", secret), *guarded("money", secret),
        *guarded("ratings", secret, [say(BODY, "Ask the council.")]),
        panel([*guarded("contacts", secret)]),
        side_by_side(guarded("contacts", secret), guarded("contacts", secret)),
    )  # fmt: skip
    assert words(found) == [
        "Removed: contacts.", "Removed: cash figures.", "Ask the council.", "Removed: contacts.",
    ]  # fmt: skip


def test_secret_columns_runs_and_figures_go():
    columns = [Column("Who", 50), Column("Costs", 25, True, "money"), Column("Since", 25)]
    rows = [("A", "5", joined("May", kept_from("ratings", " (red)"))), total(("All", "5", ""))]
    found = edition(
        table(columns, rows), figures([Figure("£5", "a day", "money"), Figure("7", "days")])
    )
    assert cells(found) == [["A", "May"], ["All", ""]]
    made = next(iter(every(found.blocks, type(table(columns, rows)))))
    assert sum(column.share for column in made.columns) == pytest.approx(100)
    assert words(found)[-3:] == [
        "Removed: cash figures.", "Removed: warning ratings.", "Removed: cash figures."
    ]  # fmt: skip
    assert [figure.value for figure in every(found.blocks, Figure)] == ["7"]


def test_a_table_of_which_only_names_are_left_goes_whole():
    columns = [Column("Who", 50), Column("Costs, £", 50, True)]
    assert words(edition(table(columns, [("A", "5")]))) == ["Removed: cash figures."]


@pytest.mark.parametrize(
    "told",
    [
        "It costs £5k.", "Say 5,000 pounds.", "GBP 5000 a week.", "Some five thousand pounds.",
        "It is worth 54,321.", "Ring 01632.960.100.", "Ring +44 1632 960100.",
        "Ring (01632) 960 100.", "Ring 960100 there.", "Write to jane@example.org.",
        "Ask Jane  Okonjowski.", "Ask Ms Okonjowski.", "Okonjowski knows.", "Ask Mr Smith.",
        "It has a 7% chance of failing.", "It fails once: 1 in 20 years.",
        "Harbour Home Care is rated red.", "Wages paid two days late in May.",
        "Harbour Home Care has 12 days of cash.", "Harbour Home Care runs out of cash on day 3.",
        "It stands on the watch list.",
    ],
)  # fmt: skip
def test_a_sentence_that_tells_goes_and_its_neighbours_stay(told):
    found = edition(say(BODY, f"People come first. {told} Then look again."))
    assert words(found) == ["People come first. Then look again."]
    assert edition(say(BODY, bold("Known gap. "), told)).blocks == edition(say(BODY, told)).blocks
    assert words(edition(say(BODY, told)))[0].startswith("Removed: ")


@pytest.mark.parametrize(
    "plain",
    [
        "Care Act 2014, section 48: 214 people, 61 with complex needs.",
        "It comes back on 4 May 2027, on day 121.", "Everyone is served by day 21.",
        "It leaves 3,016 person-days, 54,322 with no response.", "Ring at 5 p.m. or by 17:00.",
        "Green spaces: let go.", "Half of 200 timetables start by then.", "Ask the council.",
        "Harbour Home Care Ltd stops on day 0.", "Offer lots by area.",
        "Two carers are needed to move the person safely.", "3 more lose part of their work.",
    ],
)  # fmt: skip
def test_a_sentence_that_tells_nothing_stays(plain):
    assert words(edition(say(BODY, plain))) == [plain]
    assert Telling(SECRETS).told(plain) == ""


def test_titles_bookmarks_and_contents_are_told_plainly():
    found = edition(
        Cover("Council", "Okonjowski House", "Plan", (("Owner", rich("Jane Okonjowski")),)),
        Contents((Entry("gap", "Short by £5,000"), Entry("home", "Jane Okonjowski’s home"))),
        Opening("gap", "Money", "Short by £5,000", "£5,000", lead="It costs £5. Look again."),
        Opening("jane-okonjowski", "Step-in", "Jane Okonjowski’s home"),
        say(BODY, link("See there", "jane-okonjowski")),
        *section("Jane Okonjowski’s home", say(BODY, "It stands.")),
    )
    cover, contents, money, home, see, last = found.blocks
    assert cover.title == "[name removed] House"
    assert cover.lines == ()
    assert [entry.words for entry in contents.entries] == ["Part", "[name removed]’s home"]
    assert (money.title, money.bookmark, money.lead) == ("Money", "Money", "Look again.")
    assert home.title == "[name removed]’s home"
    assert "okonjowski" not in repr(found).casefold()
    assert see.words.runs[0].link == home.key
    assert last.title.plain


def test_charts_are_made_anew_without_what_is_secret():
    money = MoneyByWeek(title="£5 a week", subtitle="£", alt="£5.", running=(5.0,), short=(0.0,))
    bars = Bars(
        title="3 of 183 people are paid for by the NHS",
        subtitle="People served, by who pays",
        alt="Council 134; self 46; NHS 3.",
        bars=(Bar("Council", 134, "134"), Bar("Self", 46, "46", key="jane"), Bar("NHS", 3, "3")),
    )
    found = edition(*chart(money), *chart(bars), say(BODY, "It serves 183 people in all."))
    assert words(found)[0] == "Removed: cash figures."
    (made,) = every(found.blocks, Bars)
    assert [bar.text for bar in made.bars] == ["134", "46", "under 5"]
    assert [bar.value for bar in made.bars] == [134, 46, 0.0]
    assert made.title == "Under 5 of about 180 people are paid for by the NHS"
    assert "NHS under 5" in made.alt
    assert words(found)[-1] == "It serves about 180 people in all."
    assert "183" not in repr(found)


def test_people_over_time_are_rounded_where_some_are_few():
    served = ServedOverTime(
        title="2 people go without", subtitle="People", alt="2 people go without on day 3.",
        spans=(Span(0, 1), Span(1, 6)), bands=(Band("Spot", (0.0, 41.0)),),
        unmet=Band("No service", (43.0, 2.0)), before="Before",
    )  # fmt: skip
    (made,) = every(edition(*chart(served)).blocks, ServedOverTime)
    assert made.bands[0].values == (0.0, 40.0)
    assert made.unmet.values == (40.0, 0.0)
    assert made.title == "Under 5 people go without"
    assert "nearest 10" in made.subtitle


def test_small_counts_are_hidden_in_cells_sentences_and_figures_alike():
    columns = [Column("Area", 40), *(Column(name, 20, True, people=True) for name in
                                     ("Council", "NHS", "All people"))]  # fmt: skip
    rows = [("North", "100", "3", "103"), ("South", "34", "17", "51"),
            total(("All areas", "134", "20", "154"))]  # fmt: skip
    found = edition(
        table(columns, rows),
        say(BODY, "3 people wait in North. One person waits at home."),
        say(BODY, "Two carers are needed by 2 people. Two carers wait, and two carers lose it."),
        figures([("3", "people wait"), ("154", "people in all"), ("3", "days at most")]),
    )
    printed = cells(found)
    assert printed[0][2] == "under 5"
    assert sum(row.count("not shown") for row in printed) >= 2
    assert "Under 5 people wait in North. Under 5 people wait at home." in words(found)
    few = "under 5 people. Under 5 carers wait, and under 5 carers lose it."
    assert f"Two carers are needed by {few}" in words(found)
    values = [figure.value for figure in every(found.blocks, Figure)]
    assert (values[0], values[2]) == ("Under 5", "3")


def test_a_sentence_that_a_secret_run_would_maim_goes_whole():
    told = joined("Look. Hold ", kept_from("money", "£5"), " more in a fund. Go on.")
    assert words(edition(say(BODY, told))) == ["Look. Go on."]
    facts = joined("Sector: care  ·  Turnover: ", kept_from("money", "£5"), "  ·  Parent: B.")
    assert words(edition(say(BODY, facts))) == ["Sector: care  ·  Parent: B."]
    made = joined("Made on 4 May", kept_from("contacts", ", by Jane"), ".")
    assert words(edition(say(BODY, made))) == ["Made on 4 May."]


def test_a_list_keeps_what_tells_nothing():
    found = edition(*bullets(["It costs £5.", "Look again."]), *bullets(["It costs £5."]))
    assert words(found) == ["Look again.", "Removed: cash figures."]


def test_cells_of_several_paragraphs_lose_the_secret_one():
    cell = [say(CELL, bold("Alder")), say(CELL, "It is rated red.")]
    found = edition(table([Column("Who", 1), Column("Day", 1)], [(cell, "3")]))
    texts = [one for one in every(found.blocks, Text) if one.style == CELL]
    assert [one.words.plain for one in texts if one.words.plain] == ["Alder"]


@pytest.mark.parametrize("name", ["hostile", "wordy"])
def test_strange_plans_have_editions_too(name, request):
    document = contingency_plan(request.getfixturevalue(name))
    found = redacted(document, SECRETS)
    assert found.redacted
    assert "£" not in repr(found.blocks)
