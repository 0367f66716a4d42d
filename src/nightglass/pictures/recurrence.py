"""A recurrence as aligned strips: one row an occurrence, beats in columns; its core, its drift, its hot spot."""

from __future__ import annotations

import textwrap
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette
from nightglass.pictures.strips import OF_BEATS, Cell, Column, Row, Strips, describe, strips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.recurrence import Portrait

__all__ = ["recurrence_picture", "recurrence_style", "recurrence_svg"]

_WIDTH = 1180
_LEFT, _RIGHT, _TOP, _ROW = 222, 30, 45, 66
_HEADING = 76  # room for the title of a document of its own
_LETTER, _LABEL_LINES = 7.6, 5  # pixels of a letter, at most; lines above a column
_WIDE = 100  # pixels of a column in which three words fit
_NOTE = 30  # characters below a day
_LEGEND = "filled: told; small: not told; ring: came later; square: the hot spot; shaded: the core"
_NAMES = {"told": "told", "first": "told for the first time", "not": "not told"}


def recurrence_svg(portrait: Portrait, title: str, *, dark: bool = False, words: bool = True) -> str:
    """Draw a recurrence as one self-contained SVG document.

    Parameters
    ----------
    portrait, title
        What to draw, and what it is called.
    dark
        Light on dark, for the night; else dark on light, for paper.
    words
        Whether the beats carry words of the dream; without, they are numbered.

    Notes
    -----
    A filled dot is a beat that was told, a small one a beat that was not; a ring is one that came later. The hot spot
    has a square. Nothing is told by colour alone.
    """
    own = strips(portrait)
    palette = DARK if dark else LIGHT
    subtitle = f"told {own.tellings} times; {own.core} of {own.beats} shared beats nearly always come"
    heading = _text(36, 44, title, "h1") + _text(36, 68, subtitle, "dim")
    body, height = _body(own, [], words=words, top=_HEADING, marked=False)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="recurrence-title recurrence-desc"><title id="recurrence-title">{_plain(title)}</title>'
        f'<desc id="recurrence-desc">{_plain(describe(own, words=words))}</desc>'
        f"<style>{recurrence_style(palette)}</style>"
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>{heading}{body}</svg>'
    )


def recurrence_picture(own: Strips, title: str, *, texts: Sequence[str] | None = None) -> str:
    """Draw strips as an SVG that stands within a page, whose style sheet has `recurrence_style`.

    Parameters
    ----------
    own, title
        What to draw, and what it is called.
    texts
        The reports of its rows, in their order, where the words of the dream are wanted; without, beats are numbered.

    Notes
    -----
    Each beat of each telling is a mark that can be focused and has a name; with ``texts`` it has the words, too, as
    ``data-words``. ``data-row`` and ``data-column`` say where it is.
    """
    body, height = _body(own, texts or [], words=texts is not None, top=0, marked=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="recurrence" viewBox="0 0 {_WIDTH} {height}" role="group" '
        f'aria-labelledby="recurrence-title" aria-describedby="recurrence-desc">'
        f'<title id="recurrence-title">{_plain(title)}</title>'
        f'<desc id="recurrence-desc">{_plain(describe(own, words=texts is not None))}</desc>'
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>{body}</svg>'
    )


def recurrence_style(p: Palette) -> str:
    """Return the rules that colour the drawn strips."""
    return (
        f"text{{font-family:{SERIF};fill:{p.ink};font-size:13px}}.ground{{fill:{p.ground}}}.panel{{fill:{p.panel}}}"
        f".h1{{font-size:24px}}.day{{font-size:15px}}.dim{{fill:{p.dim}}}.small{{font-size:12px}}.mid{{text-anchor:middle}}"
        f".line{{stroke:{p.rule};stroke-width:2}}.told{{fill:{p.ink}}}.not{{fill:{p.faint}}}.end{{text-anchor:end}}"
        f".later{{fill:{p.ground};stroke:{p.dreamer};stroke-width:2.6}}.hot{{fill:{p.threat}}}.aside{{font-style:italic}}"
        f".new{{fill:{p.dreamer}}}.hottest{{fill:{p.threat}}}.arrow{{fill:none;stroke:{p.dreamer};stroke-width:1.6}}"
        ".hit{fill:transparent}"
    )


def _body(own: Strips, texts: Sequence[str], *, words: bool, top: int, marked: bool) -> tuple[str, int]:
    """Return what stands inside the SVG, without colours, and its height in pixels."""
    room = 15 * (_LABEL_LINES if words else 1)
    begin = top + _TOP + room
    end = begin + _ROW * len(own.rows)
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(own.columns), 1)
    parts = [_core(own, step, begin - room - 23, end)]
    parts += [_heading(column, _middle(step, k), step, begin, words=words) for k, column in enumerate(own.columns)]
    parts += [
        _strip(own, row, step, begin + _ROW * k + 24, texts[k] if texts else None, marked=marked)
        for k, row in enumerate(own.rows)
    ]
    parts += [_feet(own, step, end), _text(36, end + 64, _LEGEND, "dim small")]
    return "".join(parts), end + 84


def _middle(step: float, place: int) -> float:
    return _LEFT + step * (place + 0.5)


def _core(own: Strips, step: float, top: int, end: int) -> str:
    """Shade the core: one field for beats that stand side by side."""
    parts = []
    for core, group in groupby(enumerate(own.columns), key=lambda c: c[1].core):
        places = [k for k, _ in group]
        if core:
            x, width = _LEFT + step * places[0], step * len(places)
            parts.append(
                f'<rect class="panel" x="{x:.0f}" y="{top}" width="{width:.0f}" height="{end - top + 28}" rx="10"/>'
            )
    return "".join(parts)


def _heading(column: Column, x: float, step: float, begin: int, *, words: bool) -> str:
    said = column.label if words else f"beat {column.number}"
    lines = textwrap.wrap(said, max(9, int(step / _LETTER)), max_lines=_LABEL_LINES, placeholder=" …")
    kind = "mid small" if column.core else "mid small dim"
    return "".join(_text(x, begin - 3 - 15 * (len(lines) - k), line, kind) for k, line in enumerate(lines))


def _feet(own: Strips, step: float, end: int) -> str:
    """Say below the columns what they are: the core, the hot spot, and where the dream could turn."""
    parts = []
    longest = max((k for k, c in enumerate(own.columns) if c.core and not c.hot and k != own.turn), default=None)
    for k, column in enumerate(own.columns):
        x = _middle(step, k)
        if column.hot:
            parts.append(_text(x, end + 18, "hot spot", "mid small aside hottest"))
        elif k == own.turn:
            parts.append(f'<path class="arrow" d="M{x:.0f} {end + 4}v-14m-5 6l5 -6l5 6"/>')
            said = "could turn here" if step >= _WIDE else "turn here"
            parts.append(_text(x, end + 18, said, "mid small aside new"))
        elif k == longest:
            parts.append(_text(x, end + 18, "the core", "mid small aside dim"))
    return "".join(parts)


def _strip(own: Strips, row: Row, step: float, y: int, text: str | None, *, marked: bool) -> str:  # noqa: PLR0913
    parts = [_text(36, y + 5, row.day, "day"), *_notes(row, y)]
    told = [k for k, cell in enumerate(row.cells) if cell.state != "not"]
    if told:
        first, last = _middle(step, told[0]), _middle(step, told[-1])
        parts.append(f'<line class="line" x1="{first:.0f}" y1="{y}" x2="{last:.0f}" y2="{y}"/>')
    for k, (column, cell) in enumerate(zip(own.columns, row.cells, strict=True)):
        drawn = _mark(column, cell, _middle(step, k), y, step if marked else 0)
        parts.append(_focusable(row, column, cell, drawn, text) if marked else drawn)
    return "".join(parts)


def _notes(row: Row, y: int) -> list[str]:
    """Say below a day what is particular of its telling; words of the dream are not among it."""
    lines = [("first time", "dim")] if row.place == "first" else [("last", "dim")] if row.place == "last" else []
    lines += [(change.words, "new") for change in row.changes if change.kind not in OF_BEATS]
    if row.alone:
        lines.append((f"and {row.alone} told only here", "dim"))
    if len(lines) > 2:
        lines = [lines[0], (f"and {len(lines) - 1} more, listed below", "dim")]
    return [
        _text(36, y + 22 + 15 * k, textwrap.shorten(said, _NOTE, placeholder=" …"), f"small aside {kind}")
        for k, (said, kind) in enumerate(lines)
    ]


def _mark(column: Column, cell: Cell, x: float, y: float, hit: float) -> str:
    """Draw one beat of one telling; ``hit`` is how wide the room is that reacts, 0 for a picture that only hangs."""
    name = "the hot spot" if column.hot and cell.state != "not" else _NAMES[cell.state]
    title = "" if hit else f"<title>{name}</title>"
    room = f'<rect class="hit" x="{x - hit / 2:.0f}" y="{y - 22:.0f}" width="{hit:.0f}" height="44"/>' if hit else ""
    if cell.state == "not":
        return f'{room}<circle class="not" cx="{x:.0f}" cy="{y}" r="2.5">{title}</circle>'
    new = _text(x, y + 26, "new", "mid small aside new") if cell.state == "first" else ""
    if column.hot:
        size = 'width="17" height="17" rx="2"'
        return f'{room}<rect class="hot" x="{x - 8.5:.1f}" y="{y - 8.5:.1f}" {size}>{title}</rect>{new}'
    kind = "later" if cell.state == "first" else "told"
    return f'{room}<circle class="{kind}" cx="{x:.0f}" cy="{y}" r="7">{title}</circle>{new}'


def _focusable(row: Row, column: Column, cell: Cell, drawn: str, text: str | None) -> str:
    """Wrap what is drawn so that a page can say what it is and show the words that tell it."""
    hot = "; the hot spot" if column.hot and cell.state != "not" else ""
    label = f"Beat {column.number}, {row.day}: {_NAMES[cell.state]}{hot}"
    words = " … ".join(" ".join(text[start:end].split()) for start, end in cell.spans) if text is not None else ""
    told = f' data-words="{_plain(words)}"' if words else ""
    return (
        f'<g class="mark" tabindex="0" role="img" aria-label="{_plain(label)}" data-row="{row.number}" '
        f'data-column="{column.number}"{told}>{drawn}</g>'
    )


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}">{_plain(words)}</text>'


def _plain(text: str) -> str:
    """Escape for XML, and leave out control characters, which XML does not allow."""
    return escape("".join(c if c.isprintable() or c == " " else " " for c in text), quote=True)
