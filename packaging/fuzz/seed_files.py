"""Sound files to begin from, made by code: what Backstop writes, and lists as others publish them.

Real files are better still; `run.py --seeds FOLDER` adds those of a folder.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from planner.exchange.ocds_package import ocds_json
from planner.exchange.register_json import register_to_json
from planner.exchange.register_workbook import write_register_workbook
from planner.register.register import Register
from planner.storage.working_copy import WorkingCopy
from resources.sample import sample_register_path
from tests.exchange.old_workbooks import write_ods, write_xls, write_xlsb
from tests.exchange.open_registers import small_register

TODAY = datetime.date(2026, 11, 21)
CONTRACTS: Sequence[Sequence[object]] = (
    ("Contracts register of Aldermoor",),
    ("Reference", "Title", "Supplier", "Company number", "Start date", "End date",
     "Extension end date", "Annual value", "Total value", "Notice period", "Award procedure"),
    ("A-1", "Home care", "Alder Care Ltd", "01234567", "01/04/2024", "31/03/2027", "31/03/2029",
     "£1,250,000.50", "3750001.50", "3 months", "Open"),
    ("A-2", "Waste collection", "Birch Waste plc", "SC123456", "2025-01-01", "2030-12-31", "",
     "2.5m", "", "90", "Framework"),
    ("A-3", "School meals", "Cedar Catering; Dell Foods", "", "Apr-25", "31.03.28", "",
     "", "£90k", "", ""),
    ("A-3", "School meals", "cedar catering limited", "", "45383", "46477", "",
     "n/a", "tbc", "", ""),
)  # fmt: skip
SPEND: Sequence[Sequence[object]] = (
    ("Body Name", "Date", "Transaction Number", "Supplier Name", "Net Amount", "Expense Area",
     "Expense Type", "Redacted"),
    ("Aldermoor", "05/04/2026", "T1", "Alder Care Ltd", "1,250.00", "Adults", "Care", ""),
    ("Aldermoor", "06/04/2026", "T2", "Redacted", "-250.00", "Children", "Care", "Y"),
    ("Aldermoor", "07/05/2026", "T3", "BIRCH WASTE PLC", "£99,999.99", "Streets", "Waste", ""),
)  # fmt: skip
LAW: Sequence[Sequence[object]] = (
    ("Identifier", "Label", "Description", "Created", "Modified", "History notes", "Type",
     "Mapping type", "Mapped identifier", "Mapped label", "Mapped type"),
    (1, "Care Act 2014 section 19", "text", "", "", "", "duty", "requires", "care", "Home care",
     "Service"),
    (2, "Some Act", "text", "", "", "", "power", "allows", "art", "Arts", "Service"),
)  # fmt: skip
BODIES: Sequence[Sequence[Sequence[object]]] = (
    (("CompanyName", "CompanyNumber", "CompanyStatus", "Accounts.NextDueDate"),
     ("=SUM CARE LTD", "01234567", "In Administration", "01/01/2025")),
    (("charity_name", "registered_charity_number", "charity_registration_status",
      "charity_insolvent", "latest_income"),
     ("Help & Hope", "SC012345", "Removed", "True", "9000")),
    (("Location ID", "Location Name", "Provider ID", "Provider Name", "Latest overall rating",
      "Publication Date"), ("1-1", "The Home", "1-2", "Grand plc", "Inadequate", "01/02/2026")),
    (("URN", "Provider name", "Provider type", "Overall effectiveness", "Inspection date"),
     ("EY1", "Grand plc", "Childminder", "Inadequate", "01/02/2026")),
    (("URN", "Provider name", "Close date", "Leaver status"),
     ("EY1", "Grand plc", "01/02/2026", "Closed")),
    (("Name", "Postcode", "Website", "Phone number"),
     ("Grand plc", "AB1 2CD", "www.example.org", "020 7946 0999")),
)  # fmt: skip
NOTICE = {
    "notice": {
        "id": "n1", "title": "Home care", "organisationName": "Aldermoor", "valueLow": 1,
        "awardedDate": "2024-01-01", "parentId": "p1",
    },
    "awards": [{"id": "a", "supplierName": "Alder Care Ltd", "value": 900.5,
                "startDate": "2024-04-01T00:00:00Z", "endDate": "2027-03-31T00:00:00Z"}],
}  # fmt: skip
JSON_LISTS: Sequence[Any] = (
    NOTICE,
    {"hitCount": 1, "noticeList": [{"item": {"id": "n", "title": "T", "awardedValue": 0,
     "awardedSupplier": "A, B", "start": "2024-01-01", "end": "2025-01-01"}}]},
    [{"awarded_supplier": "Alder Care Ltd", "awarded_value": 5, "title": "T", "id": "1"}],
    [{"tender_id": "1", "supplier_name": "Alder Care Ltd", "contract_value": 5, "title": "T"}],
    {"grants": [{"id": "360G-1", "title": "Arts", "amountAwarded": 500, "currency": "GBP",
     "awardDate": "2024-01-01", "recipientOrganization": [{"id": "GB-CHC-1", "name": "Hope"}],
     "fundingOrganization": [{"id": "GB-LAE-X", "name": "Aldermoor"}]}]},
    [{"statementID": "a", "statementType": "entityStatement", "name": "Owner plc",
      "identifiers": [{"scheme": "GB-COH", "id": "1"}]},
     {"statementID": "b", "statementType": "ownershipOrControlStatement",
      "subject": {"describedByEntityStatement": "a"},
      "interestedParty": {"describedByEntityStatement": "a"},
      "interests": [{"type": "shareholding", "share": {"minimum": 75, "maximum": 100}}]}],
    [{"Supplier": "Alder", "Title": "Home care", "Value": 5, "Start date": "2024-01-01"}],
    {"ocid": "ocds-b5fd17-1", "id": "1", "date": "2024-01-01", "tag": ["award"],
     "awards": [{"id": "a1", "status": "active", "title": "Home care",
     "value": {"amount": 900, "currency": "GBP"}, "suppliers": [{"id": "1", "name": "Acme"}],
     "contractPeriod": {"startDate": "2024-04-01T00:00:00Z", "durationInDays": 90}}]},
    {"uri": "x", "version": "1.1", "records": [{"ocid": "ocds-b5fd17-1", "compiledRelease": {
     "ocid": "ocds-b5fd17-1", "id": "1", "date": "2024-01-01", "tag": ["compiled"],
     "awards": []}}]},
)  # fmt: skip


def csv_of(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def json_of(value: Any) -> bytes:
    """Return a value as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


def text_lists() -> list[bytes]:
    """Return a list of each kind that is text with columns."""
    return [csv_of(rows) for rows in (CONTRACTS, SPEND, LAW, *BODIES)]


def json_lists() -> list[bytes]:
    """Return a list of each kind that is JSON."""
    package = ocds_json(small_register(), "ocds-abc123", TODAY)
    return [package, *(json_of(value) for value in JSON_LISTS)]


def workbook_lists(folder: Path) -> list[bytes]:
    """Return one list as xlsx, ods, xls and xlsb; files are made in `folder`."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in CONTRACTS:
        book.active.append(list(row))
    book.save(folder / "list.xlsx")
    rows = [list(row) for row in CONTRACTS]
    made = [folder / "list.xlsx"]
    for name, write in (("ods", write_ods), ("xls", write_xls), ("xlsb", write_xlsb)):
        made.append(folder / f"list.{name}")
        write(made[-1], {"Contracts": rows})
    return [path.read_bytes() for path in made]


def json_registers() -> list[bytes]:
    """Return a small register as JSON, and the sample with a few records of each kind."""
    sample = json.loads(sample_register_path().read_bytes())
    few = {
        name: part[:3] if isinstance(part, list) and len(part) > 3 else part
        for name, part in sample.items()
    }
    return [json_of(register_to_json(small_register())), json_of(few)]


def register_workbooks(register: Register, folder: Path) -> list[bytes]:
    """Return a register as a workbook; files are made in `folder`."""
    path = folder / "register.xlsx"
    write_register_workbook(register, path, TODAY)
    return [path.read_bytes()]


def register_files(register: Register, folder: Path) -> list[bytes]:
    """Return a register as a register file, and the samples of every past version."""
    copy = WorkingCopy.create(folder / "copy.sqlite", register)
    copy.copy_to(folder / "register.backstop")
    copy.close()
    past = Path(__file__).resolve().parents[2] / "tests" / "samples"
    samples = [path.read_bytes() for path in sorted(past.glob("version_*.backstop"))]
    return [(folder / "register.backstop").read_bytes()] * 4 + samples


def word_files(folder: Path) -> list[bytes]:
    """Return a Word file with a header, a footer and a style, as a council's template."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Aldermoor"
    document.sections[0].footer.paragraphs[0].text = "Official"
    document.add_paragraph("Words", style="Heading 1")
    document.save(folder / "template.docx")
    return [(folder / "template.docx").read_bytes()]
