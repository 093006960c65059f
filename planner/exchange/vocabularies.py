"""What the columns of each kind of list can hold, and what councils and registers call them.

The contracts vocabulary is in `column_words`; these are the lists of payments and the registers of
other bodies, in the words of the Transparency Code, Companies House, the Charity Commission, CQC
and Ofsted.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.exchange.column_words import LIST_FIELDS, ListField, field

CONTRACTS = "contracts_register"
SPEND = "spend"
GRANTS = "giving360"
LAW = "lga_services"
COMPANIES = "companies_house"
CHARITIES = "charity_register"
CQC = "cqc_directory"
OFSTED = "ofsted_providers"
OFSTED_LEAVERS = "ofsted_leavers"
OWNERSHIP = "ownership"
DIRECTORY = "directory"
BODY_LISTS = (COMPANIES, CHARITIES, CQC, OFSTED, OFSTED_LEAVERS, DIRECTORY, OWNERSHIP)

_NUMBER_OF_COMPANY = (
    "company number|companies house number|company registration number|registered company number|"
    "company no|crn|provider companies house number|companies house id"
)
_NUMBER_OF_CHARITY = (
    "charity number|registered charity number|charity registration number|charity no|"
    "provider charity number|registered number"
)

SPEND_FIELDS: tuple[ListField, ...] = (
    field("supplier", "Supplier", "text", "supplier name|supplier|beneficiary name|"
               "beneficiary|vendor name|vendor|creditor name|creditor|payee name|payee|paid to|"
               "merchant name|merchant|supplier name as published|name of supplier|"
               "supplier beneficiary name|trading name|company name|name|recipient name|recipient"),
    field("amount", "Amount without VAT", "money", "net amount|amount net of vat|"
               "amount excluding vat|amount excl vat|amount ex vat|net value|net|amount paid|"
               "payment amount|amount|value|total amount|invoice amount|line amount|"
               "distribution amount|transaction amount|sum of amount|gross amount|payment value|"
               "spend|amount gbp"),
    field("date", "Date paid", "date", "payment date|date paid|paid date|date of payment|"
               "pay date|date|transaction date|posting date|cleared date|effective payment date|"
               "invoice date"),
    field("reference", "Payment number", "text", "transaction number|transaction no|"
               "payment number|payment reference|invoice number|document number|reference|"
               "transaction id|hbc ref number|our reference|voucher number|transaction reference"),
    field("department", "Department", "text", "department|directorate|department area|"
               "service area|service cost centre|organisational unit|service|business unit|"
               "service division|service department|cost centre|division|portfolio|body name"),
    field("category", "What it was for", "text", "expenditure category|category|"
               "procurement category|expense type|expenses type|account detail|account|"
               "proclass label|category internal name|subjective|supplier classification|"
               "spend category|merchant category|cipfa code"),
    field("description", "Description", "text", "description|purpose|narrative|"
               "purpose of spend|purpose of expenditure|details|summary of purpose|"
               "transaction description"),
    field("supplier_number", "Supplier's own number", "text", "supplier number|supplier id|"
               "beneficiary other id|vendor number|vendor id|creditor number|supplier code|"
               "supplier no"),
    field("company_number", "Company number", "text", _NUMBER_OF_COMPANY),
    field("charity_number", "Charity number", "text", _NUMBER_OF_CHARITY),
    field("vat_number", "VAT number", "text", "vat registration number|vat number|vat reg number"),
    field("card", "Card payment", "text", "card transaction|card payment|purchase card|"
               "merchant category code|card type|payment method"),
)  # fmt: skip

COMPANY_FIELDS: tuple[ListField, ...] = (
    field("name", "Company", "text", "company name|name of company|name"),
    field("company_number", "Company number", "text", _NUMBER_OF_COMPANY),
    field("status", "Status", "text", "company status|status"),
    field("status_date", "Dissolved on", "date", "dissolution date|date of cessation"),
)

CHARITY_FIELDS: tuple[ListField, ...] = (
    field("name", "Charity", "text", "charity name|name of charity|name"),
    field("charity_number", "Charity number", "text", _NUMBER_OF_CHARITY),
    field("company_number", "Company number", "text", "charity company registration number|"
               + _NUMBER_OF_COMPANY),
    field("status", "Registration", "text", "charity registration status|"
               "registration status|status"),
    field("status_date", "Removed on", "date", "date of removal|removal date|date removed"),
    field("insolvent", "Insolvent", "yes or no", "charity insolvent|insolvent"),
    field("in_administration", "In administration", "yes or no",
               "charity in administration|in administration"),
    field("reporting", "Reporting", "text", "charity reporting status|reporting status"),
    field("turnover", "Latest income", "money", "latest income|income|total gross income|"
               "gross income"),
)  # fmt: skip

CQC_FIELDS: tuple[ListField, ...] = (
    field("regulator_id", "CQC provider number", "text", "provider id|cqc provider id"),
    field("location", "CQC location number", "text", "location id|cqc location id"),
    field("name", "Provider", "text", "provider name|name of provider"),
    field("location_name", "Location", "text", "location name|name"),
    field("company_number", "Company number", "text", "provider companies house number|"
               + _NUMBER_OF_COMPANY),
    field("charity_number", "Charity number", "text", _NUMBER_OF_CHARITY),
    field("parent", "Group or brand", "text", "brand name|provider brand name|"
               "location brand name|group name"),
    field("beds", "Beds", "number", "care homes beds|care home beds|beds|number of beds"),
    field("rating", "Overall rating", "text", "location latest overall rating|"
               "latest overall rating|overall rating"),
    field("rating_date", "Rated on", "date", "publication date|rating publication date|"
               "location publication date"),
    field("area", "Local authority", "text", "location local authority|local authority"),
    field("status", "Dormant", "yes or no", "dormant|dormant y n|location dormant"),
    field("status_date", "Ended on", "date", "location hsca end date|hsca end date|"
               "location end date|end date|deactivation date"),
)  # fmt: skip

OFSTED_FIELDS: tuple[ListField, ...] = (
    field("regulator_id", "URN", "text", "urn|unique reference number"),
    field("name", "Provider", "text", "name|setting name|provider name"),
    field("parent", "Owner", "text", "organisation which owns provider|"
               "organisation which owns the provider|owner name|owner"),
    field("kind", "Kind of provision", "text", "provision type|provider type"),
    field("status", "Registration", "text", "registration status|reg status"),
    field("beds", "Places", "number", "places|number of places|registered places"),
    field("rating", "Overall judgement", "text", "overall experiences and progress of "
               "children and young people|overall effectiveness|overall experiences and progress|"
               "overall outcome"),
    field("rating_date", "Inspected on", "date", "latest full inspection date|"
               "latest full inspection inspection date|inspection date"),
    field("area", "Local authority", "text", "local authority"),
)  # fmt: skip

OFSTED_LEAVER_FIELDS: tuple[ListField, ...] = (
    field("regulator_id", "URN", "text", "urn|unique reference number"),
    field("name", "Provider", "text", "name|setting name|provider name"),
    field("kind", "Kind of provision", "text", "provision type|provider type"),
    field("status", "Leaver", "text", "leaver status|leave join|provider status"),
    field("status_date", "Closed on", "date", "first effective date that provider closed|"
               "date closed|resigned closed date|close date|date"),
    field("resigned_date", "Resigned on", "date",
               "first effective date that provider became resigned"),
    field("cancelled_date", "Cancelled on", "date",
               "first effective date that provider became cancelled"),
    field("area", "Local authority", "text", "local authority"),
    field("beds", "Places", "number", "places|number of places"),
)  # fmt: skip

DIRECTORY_FIELDS: tuple[ListField, ...] = (
    field("name", "Name", "text", "name|provider name|organisation name|service name|home name"),
    field("regulator_id", "Regulator's page or number", "text", "more information from care "
          "inspectorate|care inspectorate|regulator|registration number|cs number|cqc"),
    field("kind", "What it offers", "text", "categories|category|specialist care|description|"
          "support for|service type|type"),
)  # fmt: skip

VOCABULARIES: Mapping[str, tuple[ListField, ...]] = MappingProxyType(
    {
        CONTRACTS: LIST_FIELDS,
        SPEND: SPEND_FIELDS,
        COMPANIES: COMPANY_FIELDS,
        CHARITIES: CHARITY_FIELDS,
        CQC: CQC_FIELDS,
        OFSTED: OFSTED_FIELDS,
        OFSTED_LEAVERS: OFSTED_LEAVER_FIELDS,
        DIRECTORY: DIRECTORY_FIELDS,
    }
)
