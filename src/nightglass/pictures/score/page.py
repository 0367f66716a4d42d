"""The score as one self-contained page: no network, dark and light, the words behind every mark, and a table."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette
from nightglass.pictures.score import words
from nightglass.pictures.score.svg import score_picture, score_style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nightglass.pictures.score.sheet import Column, Fact, ScoreSheet
    from nightglass.reading import Evidence

__all__ = ["score_html", "score_report", "score_script", "score_table"]

_HINT = "Point at a mark, or move to it with the Tab key, to see the words that it rests on."
_ABOUT = (
    "Read on this machine, by a small model and rules. The reader misses things and is sometimes wrong; what it is "
    "unsure of is marked. The height of the threat is a drawing of the words, not a measurement."
)


def score_html(sheet: ScoreSheet) -> str:
    """Draw the score as one HTML document that needs nothing else.

    The report itself is in the page but folded away: a nightmare's text is shown only when it is asked for. A content
    security policy with the hashes of the page's own style and script forbids everything else.
    """
    css = _css()
    script = score_script()
    rules = ("default-src 'none'", f"style-src '{_hash(css)}'", f"script-src '{_hash(script)}'", "base-uri 'none'",
             "form-action 'none'")  # fmt: skip
    title = escape(sheet.title)
    limits = "".join(f'<p class="limit">{escape(line)}</p>' for line in sheet.limits)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{css}</style></head><body><main>{limits}"
        f'<div class="picture" tabindex="0" role="region" aria-label="The score of {title}">'
        f"{score_picture(sheet)}</div>"
        f'<p class="words" id="words" aria-live="polite">{_HINT}</p>'
        "<details><summary>Show the report</summary>"
        f'<div class="report" id="report" dir="auto">{score_report(sheet)}</div></details>'
        f'<details id="table"><summary>The score as a table</summary>{score_table(sheet)}</details>'
        f'<p class="foot">{_ABOUT}</p></main><script>{script}</script></body></html>\n'
    )


def score_script() -> str:
    """Return the script that shows the words behind a mark; it serves this page and any other with a score in it."""
    return _asset("score.js")


@cache
def _asset(name: str) -> str:
    return (files("nightglass.pictures.score") / name).read_text("utf-8")


@cache
def _css() -> str:
    """Return the page's style: dark by night, light where the person's system is light, light on paper."""
    light = f"{_variables(LIGHT)}{score_style(LIGHT)}"
    return (
        f"{_variables(DARK)}{score_style(DARK)}@media (prefers-color-scheme: light){{{light}}}@media print{{{light}}}"
        + _asset("score.css")
    )


def _variables(p: Palette) -> str:
    return (
        f":root{{--ground:{p.ground};--panel:{p.panel};--ink:{p.ink};--dim:{p.dim};--rule:{p.rule};"
        f"--dreamer:{p.dreamer};--serif:{SERIF}}}"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def score_report(sheet: ScoreSheet, also: Iterable[Evidence] = ()) -> str:
    """Return the report as HTML, in pieces that begin and end where evidence does, so that marks can light them up.

    Parameters
    ----------
    sheet
        The score.
    also
        Evidence of marks beyond those of the score.
    """
    evidence = [e for c in sheet.columns for e in (c.whole, *c.rests_on())]
    evidence += [e for t in sheet.threads for e in t.evidence] + [e for t in sheet.turns for e in t.evidence]
    evidence += [e for f in (*sheet.waking, *sheet.facts) for e in f.evidence] + list(also)
    cuts = sorted({0, len(sheet.source), *(e.start for e in evidence), *(e.end for e in evidence)})
    return "".join(
        f'<span data-from="{start}">{escape(sheet.source[start:end])}</span>' for start, end in pairwise(cuts)
    )


def score_table(sheet: ScoreSheet) -> str:
    """Return all that the score shows as an HTML table, for those who read rather than look."""
    turns: dict[int, list[str]] = {}
    for t in sheet.turns:
        turns.setdefault(t.column, []).append(t.words + (f" ({words.UNSURE})" if t.unsure else ""))
    heads = "".join(
        f'<th scope="col">{h}</th>'
        for h in ("beat", "what happens", "threat", "body", "senses", "who", "feeling", "could turn")
    )
    rows = "".join(_row(c, "; ".join(turns.get(i, []))) for i, c in enumerate(sheet.columns))
    changes = "; ".join(f"{t.name} becomes {t.becomes[1]}" for t in sheet.threads if t.becomes)
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="The score as a table"><table>'
        f"<caption>{escape(sheet.title)}: {escape(sheet.subtitle)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"{_list('Who becomes whom', changes)}{_list('On waking', _said(sheet.waking))}"
        f"{_list('Also found', _said(sheet.facts))}"
    )


def _row(c: Column, turn: str) -> str:
    senses = "; ".join(
        f"{words.SENSES[n]} {'missing' if getattr(c.senses, n) == 'absent' else 'there'}"
        for n in words.SENSES
        if getattr(c.senses, n) != "unsaid"
    )
    cells = (
        c.phrase, f"{words.threat_words(c.threat)} ({c.threat:.2f})", words.AGENCY[c.agency], senses or "none told of",
        ", ".join(c.who), words.FEELING[c.feeling] if c.feeling else "not told", turn,
    )  # fmt: skip
    return f'<tr><th scope="row">{c.number}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _said(facts: tuple[Fact, ...]) -> str:
    return "; ".join(f"{f.words} ({f.sureness})" for f in facts)


def _list(name: str, said: str) -> str:
    return f"<p>{name}: {escape(said)}.</p>" if said else ""
