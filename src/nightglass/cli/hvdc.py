"""``nightglass hvdc``: the arithmetic of coded dreams."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nightglass.errors import NightglassError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nightglass.hvdc import CodedDream, Profile

__all__ = ["app"]

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
    help="The arithmetic of dreams coded after Hall and Van de Castle.",
)  # fmt: skip

CODED = typer.Argument(help="Coded dreams: .jsonl, .csv or .xml.", metavar="CODED")
JSON = typer.Option("--json", help="Print one JSON document.")
CSV = typer.Option("--csv", help="Print comma-separated values.")


class PlotError(NightglassError):
    """A picture could not be written."""


class UnmatchedError(NightglassError):
    """Two codings that cannot be compared."""


class NormsName(StrEnum):
    """Whose norms to compare with."""

    male = "male"
    female = "female"
    none = "none"


@app.command()
def profile(
    coded: Annotated[Path, CODED],
    norms: Annotated[NormsName, typer.Option(help="The norms to compare with.")] = NormsName.female,
    against: Annotated[Path | None, typer.Option(help="Compare with another sample instead.", metavar="CODED")] = None,
    json: Annotated[bool, JSON] = False,
    csv: Annotated[bool, CSV] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw the h-profile: .svg, .png or .html.", metavar="OUT")] = None,
) -> None:
    """Show the indicators of a sample, against the norms or another sample."""
    from nightglass import hvdc  # noqa: PLC0415 - numpy and SciPy take a second to load

    dreams = hvdc.read_codings(coded)
    if against is not None:
        rows: Sequence[Any] = hvdc.compare(dreams, hvdc.read_codings(against))
        _show(rows, {"indicators": rows}, json=json, csv=csv, hide=("indicator",))
        return
    found = hvdc.profile(dreams, None if norms is NormsName.none else hvdc.norms(norms.value))
    document = {
        "dreams": found.dreams, "unknown": found.unknown, "norms": found.norms, "indicators": found.rows,
        "warnings": found.warnings,
    }  # fmt: skip
    _show(found.rows, document, json=json, csv=csv, hide=("indicator",))
    for warning in found.warnings:
        sys.stderr.write(warning + "\n")
    if found.unknown:
        sys.stderr.write(
            f'{found.unknown} items break a rule and were left out; "nightglass hvdc validate" lists them.\n'
        )
    if plot is not None:
        _plot(plot, found)


@app.command()
def agree(
    one: Annotated[Path, CODED], other: Annotated[Path, CODED],
    json: Annotated[bool, JSON] = False, csv: Annotated[bool, CSV] = False,
) -> None:  # fmt: skip
    """Show how far two codings of the same dreams agree."""
    from nightglass import hvdc  # noqa: PLC0415

    a, b = hvdc.read_codings(one), hvdc.read_codings(other)
    shared = {d.id for d in a} & {d.id for d in b}
    if not shared:
        raise UnmatchedError(f"{one} and {other} have no dream id in common; both need the same ids.")
    rows = hvdc.agree(a, b)
    _show(rows, {"dreams": len(shared), "categories": rows}, json=json, csv=csv)
    left = len(a) + len(b) - 2 * len(shared)
    if left:
        sys.stderr.write(f"{left} dreams are in only one of the files and were left out.\n")


@app.command()
def validate(coded: Annotated[Path, CODED], json: Annotated[bool, JSON] = False) -> None:
    """List everything that breaks a rule, with its line. Exit code 1 where there is any.

    What may be meant so (an empty coding, a party that is not in the cast) is listed as a question and is no slip.
    """
    from nightglass import hvdc  # noqa: PLC0415

    dreams, unread = hvdc.inspect_codings(coded)
    found = sorted([*unread, *hvdc.validate(dreams)], key=lambda slip: slip.line)
    slips = [slip for slip in found if slip.certain]
    if json:
        _print_json({"dreams": len(dreams), "slips": slips, "questions": [slip for slip in found if not slip.certain]})
    else:
        for slip in found:
            dream = f", dream {slip.dream}" if slip.dream else ""
            item = f"{slip.item}: " if slip.item else ""
            sys.stdout.write(f"{coded}, line {slip.line}{dream}: {item}{slip.message}\n")
        sys.stdout.write(f"{len(dreams)} dreams, {len(slips)} slips, {len(found) - len(slips)} questions.\n")
    if slips:
        raise typer.Exit(1)


@app.command()
def convert(coded: Annotated[Path, CODED], output: Annotated[Path, typer.Argument(metavar="OUT")]) -> None:
    """Write coded dreams in another format: the ending of OUT chooses it. Nothing is lost on the way."""
    from nightglass import hvdc  # noqa: PLC0415

    dreams: Sequence[CodedDream] = hvdc.read_codings(coded)
    hvdc.write_codings(output, dreams)
    sys.stderr.write(f"{len(dreams)} dreams written to {output}.\n")


def _show(rows: Sequence[Any], document: object, *, json: bool, csv: bool, hide: Iterable[str] = ()) -> None:
    if json:
        _print_json(document)
        return
    import msgspec  # noqa: PLC0415

    dicts = [msgspec.structs.asdict(row) for row in rows]
    if csv:
        import csv as csv_module  # noqa: PLC0415

        table = csv_module.DictWriter(sys.stdout, list(dicts[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(dicts)
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    names = [name for name in dicts[0] if name not in set(hide)]
    shown = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="italic dim")
    for name in names:
        shown.add_column(_HEADS.get(name, name), justify="left" if name in {"label", "category"} else "right")
    for row in dicts:
        shown.add_row(*(_cell(name, row[name]) for name in names))
    Console(highlight=False).print(shown)


_HEADS = {
    "label": "", "category": "", "percent": "%", "norm_percent": "norm %", "h_low": "95 %", "h_high": "of h",
    "p_adjusted": "p adj.", "one_percent": "%", "other_percent": "other %", "perfect": "perfect %",
    "perfect_low": "95 %", "perfect_high": "of it",
}  # fmt: skip


def _cell(name: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float) and name in {"kappa", "alpha"}:
        return f"{value:.2f}"
    if isinstance(value, float):
        if name.startswith("p") and "percent" not in name and "perfect" not in name:
            return "<.001" if value < 0.001 else f"{value:.3f}"
        return f"{value:+.2f}" if name.startswith("h") else f"{value:.1f}"
    return str(value)


def _print_json(document: object) -> None:
    import msgspec  # noqa: PLC0415

    sys.stdout.buffer.write(msgspec.json.encode(document) + b"\n")


def _plot(path: Path, found: Profile) -> None:
    from nightglass.pictures.profile import profile_html, profile_png, profile_svg  # noqa: PLC0415

    ending = path.suffix.lower()
    if ending not in {".svg", ".png", ".html"}:
        raise PlotError(f"{path} ends in none of .svg, .png, .html; give it the ending of the picture you want.")
    if ending == ".png":
        drawn = profile_png(found)
    else:
        drawn = (profile_svg(found) if ending == ".svg" else profile_html(found)).encode("utf-8")
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise PlotError(f"{path} cannot be written ({error.strerror}); name another place for it.") from None
