"""Plans made by hand, as small as they can be and still fill every part of a document."""

from __future__ import annotations

import datetime

from planner.plan.card import (
    NumberToRing,
)
from planner.plan.money import BondLine, FundLine, MoneyStep, ReservePlan, ServiceMoney, WeekOfMoney
from planner.plan.people import AreaLine, Count, DutyQuestion, DutyTest, PeopleAtRisk
from planner.plan.plan import (
    BlockedChoice,
    DayCount,
    OptionSeries,
    Span,
    StepIn,
    UsableOption,
)
from planner.plan.timetable import GapCloser, NoticeLine, Recommissioning, TaskLine

D = datetime.date
DAY0 = D(2026, 11, 2)
SPANS = tuple(Span(day, 1) for day in range(14)) + tuple(Span(14 + 7 * w, 7) for w in range(24))
OPTIONS = (
    ("Wrenlow Care CIC", 2, 12, 80, 182),
    ("Saltmarsh Support", 3, 15, 56, 182),
    ("Quayline agency", 2, 6, 52, 182),
    ("Council reablement team", 1, 1, 20, 85),
    ("ICB, its own 8 people", 1, 1, 8, 182),
)
NUMBERS = tuple(
    NumberToRing(role, place, f"01632 9601{n:02}", night and f"07700 9001{n:02}", None)
    for n, (role, place, night) in enumerate(
        [
            ("Director of adult social care", "Council", True),
            ("Incident manager", "Council", True),
            ("Social work lead", "Council", True),
            ("Section 151 officer", "Council", True),
            ("Manager", "Harbour Home Care", True),
            ("Duty manager", "Wrenlow Care CIC", True),
            ("Relationship owner", "Care Quality Commission", None),
        ],
        start=1,
    )
)


def served_on(day: int, start: int, full: int, most: int, last: int) -> float:
    """Return how many people an option serves on a day, filling evenly to its full day."""
    if not start <= day < last:
        return 0.0
    return min(most, round(most * (day - start + 1) / (full - start + 1)))


def harbour_step_in(service: str = "Home care", class_: str = "must", people: int = 214) -> StepIn:
    """Return the step-in plan of the worked case."""
    left = [float(people)] * len(SPANS)
    series = []
    for name, *shape in OPTIONS:
        values = []
        for at, span in enumerate(SPANS):
            days = range(span.start, span.start + span.days)
            mean = sum(served_on(day, *shape) for day in days) / span.days
            values.append(min(mean, left[at]))
            left[at] -= values[-1]
        series.append(OptionSeries(name, tuple(values)))
    usable = tuple(
        UsableOption(
            label=name,
            route="another provider",
            supplier=name,
            authority="Vary existing contract",
            from_day=start,
            full_day=full,
            last_day=None if last == 182 else last - 1,
            from_date=DAY0 + datetime.timedelta(start),
            last_date=None if last == 182 else DAY0 + datetime.timedelta(last - 1),
            lasts_weeks=26 if last == 182 else 12,
            capacity=most,
            pool=None,
            unit_cost_day=51.07,
            setup_cost=1000,
            cost=100_000,
            peak=most,
            person_days=1000,
            needed_first="Variation letter: ready",
            used=True,
        )
        for name, start, full, most, last in OPTIONS
    )
    blocked = tuple(
        BlockedChoice(
            label=name,
            route="mutual aid",
            supplier=name,
            authority="Agreement of both councils",
            capacity=most,
            unit_cost_day=53.86,
            missing=missing,
            what_to_do=to_do,
            saves=f"{to_do} saves {worth:,} person-days.",
            saves_breach=float(worth),
            saves_unmet=float(worth),
            saves_must_breach=float(worth),
            added_cost=20_000.0,
            owner="Director of adult social care",
        )
        for name, most, missing, to_do, worth in (
            ("Stourhaven Council", 30, "Agreement not signed.", "Signing it", 1923),
            ("Step in with Harbour's staff", 140, "No step-in clause.", "A clause", 975),
        )
    )
    return StepIn(
        service=service.lower().replace(" ", "-"),
        title=service,
        class_=class_,
        people=people,
        people_hit=people,
        mtpd_days=1,
        known_day=0,
        first_day=0,
        return_day=None,
        lead="Five options, called in on day 0, give everyone care by day 15. From day 85 one is "
        "gone: the reablement team can stay only 12 weeks.",
        displaced=(float(people),) * len(SPANS),
        served=tuple(series),
        unmet=tuple(left),
        days_without=tuple(DayCount(d, p) for d, p in ((0, 214), (1, 186), (15, 0), (181, 18))),
        usable=usable,
        blocked=blocked,
        price_now_day=46.52,
        person_days_nothing=38_734,
        person_days_unmet=3_016,
        person_days_breach=2_802,
        person_days_without_outcome=0,
        first_places="The 61 people with complex needs. Brokerage fills places in that order.",
        how_it_ends="Stop-gaps hand over to the new contract.",
        ending=("Tell each person the date of the move.", "End the spot terms in writing."),
        stop_gap_ends=D(2027, 5, 2),
    )


def harbour_weeks() -> tuple[WeekOfMoney, ...]:
    """Return 26 weeks of money that overspend a reserve of £300,000 in weeks 15 and 16."""
    weeks, total = [], 0.0
    for week in range(1, 27):
        running = 23_323 if week == 1 else 76_791 if week < 13 else 70_347
        setup = {1: 58_000, 2: 24_000, 3: 14_000, 4: 6_000}.get(week, 0)
        due, bond = 56_000 if week > 4 else 43_637, 114_000 if week == 17 else 0
        net = running + setup - due - bond
        total += net
        weeks.append(
            WeekOfMoney(
                week=week,
                first_day=7 * week - 7,
                last_day=7 * week - 1,
                ends_on=DAY0 + datetime.timedelta(7 * week - 1),
                running_cost=running,
                setup_cost=setup,
                price_not_due=due,
                bonds=bond,
                recoveries=0.0,
                out=running + setup,
                back=due + bond,
                net=net,
                running_total=total,
                needed=max(0.0, total),
                drawn=min(max(0.0, total), 300_000),
                short=max(0.0, total - 300_000),
            )
        )
    return tuple(weeks)


def harbour_reserve() -> ReservePlan:
    """Return the money of the worked case; every sum is worked out from the weeks."""
    weeks = harbour_weeks()
    sums = {
        name: sum(getattr(week, name) for week in weeks)
        for name in ("running_cost", "setup_cost", "price_not_due", "bonds", "net")
    }
    peak = max(weeks, key=lambda week: week.running_total)
    short = tuple(week.week for week in weeks if week.short)
    parts = {k: sums[k] for k in ("running_cost", "setup_cost", "price_not_due", "bonds")}
    return ReservePlan(
        lead="The provider failure reserve covers the cost in total, but not in every week.",
        statements=("Restricted funds are used first.",),
        gross_cost=parts["running_cost"] + parts["setup_cost"],
        recoveries=None,
        net_cost=sums["net"],
        reserves_pay=sums["net"],
        left_in_budgets=0.0,
        reserves_today=300_000,
        weeks=weeks,
        peak_week=peak.week,
        peak_date=peak.ends_on,
        peak_amount=peak.running_total,
        weeks_short=short,
        most_short=max(week.short for week in weeks),
        short_in_total=max(0.0, sums["net"] - 300_000),
        funds=(
            FundLine(
                order=1,
                name="Provider failure reserve",
                may_be_spent_on="Any must or needed service",
                restricted=False,
                released_by="Section 151 officer",
                amount=300_000,
                pays=min(300_000, sums["net"]),
                left=max(0.0, 300_000 - sums["net"]),
                drawn_by_week=tuple(week.drawn for week in weeks),
            ),
        ),
        bond_lines=(
            BondLine("Harbour Home Care", "Home care", 114_000, D(2027, 2, 22), "Bank, on demand"),
        ),
        services=(
            ServiceMoney("home-care", "Home care", recoveries=0.0, net=sums["net"], **parts),
        ),
        waterfall=(
            MoneyStep("Stop-gap care", parts["running_cost"]),
            MoneyStep("Set-up costs", parts["setup_cost"]),
            MoneyStep("Price no longer due", -parts["price_not_due"]),
            MoneyStep("Bond", -parts["bonds"]),
            MoneyStep("Reserves pay", -sums["net"]),
        ),
        not_counted=("Charges to people and other councils are not counted.",),
        **parts,
    )


def harbour_people() -> PeopleAtRisk:
    """Return who is at risk in the worked case."""
    funders = (("Council", 134), ("Self-funders", 46), ("Direct payment", 14))
    funders += (("Other councils", 12), ("NHS", 8))
    areas = (
        ("Harbourside", (40, 16, 5, 3, 2), 66, 48, 18),
        ("Northgate", (42, 12, 4, 4, 3), 65, 46, 19),
        ("Eastfield", (30, 8, 3, 3, 2), 46, 33, 13),
        ("Moor villages", (22, 10, 2, 2, 1), 37, 26, 11),
    )
    return PeopleAtRisk(
        headline="214 people at risk, 61 with complex needs",
        known=True,
        people=214,
        complex=61,
        by_funder=tuple(Count(*line) for line in funders),
        by_need=(Count("Standard needs", 153), Count("Complex needs", 61)),
        by_service=(Count("Home care", 214),),
        by_contract=(Count("Home care, whole council", 214),),
        areas=tuple(AreaLine(*line) for line in areas),
        duty=(
            DutyTest(
                provider="Harbour Home Care",
                service="Home care",
                result="temporary duty",
                reaches=206,
                nhs=8,
                questions=tuple(
                    DutyQuestion(question, "yes", "Harbour is registered.", "CQC list")
                    for question in (
                        "Is the provider registered with CQC?",
                        "Is it unable to carry on the activity?",
                        "Is that activity regulated?",
                        "Is business failure the cause?",
                    )
                ),
                sentence="The temporary duty applies to 206 people.",
                exception="If an administrator keeps care running, the duty does not start.",
            ),
        ),
        nobody_else=("From day 85 the options can hold 196 people. The other 18 have nobody.",),
        not_known=("The count of self-funders is from 30 September 2026.",),
    )


def harbour_recommissioning(service: str = "Home care", class_: str = "must") -> Recommissioning:
    """Return the re-commissioning plan of the worked case."""
    rows = (
        ("Decide and prepare", "Key decision: 28 days' notice", 0, 27, 34, "Key decision notice"),
        ("Decide and prepare", "Ask people, families and staff", 7, 42, 0, None),
        ("Decide and prepare", "Specification, lots and price", 43, 87, 0, None),
        ("Compete", "Bids open", 88, 123, 0, "Tender notice (UK4)"),
        ("Compete", "Evaluate bids", 124, 155, 0, None),
        ("Compete", "Standstill", 169, 180, 2, "Award notice (UK6)"),
        ("Move", "Staff information (TUPE)", 182, 212, 110, None),
        ("Move", "Recruit, register, move people", 183, 364, 0, None),
    )
    tasks = tuple(
        TaskLine(
            stage=stage,
            title=title,
            low=10,
            likely=(finish - start + 1) * 5 // 7,
            high=60,
            every_day=False,
            start=DAY0 + datetime.timedelta(start),
            finish=DAY0 + datetime.timedelta(finish),
            total_float=spare,
            free_float=spare,
            critical=spare == 0,
            needs=(),
            owner="Procurement lead",
            notice=notice,
            source="Procurement Act 2023",
            verified=False,
        )
        for stage, title, start, finish, spare, notice in rows
    )
    return Recommissioning(
        service=service.lower().replace(" ", "-"),
        title=service,
        class_=class_,
        headline="A new contract takes a year to start",
        route="open competition, light touch",
        regime="Procurement Act 2023",
        reasons=("We compete openly under the light touch rules.", "An urgent award is short."),
        annual_value=2_275_000,
        value_words="£2,275,000 a year",
        threshold_words="Above the light touch threshold of £663,540.",
        nation="England and Wales",
        starts_on=DAY0,
        tasks=tasks,
        critical_path=tuple(task.title for task in tasks if task.critical),
        likely=D(2027, 11, 5),
        p50=D(2027, 11, 16),
        p80=D(2027, 12, 7),
        draws=10_000,
        stop_gap_ends=D(2027, 5, 4),
        stop_gap_words="Wrenlow, Saltmarsh, agency",
        gap_days_likely=185,
        gap_days_p50=196,
        gap_days_p80=217,
        finding="The stop-gaps end 28 weeks before the new contract starts.",
        closers=(GapCloser("Let the stop-gaps run 60 weeks", 0, D(2027, 11, 16), "Director"),),
        notices=(
            NoticeLine(
                "Tender notice (UK4)", D(2027, 1, 28), "25 working days", "Act, s 54", False
            ),
            NoticeLine("Market engagement (UK2)", D(2026, 11, 16), "Before tender", "Act", True),
        ),
        lots=("Two lots, north and south, so that no provider holds everything.",),
        users_wanted="The same care worker each day.",
        past_performance=("Harbour met 92% of visit times in 2025.",),
    )
