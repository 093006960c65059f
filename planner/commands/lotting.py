"""What another cut of contracts would do: `lots`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.failing import JSON_HELP
from planner.commands.paths import REGISTER
from planner.commands.progress_line import progress
from planner.errors import InputRefused

if TYPE_CHECKING:
    from planner.document.lots_words import LotsReport
    from planner.plan.lots import Cut
    from planner.session import Session


@click.command(short_help="Try another cut of contracts.")
@click.argument("reg", type=REGISTER)
@click.option(
    "--split",
    "splits",
    multiple=True,
    metavar="C=P:S,P:S",
    help="Cut contract C into lots: each provider P (or new) gets S percent.",
)
@click.option(
    "--bundle",
    "bundles",
    multiple=True,
    metavar="C,C=P",
    help="Put contracts of one service into the hands of provider P.",
)
@click.option(
    "--move",
    "moves",
    multiple=True,
    metavar="C=P:N",
    help="Move N people of contract C, with their part of the money, to provider P.",
)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def lots(
    reg: Path,
    splits: tuple[str, ...],
    bundles: tuple[str, ...],
    moves: tuple[str, ...],
    as_json: bool,
) -> None:
    """Try another cut of contracts and say what it changes; the register stays as it is.

    Tells HHI and the largest share of the markets it touches, the limits of 20% and 25%, and what
    single failures (N-1) would do, before and after.

    JSON: sentence, headline, markets[] (market, hhi, largest_share, each before and after),
    over_20_markets, over_25_markets, secure_share, must_breach_person_days, of the worst_failure
    and expected_a_year, each before and after.
    """
    from planner.commands.opening import opened
    from planner.commands.printing import print_heading, print_json, print_table

    with opened(reg) as session, progress() as report:
        cuts = [
            *(_split(session, words) for words in splits),
            *(_bundle(session, words) for words in bundles),
            *(_move(session, words) for words in moves),
        ]
        if not cuts:
            raise InputRefused.one(
                "lots", "nothing is to be cut", "add --split, --bundle or --move"
            )
        found = session.lots_report(cuts, report)
    if as_json:
        print_json(_json(found))
        return
    click.echo(found.headline)
    print_heading(found.sentence)
    rows = [(row.what, row.before, row.after) for row in found.rows]
    print_table(("", "Before", "After"), rows, widest=60)


def _two(words: str, sign: str, option: str, form: str) -> tuple[str, str]:
    first, found, second = words.partition(sign)
    if not found or not first.strip() or not second.strip():
        raise InputRefused.one(option, f"“{words}” cannot be read", f"write it as {form}")
    return first.strip(), second.strip()


def _number(words: str, option: str, form: str) -> float:
    try:
        return float(words.removesuffix("%"))
    except ValueError:
        raise InputRefused.one(option, f"“{words}” is no number", f"write it as {form}") from None


def _split(session: Session, words: str) -> Cut:
    form = "C1=provider:60,new:40"
    contract, rest = _two(words, "=", "--split", form)
    lots = []
    for part in rest.split(","):
        provider, share = _two(part, ":", "--split", form)
        lots.append((provider, _number(share, "--split", form) / 100))
    return session.split(contract, lots)


def _bundle(session: Session, words: str) -> Cut:
    contracts, provider = _two(words, "=", "--bundle", "C1,C2=provider")
    return session.bundle([one.strip() for one in contracts.split(",")], provider)


def _move(session: Session, words: str) -> Cut:
    form = "C1=provider:20"
    contract, rest = _two(words, "=", "--move", form)
    provider, people = _two(rest, ":", "--move", form)
    return session.move(contract, provider, int(_number(people, "--move", form)))


def _json(found: LotsReport) -> dict[str, Any]:
    effect = found.effect

    def both(two: tuple[float, float]) -> dict[str, float]:
        return {"before": two[0], "after": two[1]}

    return {
        "sentence": found.sentence,
        "headline": found.headline,
        "markets": [
            {
                "market": change.market,
                "hhi": {
                    "before": change.before and change.before.hhi,
                    "after": change.after and change.after.hhi,
                },
                "largest_share": {
                    "before": change.before and change.before.largest_share,
                    "after": change.after and change.after.largest_share,
                },
            }
            for change in effect.markets
        ],
        "over_20_markets": both(effect.over_20),
        "over_25_markets": both(effect.over_25),
        "secure_share": both(effect.secure_share()),
        "must_breach_person_days": both(effect.late_days()),
        "worst_failure": both(effect.worst()),
        "expected_a_year": both(effect.expected),
    }
