"""Every field of every record, declared once: label, help, type, unit, limits, Excel heading.

Readers, writers, checks of input, the database tables and every form are built from this table.
The field names are those of every format; `attribute` differs only where a name is a Python
keyword. A blank optional field is never read as zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from planner.field_types import Field, FieldType, RecordKind
from planner.register import records

CLASSES = ("must", "needed", "could")
DECISION_TYPES = ("involvement", "joined_up", "analytical", "political")
DELIVERY = ("transactional", "relational")
SECTORS = ("in_house", "public_body", "vcse", "social_enterprise", "mutual", "sme", "private")
REACHES = ("local", "national", "overseas")
ASSET_KINDS = ("premises", "system", "fleet", "workforce", "utility")
CONTRACT_KINDS = ("contract", "grant", "framework_call_off", "in_house")
REGIMES = ("pcr2015", "pa2023", "psr", "below_threshold", "grant")
NEEDS = ("standard", "complex")
FUNDERS = ("council", "self", "other_council", "nhs", "direct_payment")
LINK_KINDS = ("essential", "partial", "parent")
ROUTES = (
    "vary_existing",
    "step_in",
    "administrator_trading",
    "novation",
    "takeover",
    "interim_provider",
    "framework_call_off",
    "neighbour_council",
    "in_house",
    "emergency_social_enterprise",
    "spot_purchase",
    "direct_payment",
    "mutual_aid",
)
EVENT_KINDS = (
    "insolvency",
    "group_failure",
    "planned_exit",
    "asset_loss",
    "service_failure",
    "hand_back",
    "recall",
    "outcome_failure",
    "sector_shock",
    "funding_cut",
    "demand_surge",
)
DECISIONS = ("keep_going", "bridge", "let_go", "recover")
PLAN_STATUSES = ("draft", "reviewed", "approved", "superseded")
EXERCISE_KINDS = ("discussion", "table_top", "stress_test", "command_post", "live")
EXERCISE_MONEY = ("free", "released")
MEDIA = (
    "phone", "email", "letter", "in_person", "message", "social_media", "press", "radio_or_tv",
    "system_alert",
)  # fmt: skip
LESSON_KINDS = ("lesson", "good_practice")

_T = FieldType


def _code(help_text: str) -> Field:
    return Field("id", "Code", help_text, _T.CODE, required=True)


def _text(name: str, label: str, help_text: str, *, required: bool = False) -> Field:
    return Field(name, label, help_text, _T.TEXT, required=required)


def _long(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, help_text, _T.LONG_TEXT)


def _choice(
    name: str, label: str, help_text: str, choices: tuple[str, ...], *, required: bool = False
) -> Field:
    return Field(name, label, help_text, _T.CHOICE, choices=choices, required=required)


def _link(name: str, label: str, help_text: str, *to: str, required: bool = False) -> Field:
    return Field(name, label, help_text, _T.LINK, links_to=to, required=required)


def _links(name: str, label: str, help_text: str, *to: str) -> Field:
    return Field(name, label, help_text, _T.LINKS, links_to=to, default=())


def _texts(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, help_text, _T.TEXTS, default=())


def _days_by_option(name: str, label: str, help_text: str) -> Field:
    return Field(
        name,
        label,
        help_text,
        _T.AMOUNTS,
        "days",
        links_to=("option",),
        at_least=0,
        at_most=3650,
        default=records.NO_AMOUNTS,
    )


def _money(name: str, label: str, help_text: str, unit: str = "£") -> Field:
    return Field(name, label, help_text, _T.MONEY, unit, at_least=0)


def _balance(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, help_text, _T.MONEY, "£")


def _share(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, help_text, _T.SHARE, "0 to 1", at_least=0, at_most=1)


def _days(name: str, label: str, help_text: str, *, required: bool = False) -> Field:
    return Field(name, label, help_text, _T.WHOLE, "days", required=required, at_least=0)


def _yes_no(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, help_text, _T.YES_NO)


def _date(name: str, label: str, help_text: str, *, required: bool = False) -> Field:
    return Field(name, label, help_text, _T.DATE, required=required)


def _count(name: str, label: str, help_text: str, unit: str = "") -> Field:
    return Field(name, label, help_text, _T.WHOLE, unit, at_least=0)


COUNCIL = RecordKind(
    "council",
    "council",
    "Council",
    "Council",
    records.Council,
    (
        _text("name", "Council", "The name of the council, as it stands on its documents."),
        _money("budget_annual", "Annual budget", "Yearly spend that shares are measured against."),
        _text("ons_code", "ONS code", "The nine-character code of the area, such as E06000001."),
        _share(
            "recovery_share",
            "Recovered from others",
            "Part of the price that people and bodies who fund themselves are charged while the "
            "council steps in. Blank counts nothing.",
        ),
        _links("contacts", "Contacts", "Roles to ring at the council.", "contact"),
        _text(
            "marking",
            "Protective marking",
            "Stands in the header of the window and on every document, such as "
            "OFFICIAL-SENSITIVE. Blank: documents say OFFICIAL-SENSITIVE.",
        ),
    ),
    key_fields=(),
)

EVENT = RecordKind(
    "event",
    "events",
    "Event",
    "Events",
    records.Event,
    (
        _choice("kind", "What happens", "The kind of failure.", EVENT_KINDS, required=True),
        Field(
            "target",
            "To whom",
            "The provider, asset, contract, market, sector, service or area that the event hits.",
            _T.TEXT,
            required=True,
        ),
        Field(
            "day",
            "Day",
            "Day it happens; day 0 is the start.",
            _T.WHOLE,
            "day",
            at_least=0,
            default=0,
        ),
        Field(
            "severity",
            "Severity",
            "How much is lost: 1 is everything. Blank: 1.",
            _T.SHARE,
            "0 to 1",
            at_least=0,
            at_most=1,
        ),
        Field(
            "warning_days",
            "Warning",
            "Days between the news and the event. Blank: none.",
            _T.WHOLE,
            "days",
            at_least=0,
        ),
        Field(
            "duration_days",
            "Lasts",
            "Days until the effect ends. Blank is for good.",
            _T.WHOLE,
            "days",
            at_least=0,
        ),
        Field(
            "trading_on_days",
            "Trades on",
            "Days an administrator keeps the service running after the insolvency.",
            _T.WHOLE,
            "days",
            at_least=0,
        ),
        Field(
            "cash_days_lost",
            "Cash lost",
            "Days of cash that a sector shock takes from each provider it hits.",
            _T.NUMBER,
            "days",
            at_least=0,
        ),
    ),
    key_fields=(),
)

KINDS: tuple[RecordKind, ...] = (
    RecordKind(
        "service",
        "services",
        "Service",
        "Services",
        records.Service,
        (
            _code("A short code that never changes, such as home-care."),
            _text("title", "Service", "What people call the service.", required=True),
            _choice(
                "class",
                "Class",
                "Must: the council has to keep it going. Needed: harm follows if it stays away. "
                "Could: it may pause.",
                CLASSES,
            ),
            _long("class_reason", "Reason for the class", "Why this class, in your own words."),
            _text("legal_basis", "Legal basis", "The duty or power, such as Care Act 2014 s.18."),
            _text("esd_id", "ESD number", "Number in the national list of council services."),
            _text("market", "Market", "Which providers compete; shares are measured in it."),
            _text("owner", "Owner", "The role that answers for the service."),
            _choice(
                "decision_type", "Kind of decision", "How choices are best made.", DECISION_TYPES
            ),
            _choice(
                "delivery", "Delivery", "A transaction, or a relationship with staff.", DELIVERY
            ),
            _days("mtpd_days", "Tolerable period", "Days people can be without it before harm."),
            _days("rto_days", "Target to resume", "Days by which a minimum should run again."),
            _share("mbco", "Minimum level", "Share of people to be served at the least."),
            _text("outcome_measure", "Outcome measure", "How you know people are better off."),
            _yes_no("regulated", "Regulated", "Whether CQC or Ofsted regulates the activity."),
        ),
    ),
    RecordKind(
        "provider",
        "providers",
        "Provider",
        "Providers",
        records.Provider,
        (
            _code("A short code that never changes."),
            _text("name", "Provider", "The name on the contract.", required=True),
            _choice("sector", "Sector", "What kind of body it is.", SECTORS),
            _choice("reach", "Reach", "Where it works.", REACHES),
            _link("parent", "Parent", "The provider that owns it.", "provider"),
            _text("company_number", "Company number", "Number at Companies House."),
            _text("charity_number", "Charity number", "Number at the Charity Commission."),
            _text("regulator_id", "Regulator's number", "Provider number at CQC or Ofsted."),
            _money("turnover", "Turnover", "Yearly income from all customers.", "£ a year"),
            Field(
                "cash_days",
                "Cash",
                "Days of running costs it could pay with no income. Blank: never fails for money.",
                _T.NUMBER,
                "days",
                at_least=0,
            ),
            _share("cost_flex", "Costs it can shed", "Part of lost income saved in costs."),
            Field(
                "failure_probability",
                "Chance of failure",
                "Chance of failing in a year. Blank: taken from the warning signs.",
                _T.SHARE,
                "a year",
                at_least=0,
                at_most=1,
            ),
            _yes_no("asset_lock", "Asset lock", "Whether its assets must stay in public use."),
            _yes_no("key_person", "Key person", "Whether it hangs on one person."),
            _links("contacts", "Contacts", "Roles to ring at the provider.", "contact"),
        ),
    ),
    RecordKind(
        "asset",
        "assets",
        "Asset",
        "Assets",
        records.Asset,
        (
            _code("A short code that never changes."),
            _text("name", "Asset", "What it is called.", required=True),
            _choice("kind", "Kind", "What kind of asset it is.", ASSET_KINDS),
            _link("owner", "Owner", "The provider that owns it.", "provider"),
            _yes_no("access_right", "Right of access", "Whether the council may use it at once."),
        ),
    ),
    RecordKind(
        "contract",
        "contracts",
        "Contract",
        "Contracts",
        records.Contract,
        (
            _code("The contract's reference, or a short code that never changes."),
            _text("title", "Contract", "What the contract is called.", required=True),
            _link("service", "Service", "The service it buys.", "service", required=True),
            _link("provider", "Provider", "Who provides it.", "provider", required=True),
            _choice("kind", "Kind", "How the council pays for it.", CONTRACT_KINDS),
            _choice("regime", "Procurement rules", "The rules it was let under.", REGIMES),
            _yes_no("light_touch", "Light touch", "Whether the light touch rules apply."),
            _money("annual_value", "Annual value", "What it costs in a year.", "£ a year"),
            _money("total_value", "Value of the award", "The whole award as published."),
            _text(
                "award_reference",
                "Award",
                "The award it came from; contracts of one award share one value.",
            ),
            Field(
                "award_shared_by",
                "Suppliers in the award",
                "How many suppliers share the value of the award. It is counted once.",
                _T.WHOLE,
                at_least=1,
            ),
            _date("start", "Start", "First day."),
            _date("end", "End", "Last day, before any extension."),
            _date("extension_to", "Can extend to", "Last day if extended."),
            _days("notice_days_council", "Notice from the council", "Days the council must give."),
            _days(
                "notice_days_provider", "Notice from the provider", "Days the provider must give."
            ),
            _share("pbr_share", "Paid by results", "Part of the price paid only for results."),
            _days("payment_days", "Payment terms", "Days from invoice to payment."),
            _yes_no("open_book", "Open book", "Whether the council may see the accounts."),
            _texts("kpis", "Measures", "Key performance indicators."),
            _yes_no("step_in_right", "Step-in clause", "Whether the council may step in."),
            _yes_no(
                "novation_allowed", "Transfer clause", "Whether it may pass to another provider."
            ),
            _yes_no("in_house_allowed", "In-house clause", "Whether the council may take it back."),
            _date("exit_plan_date", "Exit plan", "Date of the provider's latest exit plan."),
            _yes_no("data_return", "Data return", "Whether records must come back at the end."),
            _count("tupe_staff", "Staff who would transfer", "Staff assigned to it.", "people"),
            _money("bond_amount", "Bond", "Paid to the council if the provider fails."),
            _text("guarantee_by", "Guaranteed by", "The parent or bank that guarantees it."),
            _long("note", "Note", "Anything else worth keeping."),
        ),
    ),
    RecordKind(
        "place",
        "places",
        "People served",
        "People served",
        records.Place,
        (
            _link(
                "contract", "Contract", "The contract that serves them.", "contract", required=True
            ),
            _text("area", "Area", "Ward or area where they live.", required=True),
            _choice("need", "Need", "Standard or complex.", NEEDS, required=True),
            _choice("funder", "Funder", "Who pays for their service.", FUNDERS, required=True),
            _count("people", "People", "How many; never who.", "people"),
        ),
        key_fields=("contract", "area", "need", "funder"),
    ),
    RecordKind(
        "supply_link",
        "supply_links",
        "Supply link",
        "Supply links",
        records.SupplyLink,
        (
            _link(
                "upstream",
                "Supplier",
                "Who or what is leaned on.",
                "provider",
                "asset",
                required=True,
            ),
            _link("downstream", "Leaning provider", "Who leans on it.", "provider", required=True),
            _choice(
                "kind",
                "Kind",
                "Essential: nothing else makes up for it. Partial: it hurts. Parent: ownership.",
                LINK_KINDS,
                required=True,
            ),
            _text("input", "What is supplied", "Essential links with the same input add up."),
            _share("share", "Share", "Part of the leaning provider's work that needs it."),
            _days("buffer_days", "Buffer", "Days until its loss is felt."),
            _days("replace_days", "Replaced after", "Days until it is replaced. Blank: never."),
            _share("income_share", "Share of income", "Part of the supplier's income it brings."),
            _days("payment_days", "Payment terms", "Days of income owed at any time."),
        ),
        key_fields=("upstream", "downstream", "kind", "input"),
    ),
    RecordKind(
        "option",
        "options",
        "Option",
        "Options",
        records.Option,
        (
            _code("A short code that never changes."),
            _link("service", "Service", "The service it keeps going.", "service", required=True),
            _choice("route", "Route", "How the service is kept going.", ROUTES, required=True),
            _link("supplier", "By whom", "Blank is the council itself.", "provider"),
            _link("pool", "Pool", "Capacity shared with other options.", "pool"),
            Field("capacity", "Capacity", "People it can serve.", _T.NUMBER, "people", at_least=0),
            _days("mobilise_days", "Days to start", "Days from the call to the first person."),
            _days("ramp_days", "Days to fill", "Further days until it is full."),
            _days("max_days", "Can last", "Days it can run. Blank: no end."),
            _money("unit_cost_day", "Cost", "For one person for one day.", "£ a person a day"),
            _money("setup_cost", "Set-up cost", "Paid once if it is used."),
            _texts("areas", "Areas", "Areas it can serve. Blank: all."),
            Field(
                "needs",
                "Needs",
                "Needs it can meet. Blank: all.",
                _T.CHOICES,
                choices=NEEDS,
                default=(),
            ),
            _link(
                "for_contract", "Only for", "The one contract whose people it serves.", "contract"
            ),
            _yes_no("agreed", "Agreed", "Whether the agreement is signed."),
            _share("confidence", "Confidence", "How sure you are of it."),
        ),
    ),
    RecordKind(
        "pool",
        "pools",
        "Pool",
        "Pools",
        records.Pool,
        (
            _code("A short code that never changes."),
            _text("name", "Pool", "What is shared, such as one agency's staff.", required=True),
            Field(
                "capacity",
                "Capacity",
                "People all its options can serve together.",
                _T.NUMBER,
                "people",
                at_least=0,
            ),
        ),
    ),
    RecordKind(
        "reserve",
        "reserves",
        "Reserve",
        "Reserves",
        records.Reserve,
        (
            _code("A short code that never changes."),
            _text("name", "Reserve", "The name of the fund.", required=True),
            _money("amount", "Amount", "What is in it today."),
            _links("services", "Only for", "Services it may pay for. Blank: any.", "service"),
        ),
    ),
    RecordKind(
        "warning_sign",
        "warning_signs",
        "Warning sign",
        "Warning signs",
        records.WarningSign,
        (
            _link("provider", "Provider", "Where it was seen.", "provider", required=True),
            _date("date", "Date", "When it was seen.", required=True),
            _text(
                "indicator",
                "Sign",
                "What was seen: a sign of the library, by its name, or words of your own.",
                required=True,
            ),
            Field(
                "rating",
                "Rating",
                "0 clear, 1 watch, 2 worry, 3 severe.",
                _T.WHOLE,
                "0 to 3",
                at_least=0,
                at_most=3,
            ),
            _text("source", "Source", "Who says so."),
            _long("note", "Note", "Anything else worth keeping."),
            _text("recorded_by", "Rated by", "The role or person who gave the rating."),
            _date(
                "expires",
                "Good until",
                "Last day the rating counts. Blank: as long as the library says.",
            ),
        ),
        key_fields=("provider", "date", "indicator"),
    ),
    RecordKind(
        "accounts",
        "accounts",
        "Accounts",
        "Accounts",
        records.Accounts,
        (
            _link("provider", "Provider", "Whose accounts they are.", "provider", required=True),
            _date("year_end", "Year end", "Last day of the financial year.", required=True),
            _money("turnover", "Turnover", "Income of the year from all customers."),
            _balance("operating_profit", "Operating profit", "Below zero is a loss."),
            _balance("net_debt", "Net debt", "Borrowing less cash. Below zero is net cash."),
            _balance(
                "free_cash_flow", "Free cash flow", "Cash from trading less what was invested."
            ),
            _balance(
                "ebitda", "EBITDA", "Profit before interest, tax, depreciation and amortisation."
            ),
            _balance("pension_deficit", "Pension deficit", "Below zero is a surplus."),
            _balance(
                "net_interest_paid", "Net interest paid", "Interest paid less interest received."
            ),
            _money("current_assets", "Current assets", "Due or held within a year."),
            _money("stock", "Stock", "Part of the current assets."),
            _money("current_liabilities", "Current liabilities", "To be paid within a year."),
            _balance("net_assets", "Net assets", "Below zero: it owes more than it has."),
            _money("group_exposure", "Group exposure", "Lent to or guaranteed for its own group."),
            _money("gross_assets", "Gross assets", "All it has, before what it owes."),
            _text("source", "Source", "Where the figures come from."),
            _long("note", "Note", "Anything else worth keeping."),
        ),
        key_fields=("provider", "year_end"),
    ),
    RecordKind(
        "spend",
        "spend",
        "Spend",
        "Spend",
        records.Spend,
        (
            _link("provider", "Provider", "Who was paid.", "provider", required=True),
            _text("year", "Financial year", "April to March, such as 2024/25.", required=True),
            _text("source", "Source", "The list of payments it was read from.", required=True),
            _balance(
                "amount", "Paid", "Without VAT, credit notes taken off. Below zero: money back."
            ),
            _count("payments", "Payments", "How many, credit notes among them."),
            _money("largest", "Largest payment", "The largest single one."),
            _date("covers_from", "List covers from", "Its first payment of the year to anybody."),
            _date("covers_to", "List covers to", "Its last payment of the year to anybody."),
        ),
        key_fields=("provider", "year", "source"),
    ),
    RecordKind(
        "scenario",
        "scenarios",
        "Scenario",
        "Scenarios",
        records.Scenario,
        (
            _code("A short code that never changes."),
            _text("title", "Scenario", "What goes wrong, in a line.", required=True),
            Field(
                "horizon_days",
                "Followed for",
                "Days the run follows.",
                _T.WHOLE,
                "days",
                at_least=1,
                at_most=3650,
                default=182,
            ),
            _date("start_date", "Start", "The date of day 0."),
            Field("events", "Events", "What happens, to whom and when.", _T.EVENTS, default=()),
            Field(
                "financial_cascade",
                "Money spreads",
                "Whether lost income can bring others down. Blank: yes.",
                _T.YES_NO,
            ),
            _links("excluded_options", "Options left out", "Options not to be used.", "option"),
            Field(
                "reserve_overrides",
                "Other reserve amounts",
                "Amounts used in place of today's.",
                _T.AMOUNTS,
                "£",
                links_to=("reserve",),
                at_least=0,
                default=records.NO_AMOUNTS,
            ),
            Field("seed", "Seed", "Starts the chance draws, so a run can be repeated.", _T.WHOLE),
            _days_by_option(
                "option_delays",
                "Options called later",
                "Further days before an option is called, where it need not start at once.",
            ),
            _days_by_option(
                "option_limits",
                "Options ended sooner",
                "Days an option runs at most in this scenario.",
            ),
        ),
    ),
    RecordKind(
        "contact",
        "contacts",
        "Contact",
        "Contacts",
        records.Contact,
        (
            _code("A short code that never changes."),
            _text("role", "Role", "The role that answers.", required=True),
            _text("name", "Name", "Who holds the role today."),
            _link("provider", "At", "The provider. Blank is the council.", "provider"),
            _text("phone_day", "Day", "Number in office hours."),
            _text("phone_night", "Night", "Number at other times."),
            _text("email", "Email", "Address for messages."),
            _long("note", "Note", "Anything else worth keeping."),
        ),
    ),
    RecordKind(
        "plan",
        "plans",
        "Plan",
        "Plans",
        records.StoredPlan,
        (
            _code("A short code that never changes."),
            _text("title", "Plan", "What the plan is called.", required=True),
            _link("scenario", "Scenario", "The scenario it answers.", "scenario", required=True),
            Field("version", "Version", "Counts up from 1.", _T.WHOLE, required=True, at_least=1),
            _choice("status", "Status", "How far it has come.", PLAN_STATUSES, required=True),
            _count("register_revision", "Register revision", "The revision it was made from."),
            _text("register_fingerprint", "Made from", "Marks what the plan was made from."),
            _date("made_on", "Made on", "The day it was made."),
            _text("made_by", "Made by", "Who made it."),
            _text("owner", "Owner", "The role that keeps it current."),
            _text("approver", "Approver", "The role that approves it."),
            _date("review_date", "Review by", "When it must be looked at again."),
            _long("content", "Content", "The plan itself, kept as made."),
        ),
    ),
    RecordKind(
        "action",
        "actions",
        "Action",
        "Actions",
        records.Action,
        (
            _code("A short code that never changes."),
            _text("title", "Action", "What is to be done.", required=True),
            _link("plan", "Plan", "The plan it belongs to.", "plan"),
            _link("service", "Service", "The service it helps.", "service"),
            _text("owner", "Owner", "The role that does it."),
            _date("due", "Due", "By when."),
            _date("done_on", "Done on", "When it was done."),
            _long("note", "Note", "Anything else worth keeping."),
        ),
    ),
    RecordKind(
        "decision",
        "decisions",
        "Decision",
        "Decisions",
        records.Decision,
        (
            _code("A short code that never changes."),
            _link("scenario", "Scenario", "The scenario it belongs to.", "scenario", required=True),
            _link("service", "Service", "The service it is about.", "service", required=True),
            _choice("decision", "Decision", "What is to happen.", DECISIONS, required=True),
            Field("reason", "Reason", "Why.", _T.LONG_TEXT, required=True),
            _text("decided_by", "Decided by", "The role that decided."),
            _date("decided_on", "Decided on", "When."),
            _text("powers", "Powers", "The law or delegation relied on."),
        ),
    ),
    RecordKind(
        "timetable_task",
        "timetable_tasks",
        "Timetable task",
        "Timetable tasks",
        records.TimetableTask,
        (
            _link("scenario", "Scenario", "The scenario it belongs to.", "scenario", required=True),
            _link("service", "Service", "The service bought again.", "service", required=True),
            _text("title", "Task", "Its name in the timetable.", required=True),
            _days("days", "Days", "How long it takes. Blank: as the route's rules say."),
            _days("low_days", "Days at best", "Shortest it could be. Blank: in proportion."),
            _days("high_days", "Days at worst", "Longest it could be. Blank: in proportion."),
            _yes_no("own_needs", "Own order", "Whether it waits for those named here alone."),
            _texts("needs", "Waits for", "Tasks that must be done before it."),
            _yes_no("left_out", "Left out", "Whether the timetable goes without it."),
            _text("owner", "Owner", "The role that does it."),
        ),
        key_fields=("scenario", "service", "title"),
    ),
    RecordKind(
        "exercise",
        "exercises",
        "Exercise",
        "Exercises",
        records.Exercise,
        (
            _code("A short code that never changes."),
            _text("title", "Exercise", "What it is called.", required=True),
            _link("scenario", "Scenario", "What is played.", "scenario"),
            _date("date", "Date", "When it is held."),
            _text("aim", "Aim", "What it is for."),
            _texts("objectives", "Objectives", "What it is to show."),
            _texts("players", "Players", "Roles that take part."),
            _choice("kind", "Kind", "How it is played.", EXERCISE_KINDS),
            _long("scope", "Scope", "What is in play, and what is not."),
            _text("facilitator", "Facilitator", "The role that runs it."),
            Field("start_day", "Starts on day", "Day of the scenario.", _T.WHOLE, "day"),
            _text("start_time", "Starts at", "Time of day when play begins, such as 09:00."),
            Field(
                "speed",
                "Clock speed",
                "Minutes of play that pass in a minute of the room.",
                _T.NUMBER,
                "minutes a minute",
                at_least=0.1,
                at_most=10_080,
            ),
            _count("room_minutes", "Length", "How long the room has.", "minutes"),
            _choice("money", "Money", "Whether reserves pay only once released.", EXERCISE_MONEY),
        ),
    ),
    RecordKind(
        "inject",
        "injects",
        "Inject",
        "Injects",
        records.Inject,
        (
            _code("A short code that never changes."),
            _link("exercise", "Exercise", "Where it is used.", "exercise", required=True),
            _text("title", "Inject", "The news in a line.", required=True),
            _count("minute", "Minute", "Minutes from the start of the exercise.", "minutes"),
            Field("day", "Day", "Day of the scenario.", _T.WHOLE, "day"),
            _text("sent_to", "To", "The roles that get it."),
            _long("content", "Content", "What they are told."),
            _long("expected_action", "Expected action", "What they should do."),
            _text("time", "Time", "Time of day in play, such as 08:30."),
            _text("sent_from", "From", "Who sends it, in play."),
            _choice("medium", "Medium", "How it arrives.", MEDIA),
            _text("objective", "Objective", "The objective of the exercise that it tests."),
            _text("question", "Question", "What the room is asked to settle."),
            _count("decide_minutes", "Time to decide", "How long the room has.", "minutes"),
            _texts("prompts", "Prompts", "Questions for a room that is stuck."),
            _text("drafted_from", "Drafted from", "What in the model it was drafted from."),
        ),
    ),
    RecordKind(
        "lesson",
        "lessons",
        "Lesson",
        "Lessons",
        records.Lesson,
        (
            _code("A short code that never changes."),
            _text("title", "Lesson", "What was learnt.", required=True),
            _link("exercise", "Exercise", "Where it was learnt.", "exercise"),
            _text("owner", "Owner", "The role that acts on it."),
            _date("due", "Due", "By when."),
            _date("done_on", "Done on", "When it was done."),
            _choice("kind", "Kind", "A lesson to act on, or what went well.", LESSON_KINDS),
            _links("services", "Services", "The services it concerns.", "service"),
            _links("providers", "Providers", "The providers it concerns.", "provider"),
            _date("learnt_on", "Learnt on", "When it was learnt."),
            _long("note", "Note", "What happened, without blame."),
        ),
    ),
    RecordKind(
        "review",
        "reviews",
        "Review",
        "Reviews",
        records.Review,
        (
            _code("A short code that never changes."),
            Field(
                "subject_kind",
                "Kind",
                "The kind of record to look at.",
                _T.CHOICE,
                choices=(
                    "service",
                    "provider",
                    "contract",
                    "option",
                    "reserve",
                    "scenario",
                    "plan",
                    "asset",
                ),
                required=True,
            ),
            _text("subject", "Record", "Its code.", required=True),
            _date("due", "Due", "By when."),
            _text("owner", "Owner", "The role that looks."),
            _date("done_on", "Done on", "When it was done."),
            _long("note", "Note", "Anything else worth keeping."),
        ),
    ),
)

BY_NAME: Mapping[str, RecordKind] = MappingProxyType({kind.name: kind for kind in KINDS})
BY_PLURAL: Mapping[str, RecordKind] = MappingProxyType({kind.plural: kind for kind in KINDS})
BY_TYPE: Mapping[type[Any], RecordKind] = MappingProxyType({kind.type: kind for kind in KINDS})


def in_words(choice: str) -> str:
    """Return a choice as people write it: `other_council` becomes "other council"."""
    return IN_WORDS.get(choice, choice.replace("_", " "))


IN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "pcr2015": "Public Contracts Regulations 2015",
        "pa2023": "Procurement Act 2023",
        "psr": "Provider Selection Regime",
        "nhs": "NHS",
        "vcse": "voluntary, community or social enterprise",
        "sme": "small or medium-sized company",
        "private": "large private company",
        "in_house": "in-house",
        "step_in": "step in",
        "vary_existing": "vary an existing contract",
        "framework_call_off": "call off a framework",
        "neighbour_council": "neighbouring council",
        "self": "self-funder",
    }
)
