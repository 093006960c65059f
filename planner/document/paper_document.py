"""A paper of findings as a document: the finding first, then its parts, then what it rests on."""

from __future__ import annotations

from planner.document.blocks import H3, SOURCE, Block, Column, Opening
from planner.document.building import chart, numbered, say, section, sentences, table
from planner.document.chart_tables import Kind
from planner.document.charts import (
    Chart,
    FundOverYears,
    HarmBySpend,
    MoneyByWeek,
    MoneyEachWeek,
    RiskPicture,
    Waterfall,
    YearsByLoss,
)
from planner.document.document import Document
from planner.document.paper import Paper, PaperPart
from planner.document.plain_sheet import FIGURES, PlainSheet, in_words
from planner.document.words import Secret, brief, clean, shortened

MOST_ROWS = 60
LONGEST_TITLE = 110
SECRETS: dict[Kind, Secret] = {"pounds": "money"}
CHART_SECRETS: dict[type[Chart], Secret] = {
    FundOverYears: "money",
    HarmBySpend: "money",
    MoneyByWeek: "money",
    MoneyEachWeek: "money",
    RiskPicture: "chances",
    Waterfall: "money",
    YearsByLoss: "money",
}
"""Why a redacted edition leaves a kind of chart out."""


def paper_document(paper: Paper) -> Document:
    """Return a paper as a document; tables of more than 60 rows are cut, with words that say so."""
    council = f" · {paper.council}" if paper.council else ""
    blocks: list[Block] = [
        Opening(
            key="top",
            part=brief(paper.subtitle, 140),
            title=brief(paper.title, LONGEST_TITLE),
            lead=shortened(paper.headline, 600),
            new_page=True,
        )
    ]
    for number, part in enumerate(paper.parts, start=1):
        blocks += _part(part, f"part-{number}")
    if paper.assumptions:
        blocks += section("Assumptions", *numbered(paper.assumptions), key="assumptions")
    return Document(
        kind=clean(paper.council) or "Findings",
        title=clean(paper.title),
        subject=clean(paper.subtitle or paper.title),
        council=clean(paper.council),
        author=clean(paper.council or "Backstop"),
        marking=brief(paper.marking, 40),
        header=clean(f"{paper.title}{council}"),
        footer=brief(f"Made {paper.made}", 90),
        expires="",
        made_on=paper.made_on,
        blocks=tuple(blocks),
    )


def chart_secret(value: Chart) -> Secret:
    """Return why a redacted edition leaves a chart out, or "" where it may stay."""
    return CHART_SECRETS.get(type(value), "")


def _part(part: PaperPart, key: str) -> list[Block]:
    """Return a part; its heading and sentences stand on the page of the first thing they are of."""
    content: list[Block] = sentences(part.sentences)
    for value in part.charts:
        content += chart(value, secret=chart_secret(value))
    for sheet in part.tables:
        content += _sheet(sheet, alone=sheet.title == part.heading)
    return section(part.heading, *content, key=key)


def _sheet(sheet: PlainSheet, alone: bool) -> list[Block]:
    """Return a table with its title and, where it is cut, words that say so."""
    if not sheet.rows:
        return section(sheet.title, say(SOURCE, "None."), style=H3)
    headings = sheet.columns
    rows = [
        [in_words(cell, heading.kind) for cell, heading in zip(row, headings, strict=True)]
        for row in sheet.rows[:MOST_ROWS]
    ]
    columns = [
        Column(
            heading.words,
            0.0,  # as wide as its words ask for
            heading.kind in FIGURES,
            SECRETS.get(heading.kind, ""),
            heading.kind == "people",
        )
        for heading in headings
    ]
    shown: list[Block] = [table(columns, rows, padding=2.4, summary=sheet.title)]
    if len(sheet.rows) > MOST_ROWS:
        words = f"The first {MOST_ROWS} of {len(sheet.rows):,} rows; the Excel workbook has all."
        shown.append(say(SOURCE, words))
    return shown if alone or not sheet.title else section(sheet.title, *shown, style=H3)
