"""A contracts register or any other table of contracts, through a mapping of its columns."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from planner.errors import InputRefused
from planner.exchange import cells, mending
from planner.exchange.cells import Unreadable, as_text, shortened, text_or_none
from planner.exchange.column_words import BY_NAME, plain_words
from planner.exchange.cpv import branch_of
from planner.exchange.listed_award import (
    ListedAward,
    ListedSupplier,
    ListRead,
    checked_dates,
    kind_in,
    refusal,
    regime_in,
    sector_of,
)
from planner.exchange.match_columns import ColumnMapping, columns_under, guess_mapping
from planner.exchange.match_names import NamedSupplier
from planner.exchange.read_table import Row, Table, open_table
from planner.exchange.registered_numbers import charity_number, company_number, other_number
from planner.exchange.supplier_names import split_suppliers
from planner.exchange.total_rows import RunningTotal
from planner.fields import in_words

LONGEST_NOTE = 1_000
_NAMING = ("title", "reference", "description", "service")


def read_register(
    path: Path,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> ListRead:
    """Open a table of contracts; InputRefused where no column names suppliers or contracts."""
    table = open_table(path, sheet, heading_row)
    chosen = guess_mapping(table) if mapping is None else mapping.for_headings(table.headings.names)
    _check_mapping(table, chosen, given=mapping is not None)
    services_from, warnings = _services_and_warnings(chosen)
    settled = mending.checked({**dict(chosen.values), **answers})
    return ListRead(
        kind="contracts_register",
        how=table.how,
        rows_are="rows",
        services_from=services_from,
        awards=lambda: _RegisterRows(table, chosen, settled).awards(),
        mapping=chosen,
        warnings=warnings,
        are_notices=False,
    )


def _check_mapping(table: Table, mapping: ColumnMapping, *, given: bool) -> None:
    _refuse_python_text(table)
    headings = ", ".join(name for name in table.headings.names if name) or "none found"
    if mapping.column("supplier") is None:
        raise InputRefused.one(
            table.path.name,
            "no column names the suppliers",
            f"choose the supplier column yourself; the headings are: {shortened(headings, 400)}",
        )
    words = {plain_words(name) for name in table.headings.names}
    is_payments = words & {"payment date", "transaction number", "invoice number", "payment amount"}
    if is_payments and mapping.column("end") is None and not given:
        raise InputRefused.one(
            table.path.name,
            "is a list of payments, not of contracts",
            "import a contracts register, or choose the columns yourself",
        )
    if all(mapping.column(name) is None for name in _NAMING):
        raise InputRefused.one(
            table.path.name,
            "no column gives a title, a reference or a description of the contracts",
            f"choose one yourself; the headings are: {shortened(headings, 400)}",
        )


def _refuse_python_text(table: Table) -> None:
    """A column of releases printed by Python looks like JSON, but no JSON reader may take it."""
    for row in table.sample(3):
        for place, cell in enumerate(row.cells):
            if isinstance(cell, str) and cell.lstrip().startswith(("{'", "[{'")):
                heading = table.headings.names[place] if place < len(table.headings.names) else ""
                raise InputRefused.one(
                    table.path.name,
                    f'the column "{heading}" holds releases as Python text (single quotes, None), '
                    "which is not JSON and cannot be read safely",
                    "ask for the OCDS packages as JSON files and import those",
                )


def _services_and_warnings(mapping: ColumnMapping) -> tuple[str, tuple[str, ...]]:
    """Return what services are made from, in words, and what to know of the columns."""
    warnings: list[str] = []
    value = mapping.choice("total_value")
    if value is not None and mapping.column("annual_value") is None:
        words = plain_words(value.heading)
        if "total" not in words and "award" not in words and "lifetime" not in words:
            warnings.append(
                f'"{value.heading}" does not say whether it is for a year or for the whole term; '
                "it was taken as the whole. Choose annual_value for it where that is wrong."
            )
    if _lists_grants(mapping):
        warnings.append("The headings speak of grants, so every row is taken as a grant.")
    for field in ("total_value", "annual_value"):
        found = mapping.choice(field)
        if found is not None and {"annual", "total"} <= set(plain_words(found.heading).split()):
            warnings.append(f'"{found.heading}" may mix values for a year and for the whole term.')
    for field, words in (
        ("service", "the column"),
        ("cpv", "the branches of the CPV codes in"),
        ("department", "the column"),
    ):
        found = mapping.choice(field)
        if found is not None:
            return f'{words} "{found.heading}"', tuple(warnings)
    return "the titles of the contracts, alike ones together", tuple(warnings)


def _lists_grants(mapping: ColumnMapping) -> bool:
    """Return whether the headings speak of grants: of recipients, beneficiaries or grants."""
    supplier = mapping.choice("supplier")
    words = set(plain_words(supplier.heading).split()) if supplier is not None else set()
    others = {word for name in mapping.headings for word in plain_words(name).split()}
    return bool(words & {"recipient", "beneficiary", "grantee"}) and bool(
        others & {"grant", "grants", "awarded", "programme"}
    )


class _RegisterRows:
    """Goes through the rows once, with the running sum that shows a totals row."""

    def __init__(self, table: Table, mapping: ColumnMapping, answers: Mapping[str, str]) -> None:
        self.table = table
        self.answers = answers
        self.mapping = mapping
        self.sheet = f"sheet {table.sheet}, " if table.sheet else ""
        self.columns = {name: mapping.column(name) for name in BY_NAME}
        self.orders = {
            name: choice.order for name in BY_NAME if (choice := mapping.choice(name)) is not None
        }
        words = plain_words(self._heading("extension_to")).split()
        self.length_unit = next((u for u in ("month", "year") if {u, f"{u}s"} & set(words)), "")
        words = plain_words(self._heading("notice_days")).split()
        self.notice_unit = next((u for u in ("day", "month") if {u, f"{u}s"} & set(words)), "")
        self.usual_kind = "grant" if _lists_grants(mapping) else None
        self.totals = RunningTotal()

    def awards(self) -> Iterator[ListedAward]:
        for row in self.table.rows():
            yield self._award(row)

    def _award(self, row: Row) -> ListedAward:
        place = f"{self.sheet}row {row.number}"
        if row.is_blank:
            return ListedAward(place, refused="blank line")
        if self.table.headings.repeated_by(row.cells):
            moved = self._follow(row)
            words = ", with columns moved" if moved else ""
            return ListedAward(place, refused=f"repeats the headings{words}")
        doubts: list[str] = []
        asks: list[tuple[str, str]] = []
        total = self._money(row, "total_value", doubts)
        annual = self._money(row, "annual_value", doubts)
        split = split_suppliers(self._cell(row, "supplier"))
        reference = self._text(row, "reference")
        title = self._text(row, "title") or self._stand_in(row) or reference or ""
        value = total if total is not None else annual
        if self.totals.is_total(row, value, has_supplier=bool(split.names)):
            return ListedAward(place, title=title, refused="is a line of totals")
        self.totals.add(value)
        start, end, extension = self._dates(row, doubts, asks)
        start, end, reversed_words = mending.put_right(start, end, self.answers["reversed"])
        if reversed_words:
            asks.append(("reversed", reversed_words))
        start, end, extension, impossible = checked_dates(start, end, extension)
        suppliers = self._suppliers(row, split.names, doubts)
        status = self._text(row, "status")
        service, owner = self._service(row)
        return ListedAward(
            place=place,
            title=shortened(title, 300),
            suppliers=suppliers,
            reference=reference,
            service=service,
            service_owner=owner,
            annual_value=annual,
            total_value=total,
            start=start,
            end=end,
            extension_to=extension,
            review_date=self._date(row, "review_date", doubts),
            notice_days=self._notice(row, doubts, asks),
            kind=self._meant(row, "kind", kind_in, asks) or self.usual_kind,
            regime=self._meant(row, "regime", regime_in, asks),
            light_touch=cells.yes_no(self._cell(row, "light_touch")),
            note=self._note(row, title, asks),
            doubts=(*doubts, *impossible, *(words for _, words in asks)),
            asks=tuple(asks),
            refused=refusal(status, len(suppliers), split.nobody, title),
        )

    def _follow(self, row: Row) -> bool:
        """Read the rows below a second line of headings by its own columns; say if any moved."""
        before = self.columns
        self.columns = columns_under(self.mapping, before, [as_text(cell) for cell in row.cells])
        return self.columns != before

    def _cell(self, row: Row, field: str) -> cells.Cell:
        column = self.columns[field]
        return None if column is None else cells.unguarded(row.cell(column))

    def _text(self, row: Row, field: str) -> str | None:
        return text_or_none(self._cell(row, field))

    def _meant(
        self,
        row: Row,
        field: str,
        known: Callable[[str | None], str | None],
        asks: list[tuple[str, str]],
    ) -> str | None:
        """Return which of our words a cell means; what is none of ours may have been settled."""
        text = self._text(row, field)
        meant = known(text)
        if text is None or meant is not None:
            return meant
        name = mending.value_question(field, text)
        answer = self.answers.get(name, mending.BLANK)
        is_blank = answer == mending.BLANK
        done = "left blank" if is_blank else f"read as {in_words(answer)}"
        asks.append((name, f'{self._heading(field)}: "{shortened(text)}" is none of ours: {done}'))
        return None if is_blank else answer

    def _stand_in(self, row: Row) -> str | None:
        text = self._text(row, "description") or self._text(row, "service")
        return None if text is None else shortened(text, 120)

    def _note(self, row: Row, title: str, asks: list[tuple[str, str]]) -> str | None:
        text = self._text(row, "description")
        said = {title, self._text(row, "service")}  # what other columns say needs no note
        parts = [] if text is None or text in said else [text]
        if self.answers["year_alone"] != mending.BLANK:
            parts += [f"{words}." for name, words in asks if name == "year_alone"]
        return shortened("\n".join(parts), LONGEST_NOTE) if parts else None

    def _money(self, row: Row, field: str, doubts: list[str]) -> float | None:
        try:
            value = cells.money(self._cell(row, field))
        except Unreadable as error:
            doubts.append(f"{self._heading(field)}: {error}: left blank")
            return None
        if value is not None and value < 0:
            doubts.append(f"{self._heading(field)}: {value:,.2f} is negative: left blank")
            return None
        return value

    def _date(self, row: Row, field: str, doubts: list[str]) -> datetime.date | None:
        try:
            return cells.date(
                self._cell(row, field), self.orders.get(field, cells.DateOrder.DAY_FIRST)
            )
        except Unreadable as error:
            doubts.append(f"{self._heading(field)}: {error}: left blank")
            return None

    def _dates(
        self, row: Row, doubts: list[str], asks: list[tuple[str, str]]
    ) -> tuple[datetime.date | None, datetime.date | None, datetime.date | None]:
        start, end = (
            self._date_or_year(row, "start", doubts, asks),
            self._date_or_year(row, "end", doubts, asks),
        )
        cell = self._cell(row, "extension_to")
        if cells.yes_no(cell) is not None:
            return start, end, None  # "Yes" says that it can be extended, not until when
        try:
            months = cells.months(cell, self.length_unit)
        except Unreadable:
            return start, end, self._date(row, "extension_to", doubts)
        if months is None or end is None:
            return start, end, None
        return start, end, cells.later_by_months(end, months)

    def _date_or_year(
        self, row: Row, field: str, doubts: list[str], asks: list[tuple[str, str]]
    ) -> datetime.date | None:
        year = mending.year_alone(self._cell(row, field))
        if year is None:
            return self._date(row, field, doubts)
        heading = self._heading(field)
        if self.answers["year_alone"] == mending.BLANK:
            asks.append(("year_alone", f"{heading}: {year} is only a year: left blank"))
            return None
        found = datetime.date(year, 4, 1)
        asks.append(("year_alone", f"{heading}: {mending.day(found)} is a guess from {year} alone"))
        return found

    def _notice(self, row: Row, doubts: list[str], asks: list[tuple[str, str]]) -> int | None:
        try:
            days, words = mending.notice_days(
                self._cell(row, "notice_days"), self.notice_unit, self.answers["bare_notice"]
            )
        except Unreadable as error:
            doubts.append(f"{self._heading('notice_days')}: {error}: left blank")
            return None
        if words:
            asks.append(("bare_notice", f"{self._heading('notice_days')}: {words}"))
        return days

    def _heading(self, field: str) -> str:
        choice = self.mapping.choice(field)
        return choice.heading if choice is not None else BY_NAME[field].label

    def _suppliers(
        self, row: Row, names: tuple[str, ...], doubts: list[str]
    ) -> tuple[ListedSupplier, ...]:
        sector = sector_of(
            cells.yes_no(self._cell(row, "sme")), cells.yes_no(self._cell(row, "vcse"))
        )
        if len(names) != 1:
            return tuple(ListedSupplier(NamedSupplier(name)) for name in names)
        number = self._cell(row, "company_number")
        charity = self._cell(row, "charity_number")
        own = other_number(self._cell(row, "supplier_number"))
        company = company_number(number)
        if number is None and charity_number(charity) is None:
            company = company_number(charity)  # one column may hold either
        if company is None and (odd := other_number(number)):
            own = own or odd
            doubts.append(f"{self._heading('company_number')}: {odd} is not a company number")
        named = NamedSupplier(names[0], company, charity_number(charity), own)
        return (ListedSupplier(named, sector),)

    def _service(self, row: Row) -> tuple[str | None, str | None]:
        department = self._text(row, "department")
        if self.columns["service"] is not None:
            return self._text(row, "service"), department
        if self.columns["cpv"] is not None:
            return branch_of(self._text(row, "cpv") or ""), department
        return department, None
