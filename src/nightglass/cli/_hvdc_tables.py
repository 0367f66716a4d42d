"""Tables of ``nightglass hvdc``: for the terminal, as comma-separated values, as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import msgspec

    from nightglass.hvdc import Agreement, Difference, Profile, Stretch

__all__ = ["print_agreement", "print_differences", "print_found", "print_json", "print_profile", "print_stretches"]

_NONE = "-"


def print_json(document: object) -> None:
    """Print one JSON document on stdout."""
    import msgspec  # noqa: PLC0415 - only who prints JSON waits for it

    sys.stdout.buffer.write(msgspec.json.encode(document) + b"\n")


def print_found(
    whole: object, rows: Sequence[msgspec.Struct], table: Callable[[], None], *, json: bool, csv: bool
) -> None:
    """Print what was found: the whole as JSON, its rows as comma-separated values, or a table for people."""
    if json:
        print_json(whole)
    elif csv:
        _print_csv(rows)
    else:
        table()


def _print_csv(rows: Sequence[msgspec.Struct]) -> None:
    """Print all fields of the rows as comma-separated values, with a head; what is not known is empty."""
    import csv  # noqa: PLC0415

    import msgspec  # noqa: PLC0415

    values = [msgspec.to_builtins(row) for row in rows]
    if not values:
        return
    table = csv.DictWriter(sys.stdout, list(values[0]), lineterminator="\n")
    table.writeheader()
    for row in values:
        table.writerow({k: " ".join(map(str, v)) if isinstance(v, list) else v for k, v in row.items()})


def print_profile(found: Profile) -> None:
    """Print a profile as a table; columns that nothing is known for are left out."""
    rows = [
        {
            "": row.label,
            "part": str(row.part),
            "whole": str(row.whole),
            "%": ("~" if row.few else "") + _percent(row.percent),
            "norm %": _percent(row.norm_percent),
            "h": _effect(row.h),
            "95 %": _effect(row.h_low),
            "of h": _effect(row.h_high),
            "p": _p(row.p),
            "p adj.": _p(row.p_adjusted),
        }
        for row in found.rows
    ]
    hidden = () if found.norms else ("norm %", "h", "95 %", "of h", "p", "p adj.")
    _print(rows, hidden)
    if any(row.few for row in found.rows):
        _line("~ too few: by chance alone it is off by more than 5 points on average")


def print_differences(rows: Sequence[Difference]) -> None:
    """Print two samples side by side."""
    cells = [
        {
            "": row.label,
            "n 1": str(row.one_whole),
            "% 1": _percent(row.one_percent),
            "n 2": str(row.other_whole),
            "% 2": _percent(row.other_percent),
            "h": _effect(row.h),
            "95 %": _effect(row.h_low),
            "of h": _effect(row.h_high),
            "p": _p(row.p),
            "p adj.": _p(row.p_adjusted),
        }
        for row in rows
    ]
    _print(cells)
    _line("p: dreams dealt anew to the two samples; n: the whole of the percentage")


def print_stretches(rows: Sequence[Stretch]) -> None:
    """Print an indicator's percentages in one stretch of a series after the other."""
    cells = [
        {
            "": row.label,
            **{f"% {k}": _percent(percent) for k, percent in enumerate(row.percents, 1)},
            "p": _p(row.p),
            "p adj.": _p(row.p_adjusted),
        }
        for row in rows
    ]
    _print(cells)
    _line("p: dreams dealt anew to the stretches")


def print_agreement(rows: Sequence[Agreement]) -> None:
    """Print agreement by category; categories that neither coder used are left out."""
    cells = [
        {
            "": row.label,
            "codes": str(row.items),
            "perfect %": _percent(row.perfect),
            "95 %": _span(row.perfect_low, row.perfect_high, _percent),
            "kappa": _coefficient(row.kappa),
            "95 % ": _span(row.kappa_low, row.kappa_high, _coefficient),
            "alpha": _coefficient(row.alpha),
            "95 %  ": _span(row.alpha_low, row.alpha_high, _coefficient),
        }
        for row in rows
        if row.items
    ]
    _print(cells)


def _print(rows: Sequence[Mapping[str, str]], hidden: Iterable[str] = ()) -> None:
    from rich.console import Console  # noqa: PLC0415 - takes a moment to load
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="italic")
    names = [name for name in (rows[0] if rows else {}) if name not in set(hidden)]
    for name in names:
        table.add_column(name, justify="right" if name else "left", no_wrap=bool(name))
    for row in rows:
        table.add_row(*(row[name] for name in names))
    Console(highlight=False, markup=False).print(table)


def _line(words: str) -> None:
    sys.stdout.write(f"\n{words}\n")


def _percent(value: float | None) -> str:
    return _NONE if value is None else f"{value:.1f}"


def _effect(value: float | None) -> str:
    return _NONE if value is None else f"{value:+.2f}"


def _coefficient(value: float | None) -> str:
    return _NONE if value is None else f"{value:.2f}"


def _p(value: float | None) -> str:
    if value is None:
        return _NONE
    return "<.001" if value < 0.001 else f"{value:.3f}"


def _span(low: float | None, high: float | None, said: Callable[[float | None], str]) -> str:
    return _NONE if low is None or high is None else f"{said(low)}..{said(high)}"
