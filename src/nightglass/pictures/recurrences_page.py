"""All recurrences of a table or journal as one page: strips, what changed, rhythm, and the reports to check it by."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import escape
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import msgspec

from nightglass.pictures.look import LIGHT, SERIF
from nightglass.pictures.recurrence import recurrence_style, recurrence_svg
from nightglass.recurrence import Portrait

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["PageEntry", "recurrences_html"]

_ABOUT = (
    "Which reports tell the same dream is found by likeness of their steps and rare words, and is sometimes wrong: "
    "each recurrence says how likely its reports belong together, and the reports are there to check it by."
)


class PageEntry(msgspec.Struct, frozen=True):
    """One recurrence on the page: its name, its likeness (0 to 1), its portrait, and its reports in the same order."""

    name: str
    likeness: float
    portrait: Portrait
    texts: tuple[str, ...]


def recurrences_html(title: str, reports: int, dates: Sequence[str], entries: Sequence[PageEntry]) -> str:
    """Draw all recurrences as one HTML document that needs nothing else.

    Parameters
    ----------
    title
        What the reports are.
    reports, dates
        How many there are, and the days of those that are dated.
    entries
        The recurrences, each with its reports; these are in the page but folded away until asked for.
    """
    css = _css()
    styles = f"{_hash(css)} {_hash(recurrence_style(LIGHT))}"
    rules = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'"
    told = sum(len(e.texts) for e in entries)
    lead = f"{reports} reports; {told} of them tell {len(entries)} dreams that come back, the others stand alone."
    body = "".join(_entry(k, entry) for k, entry in enumerate(entries))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{css}</style></head><body><main><h1>{escape(title)}</h1>"
        f"<p>{lead}</p>{_months(dates)}{body}<p class='dim'>{_ABOUT}</p></main></body></html>\n"
    )


def _css() -> str:
    p = LIGHT
    return (
        f"body{{margin:0;background:{p.ground};color:{p.ink};font:17px/1.55 {SERIF}}}"
        "main{max-width:72rem;margin:0 auto;padding:2.5rem 1.2rem}h1{font-weight:normal;font-size:1.9rem}"
        "h2{font-weight:normal;font-size:1.35rem;margin-top:3rem}svg{width:100%;height:auto}"
        f".dim{{color:{p.dim}}}summary{{cursor:pointer;padding:.4rem 0}}.report{{white-space:pre-wrap;max-width:44rem}}"
        f"table{{border-collapse:collapse}}td,th{{padding:.2rem .8rem .2rem 0;text-align:left;font-weight:normal}}"
        f"th{{color:{p.dim}}}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _entry(number: int, entry: PageEntry) -> str:
    portrait = entry.portrait
    heading = f"{entry.name}: told {len(entry.texts)} times"
    drawn = recurrence_svg(portrait, entry.name).replace("recurrence-title", f"title-{number}")
    drawn = drawn.replace("recurrence-desc", f"desc-{number}")
    changes = "".join(f"<li>{escape(_when(portrait, d.occurrence))}: {escape(d.words)}</li>" for d in portrait.drift)
    reports = "".join(
        f"<p class='dim'>{escape(_when(portrait, k))}, report {escape(o.report)}</p>"
        f"<div class='report' dir='auto'>{escape(text)}</div>"
        for k, (o, text) in enumerate(zip(portrait.occurrences, entry.texts, strict=True))
    )
    return (
        f"<section><h2>{escape(heading)}</h2><p>{escape(_rhythm(portrait))} Probability that two of its reports tell "
        f"the same dream: {entry.likeness:.2f} on average.</p>"
        f"<details><summary>Strips</summary>{drawn}</details>"
        + (f"<details><summary>What changed</summary><ul>{changes}</ul></details>" if changes else "")
        + f"<details><summary>The reports</summary>{reports}</details></section>"
    )


def _when(portrait: Portrait, occurrence: int) -> str:
    return portrait.occurrences[occurrence].date or f"no. {occurrence + 1}"


def _rhythm(portrait: Portrait) -> str:
    """Say from when to when, and with what days between; a day that is not known is not counted."""
    days = [dt.date.fromisoformat(o.date) for o in portrait.occurrences if o.date]
    if len(days) < 2:
        return "Of too few of its reports the day is known to say anything of its rhythm."
    between = [(b - a).days for a, b in pairwise(days)]
    spread = f" ({min(between)} to {max(between)})" if len(between) > 1 else ""
    return f"From {days[0]} to {days[-1]}, with {median(between):g} days between{spread}."


def _months(dates: Sequence[str]) -> str:
    """Return how many reports of recurrences each month has; nights without a report are unknown, not quiet."""
    if not dates:
        return ""
    counts = Counter(date[:7] for date in dates)
    rows = "".join(f"<tr><td>{month}</td><td>{count}</td></tr>" for month, count in sorted(counts.items()))
    return (
        f"<details><summary>{len(dates)} reports that come back are dated, {min(dates)} to {max(dates)}</summary>"
        "<p class='dim'>Nights without a report are unknown, not quiet: nothing is said of how often dreams came.</p>"
        f"<table><tr><th>month</th><th>reports</th></tr>{rows}</table></details>"
    )
