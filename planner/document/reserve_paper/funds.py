"""Funds and bonds: what may pay for what, how often too much is asked, how the fund builds up."""

from __future__ import annotations

from planner.document.blocks import BODY, PANEL, SOURCE, Block, Column
from planner.document.building import LooseRow, chart, panel, say, section, table, total
from planner.document.finding_document import opening
from planner.document.levy_report import LevyShown
from planner.document.reserve_paper.book import ReserveBook
from planner.document.wording import (
    count,
    counted,
    full_stop,
    listed,
    percent,
    pounds,
    round_pounds,
    whole,
)
from planner.document.words import bold, brief, plum
from planner.plan.levy_words import ORDER
from planner.register.records import Contract

MOST_BONDS = 10


def funds_page(book: ReserveBook) -> list[Block]:
    """Return the funds and the bonds, and the fund of the levy year by year."""
    bonds = sorted(
        (one for one in book.register.contracts.values() if one.bond_amount or one.guarantee_by),
        key=lambda one: (-(one.bond_amount or 0.0), one.id),
    )
    story = opening("funds", "Reserve paper: funds and bonds", title_of_funds(book), ORDER,
                    "Funds and bonds", new_page=False)  # fmt: skip
    story += _funds(book)
    story += _bonds(book, bonds)
    if book.levy is not None:
        story += _levy_fund(book.levy)
    return story


def title_of_funds(book: ReserveBook) -> str:
    """Return how many funds run short, in one line."""
    funds = book.reserve.funds
    if not funds:
        return "No fund is held for a provider failing"
    if not book.costs:
        return (
            f"{counted(len(funds), 'fund holds', 'funds hold')} {round_pounds(book.reserve.held)}"
        )
    short = [fund for fund in funds if fund.short >= 0.005]
    if not short:
        return "No fund is asked for too much in any but a few years"
    if len(short) == 1:
        return f"One of {counted(len(funds), 'fund', 'funds')} runs short in some years"
    return f"{len(short)} of {counted(len(funds), 'fund', 'funds')} run short in some years"


def _funds(book: ReserveBook) -> list[Block]:
    funds = book.reserve.funds
    if not funds:
        words = "The register names no fund. Record the reserves that may pay."
        return [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]
    rows: list[LooseRow] = [
        [
            brief(fund.name, 90),
            _may_pay(book, fund.id),
            whole(fund.amount),
            percent(fund.short) if book.costs else "not known",
        ]
        for fund in funds
    ]
    rows.append(total([bold("All funds"), "", bold(whole(book.reserve.held)), ""]))
    columns = [
        Column("Fund", 161),
        Column("May be spent on", 180),
        Column("Has, £", 60, True, "money"),
        Column("Years in which too much is asked of it", 80, True, "money"),
    ]
    unknown = [fund.name for fund in funds if fund.amount is None]
    note = "Funds that may pay for the same services run short together."
    if unknown:
        note += f" What is in {listed(unknown)} is not known and counts as nothing in the sum."
    blocks = [
        *section("Which fund may pay", table(columns, rows, together=True), say(SOURCE, note))
    ]
    if book.reserve.no_fund > 0:
        words = (
            f"In {percent(book.reserve.no_fund)} of drawn years a service needs money that no fund "
            "may pay."
        )
        blocks.append(panel([say(PANEL, plum("Red finding. "), words)], gap=True))
    return blocks


def _may_pay(book: ReserveBook, fund: str) -> str:
    services = book.register.reserves[fund].services
    if not services:
        return "Any service"
    titles = [book.register.services[one].title for one in services]
    return brief(listed(titles, most=4), 140)


def _bonds(book: ReserveBook, bonds: list[Contract]) -> list[Block]:
    if not bonds:
        words = "No contract has a bond or a guarantee."
        if book.reserve.funds:
            words = "No contract has a bond or a guarantee: the funds pay from the first pound."
        return section("Bonds and guarantees", say(BODY, words))
    providers = book.register.providers
    rows: list[LooseRow] = [
        [
            brief(one.title, 90),
            brief(providers[one.provider].name, 60),
            whole(one.bond_amount) if one.bond_amount else "no bond",
            brief(one.guarantee_by or "none", 60),
        ]
        for one in bonds[:MOST_BONDS]
    ]
    rest = bonds[MOST_BONDS:]
    if rest:
        amount = sum(one.bond_amount or 0.0 for one in rest)
        rows.append([f"The other {count(len(rest))} contracts", "", whole(amount), ""])
    held = sum(one.bond_amount or 0.0 for one in bonds)
    rows.append(total([bold("All contracts with one"), "",
                       bold(whole(held)), ""]))  # fmt: skip
    columns = [
        Column("Contract", 181),
        Column("Provider", 130),
        Column("Bond, £", 60, True, "money"),
        Column("Guarantee by", 110),
    ]
    note = (
        "A bond counts from the day its provider is insolvent. A guarantee is not money until it "
        f"is paid: none of it is counted. Bonds are {pounds(held)} in all, each for its own "
        "contract only."
    )
    content = (table(columns, rows, padding=1.9), say(SOURCE, note))
    return section("Bonds and guarantees", *content)


def _levy_fund(shown: LevyShown) -> list[Block]:
    if shown.fund is None:
        return []
    words = [say(BODY, full_stop(shown.fund_words))] if shown.fund_words else []
    return chart(shown.fund, *words, scale=0.84, secret="money")
