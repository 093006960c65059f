"""The levy as a workbook that works itself out: change a term and every levy follows.

The factor k is found on its own sheet by steps of Newton's method, which cannot pass the answer,
since what all contracts pay is a concave line in k, and which ends after few of them.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.in_place import put_in_place
from planner.document.wording import long_date
from planner.document.workbook.cells import Formula, Value, make_input
from planner.document.workbook.levy_cells import (
    CAP,
    CHARGED,
    CONTRIBUTION,
    FLAT,
    LEFT_OUT,
    LESS,
    LEVY,
    MET,
    MORE,
    NAMES,
    PENNIES,
    RAISED,
    RELIEF,
    SEARCH,
    STEPS,
    TARGET,
    TERMS,
    YEARS,
    K,
    Pence,
    pence_of,
    weight_of,
)
from planner.document.workbook.levy_search import search_sheet
from planner.document.workbook.packing import contents, lines, packed, properties, shown
from planner.document.workbook.sheets import FIRST_ROW, Column, Flag, Sheet, build, print_setup
from planner.plan import levy_words as words
from planner.plan.levy_terms import DEFAULTS_FROM, Levy, LevyRow
from planner.plan.marking import marking_of
from planner.register.register import Register

SHARE, EXACT = "0.000%", "0.000000000"


def write_levy_workbook(register: Register, levy: Levy, today: datetime.date, path: Path) -> None:
    """Write the workbook whole or not at all; OSError where it cannot be written."""
    put_in_place(levy_workbook(register, levy, today), path)


def levy_workbook(register: Register, levy: Levy, today: datetime.date) -> bytes:
    """Return the workbook in memory; the same levy always gives the same bytes."""
    council, marking = register.council.name, marking_of(register)
    made = f"{long_date(today)} from register revision {register.revision:,}"
    footer = f"Made {made}"
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)
    front.title = "Cover"
    lines(
        front,
        "Levy per contract",
        [
            ("Marking", marking),
            ("Council", council or "not known"),
            ("Made", made),
            ("Finding", words.status(levy)),
            ("Formula", words.formula(levy)),
            ("Order of payment", words.ORDER),
            ("Powers", words.POWER),
            ("Whole pence", words.ROUNDING),
            *(("To know", told) for told in words.notes(levy)),
        ],
    )
    sheets = [_terms(levy), _levies(levy), search_sheet(levy)]
    if levy.not_known:
        sheets.append(_left_out(levy))
    contents(book.create_sheet("Contents"), sheets)
    for sheet in sheets:
        built = build(book, sheet, marking, footer)
        if sheet.name == TERMS:
            _dress(built)
    for name, place in NAMES.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    for page in (front, book["Contents"]):
        print_setup(page, marking, footer, one_page=page is front)
    properties(book, "Levy per contract", council or "Backstop", today)
    return packed(book, [], shown(book, sheets), today)


def _terms(levy: Levy) -> Sheet:
    terms = levy.terms
    last = FIRST_ROW + len(levy.known) - 1
    sums, whole, down = (
        f"{LEVY}!${letter}${FIRST_ROW}:${letter}${max(last, FIRST_ROW)}" for letter in "MNQ"
    )
    charged = math.fsum(row.levy or 0.0 for row in levy.known)
    off = charged - terms.contribution
    rows: list[list[Value]] = [
        ["Target fund", terms.target, "£; change it here", ""],
        ["Built over", terms.years, "years; change it here", DEFAULTS_FROM["years"]],
        [
            "Contribution",
            Formula(f"=ROUND({TARGET}/{YEARS},2)", terms.contribution),
            "£ a year",
            "",
        ],
        ["Flat part", terms.flat, "of yearly value; change it here", DEFAULTS_FROM["flat"]],
        ["Cap", terms.cap, "of yearly value; change it here", DEFAULTS_FROM["cap"]],
        [
            "Flat part only below",
            terms.relief_below,
            "£ a year; change it here",
            DEFAULTS_FROM["relief_below"],
        ],
        [
            "k",
            Formula(f"='{SEARCH}'!$B${FIRST_ROW + STEPS - 1}", levy.k),
            "£ for each £ of exposure times chance",
            f"solved on the sheet {SEARCH}",
        ],
        ["Sum of the levies", Formula(f"=SUM({sums})", levy.raised), "£ a year", ""],
        [
            "Missing from the contribution",
            Formula(f"=ROUND({CONTRIBUTION}-{RAISED},2)", terms.contribution - levy.raised),
            "£ a year; 0 where the target is met",
            "",
        ],
        [
            "Pennies left by rounding down",
            Formula(
                f"=ROUND(({CONTRIBUTION}-SUM({down}))*100,0)",
                round((terms.contribution - math.fsum(each.down for each in pence_of(levy))) * 100),
            ),
            "pence; the largest remainders take one each",
            "",
        ],
        ["Sum in whole pence", Formula(f"=SUM({whole})", charged), "£ a year", ""],
        [
            "Check",
            Formula(
                f'=IF({CHARGED}-{CONTRIBUTION}<-0.004,"{LESS}",'
                f'IF({CHARGED}-{CONTRIBUTION}>0.004,"{MORE}","{MET}"))',
                LESS if off < -0.004 else MORE if off > 0.004 else MET,
            ),
            "whether the levies add up to the contribution",
            "",
        ],
    ]
    return Sheet(
        TERMS,
        "LevyTerms",
        "What the levy has to raise",
        "The figures in blue can be changed: all sheets follow. Their cells have names, such as "
        "Target_fund and Levy_k.",
        words.status(levy),
        [
            Column("Term", width=30),
            Column("Value", "price", 18, given=True),
            Column("Unit", width=38),
            Column("Where the usual one comes from", width=60),
        ],
        rows,
        flags=[Flag("Value", LESS), Flag("Value", MORE)],
    )


def _dress(made: Worksheet) -> None:
    """Give each term the number format of its unit."""
    for place, pattern in ((1, "0"), (3, SHARE), (4, SHARE), (6, EXACT)):
        made.cell(row=FIRST_ROW + place, column=2).number_format = pattern
    make_input(made.cell(row=FIRST_ROW, column=2))


def _levies(levy: Levy) -> Sheet:
    last = FIRST_ROW + len(levy.known) - 1
    rows = [
        _levy_row(row, at, last, levy, pence)
        for at, (row, pence) in enumerate(
            zip(levy.known, pence_of(levy), strict=True), start=FIRST_ROW
        )
    ]
    return Sheet(
        LEVY,
        "LevyPerContract",
        "Levy per contract",
        "£ a year. Flat part plus k times exposure times chance, never above the cap.",
        words.ORDER,
        [
            Column("Contract", width=12),
            Column("Title", width=38),
            Column("Provider", width=30),
            Column("Value", "price", 16, given=True),
            Column("Exposure before bond", "price", 16, given=True),
            Column("Bond", "price", 14, given=True),
            Column("Exposure", "price", 16),
            Column("Band", "count", 8),
            Column("Chance a year", "percent_2", 11, given=True),
            Column("Flat part", "price", 12),
            Column("Risk before cap", "price", 14),
            Column("Cap in pounds", "price", 12),
            Column("Levy", "price", 14, total=True),
            Column("Whole pence", "price", 14, total=True),
            Column("Effect", width=22),
            Column("Weight", "price", 14),
            Column("Rounded down", "price", 14, total=True),
            Column("Remainder", "exact", 12),
            Column("Place by remainder", "count", 12),
            Column("Share of value", "percent_2", 10),
        ],
        rows,
    )


def _levy_row(row: LevyRow, at: int, last: int, levy: Levy, pence: Pence) -> list[Value]:
    value, exposure = row.value or 0.0, row.exposure or 0.0
    weight = weight_of(row)
    rests, so_far = f"R${FIRST_ROW}:R${last}", f"R${FIRST_ROW}:R{at}"
    charged: Value = row.levy
    if row.levy is not None and abs(row.levy - pence.charged) < 0.001:
        charged = Formula(f"=IF(R{at}>0,IF(S{at}<={PENNIES},Q{at}+0.01,Q{at}),Q{at})", row.levy)
    flat, most = row.flat or 0.0, row.most or 0.0
    exact = min(most, flat + levy.k * weight)
    held = "capped" if exact >= most else "within the cap"
    return [
        row.contract,
        row.title,
        row.provider_name,
        value,
        row.exposure_before_bond,
        row.bond,
        Formula(f"=MAX(0,E{at}-F{at})", exposure),
        row.band,
        row.probability,
        Formula(f"=MIN(L{at},ROUND({FLAT}*D{at},2))", flat),
        Formula(f"={K}*P{at}", levy.k * weight),
        Formula(f"=ROUNDDOWN({CAP}*D{at}+0.0000001,2)", most),
        Formula(f"=MIN(L{at},J{at}+K{at})", exact),
        charged,
        Formula(
            f'=IF(D{at}<{RELIEF},"flat part only",IF(M{at}>=L{at},"capped","within the cap"))',
            "flat part only" if row.limit == "relief" else held,
        ),
        Formula(f"=IF(D{at}<{RELIEF},0,G{at}*I{at})", weight),
        Formula(f"=ROUNDDOWN(M{at}+0.0000001,2)", pence.down),
        Formula(f"=MAX(0,ROUND(M{at}-Q{at},7))", pence.rest),
        Formula(
            f"=SUMPRODUCT(({rests}>R{at})*1)+SUMPRODUCT(({so_far}>=R{at})*({so_far}<=R{at})*1)",
            pence.place,
        ),
        Formula(f"=IF(D{at}>0,N{at}/D{at},0)", (row.levy or 0.0) / value if value else 0.0),
    ]


def _left_out(levy: Levy) -> Sheet:
    rows: Sequence[Sequence[Value]] = [
        [row.contract, row.title, row.provider_name, row.value, words.MISSING_WORDS[row.missing]]
        for row in levy.not_known
    ]
    return Sheet(
        LEFT_OUT,
        "LevyNotKnown",
        "Contracts whose levy is not known",
        "They pay nothing until what is missing is entered in the register.",
        "“not known” is never zero: no sum counts it.",
        [
            Column("Contract", width=12),
            Column("Title", width=44),
            Column("Provider", width=34),
            Column("Value", "price", 16),
            Column("Why", width=30),
        ],
        rows,
    )
