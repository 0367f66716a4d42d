"""``nightglass hvdc``: the arithmetic of coded dreams."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from nightglass.cli import _hvdc_tables as tables
from nightglass.cli._terminal import counted, tell
from nightglass.errors import NightglassError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc import CodedDream, Norms, Profile

__all__ = ["app"]

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
    help="The arithmetic of dreams coded after Hall and Van de Castle.",
)  # fmt: skip

CODED = typer.Argument(help="Coded dreams: .jsonl, .csv or .xml.", metavar="CODED")
JSON = typer.Option("--json", help="Print one JSON document.")
CSV = typer.Option("--csv", help="Print comma-separated values.")
DEALS = typer.Option(min=100, max=1_000_000, help="How often to deal the dreams anew, or to draw them again.")
PICTURES = (".svg", ".png", ".html")


class PlotError(NightglassError):
    """A picture could not be drawn or written."""


class NormsName(StrEnum):
    """Whose norms to compare with."""

    auto = "auto"
    male = "male"
    female = "female"
    both = "both"
    none = "none"


@app.command()
def profile(
    coded: Annotated[Path, CODED],
    norms: Annotated[
        NormsName, typer.Option(help="The norms to compare with; auto goes by the sex that the file tells.")
    ] = NormsName.auto,
    against: Annotated[Path | None, typer.Option(help="Compare with another sample instead.", metavar="CODED")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show the indicators that have no norms, too.")] = False,
    json: Annotated[bool, JSON] = False,
    csv: Annotated[bool, CSV] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw the h-profile: .svg, .png or .html.", metavar="OUT")] = None,
) -> None:
    """Show the indicators of a sample, against the norms."""
    from nightglass import hvdc  # noqa: PLC0415 - numpy and SciPy take a while to load

    if against is not None:
        _compare(coded, against, 1000, json=json, csv=csv)
        return
    dreams = hvdc.read_codings(coded)
    indicators = (*hvdc.INDICATORS, *hvdc.MORE) if everything else hvdc.INDICATORS
    found = hvdc.profile(dreams, _norms(norms, dreams), indicators)
    if plot is not None:
        _plot(plot, found)
    whole = {
        "dreams": found.dreams, "unknown": found.unknown, "norms": found.norms, "indicators": found.rows,
        "warnings": found.warnings,
    }  # fmt: skip
    tables.print_found(whole, found.rows, lambda: tables.print_profile(found), json=json, csv=csv)
    if found.norms == "both" and norms is NormsName.auto:
        tell("Nothing tells whether the dreamers are women or men, so the norms are those of both together; "
             "--norms female or --norms male chooses.")  # fmt: skip
    for warning in found.warnings:
        tell(warning)
    if found.unknown:
        breaks, them = ("item breaks", "it") if found.unknown == 1 else ("items break", "them")
        tell(f"{found.unknown:,} {breaks} a rule; what can be read in {them} still counts. "
             f"This lists {them}: nightglass hvdc validate {coded}")  # fmt: skip


@app.command()
def compare(
    one: Annotated[Path, CODED],
    other: Annotated[
        Path | None,
        typer.Argument(help="The other sample; without it, one series is compared over time.", metavar="[OTHER]"),
    ] = None,
    stretches: Annotated[
        int, typer.Option(min=2, help="Into how many stretches to part one series, in the order of its file.")
    ] = 2,
    deals: Annotated[int, DEALS] = 1000,
    json: Annotated[bool, JSON] = False,
    csv: Annotated[bool, CSV] = False,
) -> None:
    """Compare two samples, or one series over time, dream by dream."""
    if other is not None:
        _compare(one, other, deals, json=json, csv=csv)
        return
    from nightglass import hvdc  # noqa: PLC0415

    rows = hvdc.over_time(hvdc.read_codings(one), stretches=stretches, permutations=deals)
    whole = {"stretches": stretches, "indicators": rows}
    tables.print_found(whole, rows, lambda: tables.print_stretches(rows), json=json, csv=csv)


def _compare(one: Path, other: Path, deals: int, *, json: bool, csv: bool) -> None:
    from nightglass import hvdc  # noqa: PLC0415

    rows = hvdc.compare(hvdc.read_codings(one), hvdc.read_codings(other), permutations=deals)
    tables.print_found({"indicators": rows}, rows, lambda: tables.print_differences(rows), json=json, csv=csv)


@app.command()
def agree(
    one: Annotated[Path, CODED],
    other: Annotated[Path, CODED],
    deals: Annotated[int, DEALS] = 1000,
    json: Annotated[bool, JSON] = False,
    csv: Annotated[bool, CSV] = False,
) -> None:
    """Show how far two codings of the same dreams agree."""
    from nightglass import hvdc  # noqa: PLC0415

    a, b = hvdc.read_codings(one), hvdc.read_codings(other)
    rows = hvdc.agree(a, b, draws=deals)
    shared = len({d.id for d in a} & {d.id for d in b})
    whole = {"dreams": shared, "categories": rows}
    tables.print_found(whole, rows, lambda: tables.print_agreement(rows), json=json, csv=csv)
    left = len(a) + len(b) - 2 * shared
    if left:
        tell(f"{counted(left, 'dream')} in only one of the files {'was' if left == 1 else 'were'} left out.")


@app.command()
def validate(coded: Annotated[Path, CODED], json: Annotated[bool, JSON] = False) -> None:
    """List everything that breaks a rule, with its line.

    Exit code 1 where anything does. What may be meant so (an empty coding, a party that is not in the cast) is asked
    about, and is no slip.
    """
    from nightglass import hvdc  # noqa: PLC0415

    dreams, unread = hvdc.inspect_codings(coded)
    found = sorted([*unread, *hvdc.validate(dreams)], key=lambda slip: slip.line)
    slips = [slip for slip in found if slip.certain]
    if json:
        questions = [slip for slip in found if not slip.certain]
        tables.print_json({"dreams": len(dreams), "slips": slips, "questions": questions})
    else:
        for slip in found:
            dream = f", dream {hvdc.shown(slip.dream)}" if slip.dream else ""
            item = f"{hvdc.shown(slip.item)}: " if slip.item else ""
            sys.stdout.write(f"{coded}, line {slip.line}{dream}: {item}{slip.message}\n")
        counts = ((len(dreams), "dream"), (len(slips), "slip"), (len(found) - len(slips), "question"))
        sys.stdout.write(", ".join(counted(*pair) for pair in counts) + ".\n")
    if slips:
        raise typer.Exit(1)


@app.command()
def convert(
    coded: Annotated[Path, CODED],
    output: Annotated[Path, typer.Argument(metavar="OUT", help="Where to: its ending, likewise, chooses the format.")],
) -> None:
    """Write coded dreams in another format.

    Codes, slips included, and what is known of a dream (collection, sex, number, date, text) are kept.
    """
    from nightglass import hvdc  # noqa: PLC0415

    dreams = hvdc.read_codings(coded)
    hvdc.write_codings(output, dreams)
    tell(f"{counted(len(dreams), 'dream')} written to {output}.")


def _norms(name: NormsName, dreams: Sequence[CodedDream]) -> Norms | None:
    from nightglass import hvdc  # noqa: PLC0415

    if name is NormsName.none:
        return None
    if name is not NormsName.auto:
        return hvdc.norms(name.value)
    told = {dream.sex.strip().upper()[:1] for dream in dreams}
    return hvdc.norms("male" if told == {"M"} else "female" if told == {"F"} else "both")


def _plot(path: Path, found: Profile) -> None:
    from nightglass.pictures.profile import profile_html, profile_png, profile_svg  # noqa: PLC0415

    ending = path.suffix.lower()
    if ending not in PICTURES:
        raise PlotError(f"{path} ends in none of {', '.join(PICTURES)}; give it the ending of the picture you want.")
    if not any(row.h is not None for row in found.rows):
        raise PlotError("There is nothing to draw: no indicator can be compared; choose norms with --norms.")
    drawn: bytes
    if ending == ".png":
        drawn = profile_png(found)
    else:
        drawn = (profile_svg(found) if ending == ".svg" else profile_html(found)).encode("utf-8")
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise PlotError(f"{path} cannot be written ({error.strerror}); name another place for it.") from None
