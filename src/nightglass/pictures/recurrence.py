"""A recurrence as aligned strips: one row an occurrence, beats in columns; its core, its drift, its hot spot."""

from __future__ import annotations

import textwrap
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette
from nightglass.pictures.strips import OF_BEATS, Cell, Column, Row, Strips, core_words, describe, strips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.recurrence import Portrait

__all__ = ["recurrence_picture", "recurrence_style", "recurrence_svg"]

_PAGE, _PAPER = 10, 36  # pixels left and right of a picture within a page, and of a document of its own
_NARROWEST = 640  # pixels of a document, for its title and its legend
_TOP, _ROW = 45, 78
_NAME, _MARK = 10, 40  # pixels from the top of a row to its name, and to its marks
_HEADING = 76  # room for the title of a document of its own
_WHOLE = 1130  # pixels that all columns may take together, where they have not more than the least
_LEAST, _GREATEST = 76, 150  # pixels of a column
_LETTER, _LABEL_LINES = 7.4, 5  # pixels of a letter, at most; lines above a column
_WIDE = 108  # pixels of a column in which three words fit
_NAMES_WIDTH = 320  # pixels of the names of the rows, which stay in view
_NOTE = 30  # characters beside a day
_NAMES = {"told": "told", "first": "told for the first time", "not": "not told"}


class _Frame(NamedTuple):
    """Where strips are drawn: pixels left and right, from the top, of a column; and the whole width."""

    side: int
    top: int
    step: float
    width: int

    def middle(self, place: int) -> float:
        """Return the middle of a column."""
        return self.side + self.step * (place + 0.5)


def _frame(own: Strips, side: int, top: int, least: int = 0) -> _Frame:
    count = max(len(own.columns), 1)
    step = min(_GREATEST, max(_LEAST, (_WHOLE - 2 * side) / count))
    return _Frame(side, top, step, max(least, round(2 * side + step * count)))


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
    frame = _frame(own, _PAPER, _HEADING, _NARROWEST)
    subtitle = f"told {own.tellings} times; {core_words(own.beats, own.core)}"
    heading = _text(_PAPER, 44, title, "h1") + _text(_PAPER, 68, subtitle, "dim")
    marks, height = _marks(own, frame, [], words=words, marked=False)
    said = textwrap.wrap(_legend(own), round((frame.width - 2 * _PAPER) / _LETTER))
    legend = "".join(_text(_PAPER, height + 10 + 17 * k, line, "dim small") for k, line in enumerate(said))
    height += 17 * len(said) + 14
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {height}" role="img" '
        f'aria-labelledby="recurrence-title recurrence-desc"><title id="recurrence-title">{_plain(title)}</title>'
        f'<desc id="recurrence-desc">{_plain(describe(own, words=words))}</desc>'
        f"<style>{recurrence_style(palette)}</style>"
        f'<rect class="ground" width="{frame.width}" height="{height}"/>{heading}{marks}'
        f"{_row_names(own, frame, words=words)}{legend}</svg>"
    )


def recurrence_picture(own: Strips, title: str, *, texts: Sequence[str] | None = None) -> str:
    """Draw strips as SVGs that stand within a page, whose style sheet has `recurrence_style`.

    Parameters
    ----------
    own, title
        What to draw, and what it is called.
    texts
        The reports of its rows, in their order, where the words of the dream are wanted; without, beats are numbered.

    Notes
    -----
    Each beat of each telling is a mark that can be focused and has a name; with ``texts`` it has the words, too, as
    ``data-words``. ``data-row`` and ``data-column`` say where it is. The names of the rows are an SVG of their own that
    lies above the marks, so that a page can keep them in view while the marks are slid sideways. What the marks mean
    is for the page to say.
    """
    frame = _frame(own, _PAGE, 0)
    marks, height = _marks(own, frame, texts or [], words=texts is not None, marked=True)
    return (
        f'<div class="strips"><svg xmlns="http://www.w3.org/2000/svg" class="recurrence names" '
        f'viewBox="0 0 {_NAMES_WIDTH} {height}" width="{_NAMES_WIDTH}" height="{height}">'
        f"{_row_names(own, frame, words=texts is not None)}</svg>"
        f'<svg xmlns="http://www.w3.org/2000/svg" class="recurrence" viewBox="0 0 {frame.width} {height}" '
        f'width="{frame.width}" height="{height}" role="group" '
        f'aria-labelledby="recurrence-title" aria-describedby="recurrence-desc">'
        f'<title id="recurrence-title">{_plain(title)}</title>'
        f'<desc id="recurrence-desc">{_plain(describe(own, words=texts is not None))}</desc>'
        f'<rect class="ground" width="{frame.width}" height="{height}"/>{marks}</svg></div>'
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


def _legend(own: Strips) -> str:
    said = "filled: told, also where it went otherwise; small: not told; ring: told for the first time"
    said += "; square: the hot spot" if any(c.hot for c in own.columns) else ""
    return said + ("; shaded: the core" if own.core else "")


def _begin(frame: _Frame, *, words: bool) -> int:
    """Return where the rows begin, below what stands above the columns."""
    return frame.top + _TOP + 15 * (_LABEL_LINES if words else 1)


def _marks(own: Strips, frame: _Frame, texts: Sequence[str], *, words: bool, marked: bool) -> tuple[str, int]:
    """Return the columns and their marks, without colours, and where they end from the top (pixels)."""
    begin = _begin(frame, words=words)
    end = begin + _ROW * len(own.rows)
    parts = [_core(own, frame, begin - 15 * (_LABEL_LINES if words else 1) - 23, end)]
    parts += [_heading(column, frame, k, begin, words=words) for k, column in enumerate(own.columns)]
    parts += [
        _strip(own, row, frame, begin + _ROW * k + _MARK, texts[k] if texts else None, marked=marked)
        for k, row in enumerate(own.rows)
    ]
    return "".join([*parts, _feet(own, frame, end)]), end + 34


def _row_names(own: Strips, frame: _Frame, *, words: bool) -> str:
    """Name each row above its marks: its day, and what is particular of it."""
    begin = _begin(frame, words=words) + _NAME
    return "".join(
        f'<text x="{frame.side + 8}" y="{begin + _ROW * k}" class="day">{_plain(row.day)}{_note(row)}</text>'
        for k, row in enumerate(own.rows)
    )


def _core(own: Strips, frame: _Frame, top: int, end: int) -> str:
    """Shade the core: one field for beats that stand side by side."""
    parts = []
    for core, group in groupby(enumerate(own.columns), key=lambda c: c[1].core):
        places = [k for k, _ in group]
        if core:
            x, width = frame.side + frame.step * places[0], frame.step * len(places)
            parts.append(
                f'<rect class="panel" x="{x:.0f}" y="{top}" width="{width:.0f}" height="{end - top + 28}" rx="10"/>'
            )
    return "".join(parts)


def _heading(column: Column, frame: _Frame, place: int, begin: int, *, words: bool) -> str:
    """Say above a column which beat it is; its words are parted between words only."""
    most = int(frame.step / _LETTER)
    said = " ".join(_cut(word, most + 1) for word in column.label.split()) if words else f"beat {column.number}"
    lines = textwrap.wrap(
        said, most, max_lines=_LABEL_LINES, placeholder=" …", break_long_words=False, break_on_hyphens=False
    )
    kind, x = "mid small" if column.core else "mid small dim", frame.middle(place)
    return "".join(_text(x, begin - 6 - 15 * (len(lines) - k), line, kind) for k, line in enumerate(lines))


def _cut(word: str, most: int) -> str:
    """Cut a word that would run into the next column."""
    return word if len(word) <= most else word[: most - 1] + "…"


def _feet(own: Strips, frame: _Frame, end: int) -> str:
    """Say below the columns what they are: the core, the hot spot, and where the dream could turn."""
    parts = []
    longest = max((k for k, c in enumerate(own.columns) if c.core and not c.hot and k != own.turn), default=None)
    for k, column in enumerate(own.columns):
        x = frame.middle(k)
        if column.hot:
            parts.append(_text(x, end + 18, "hot spot", "mid small aside hottest"))
        elif k == own.turn:
            parts.append(f'<path class="arrow" d="M{x:.0f} {end + 4}v-14m-5 6l5 -6l5 6"/>')
            said = "could turn here" if frame.step >= _WIDE else "turn here"
            parts.append(_text(x, end + 18, said, "mid small aside new"))
        elif k == longest:
            parts.append(_text(x, end + 18, "the core", "mid small aside dim"))
    return "".join(parts)


def _strip(own: Strips, row: Row, frame: _Frame, y: int, text: str | None, *, marked: bool) -> str:  # noqa: PLR0913
    parts = []
    told = [k for k, cell in enumerate(row.cells) if cell.state != "not"]
    if told:
        first, last = frame.middle(told[0]), frame.middle(told[-1])
        parts.append(f'<line class="line" x1="{first:.0f}" y1="{y}" x2="{last:.0f}" y2="{y}"/>')
    for k, (column, cell) in enumerate(zip(own.columns, row.cells, strict=True)):
        drawn = _mark(column, cell, frame.middle(k), y, frame.step if marked else 0)
        parts.append(_focusable(row, column, cell, drawn, text) if marked else drawn)
    return "".join(parts)


def _note(row: Row) -> str:
    """Say beside a day what is particular of its telling; words of the dream are not among it."""
    lines = [("first time", "dim")] if row.place == "first" else [("last", "dim")] if row.place == "last" else []
    lines += [(change.words, "new") for change in row.changes if change.kind not in OF_BEATS]
    if row.alone:
        lines.append((f"{row.alone} step{'' if row.alone == 1 else 's'} only here", "dim"))
    if len(" · ".join(said for said, _ in lines)) > _NOTE:
        rest = len(lines) - 1
        short = textwrap.shorten(lines[0][0], _NOTE - 9 if rest else _NOTE, placeholder=" …")
        lines = [(short, lines[0][1])] + ([(f"{rest} more", "dim")] if rest else [])
    return "".join(
        f'<tspan dx="{10 if k == 0 else 5}" class="small aside {kind}">{"· " if k else ""}{_plain(said)}</tspan>'
        for k, (said, kind) in enumerate(lines)
    )


def _mark(column: Column, cell: Cell, x: float, y: float, hit: float) -> str:
    """Draw one beat of one telling; ``hit`` is how wide the room is that reacts, 0 for a picture that only hangs."""
    name = "the hot spot" if column.hot and cell.state != "not" else _NAMES[cell.state]
    title = "" if hit else f"<title>{name}</title>"
    room = f'<rect class="hit" x="{x - hit / 2:.0f}" y="{y - 22:.0f}" width="{hit:.0f}" height="46"/>' if hit else ""
    if cell.state == "not":
        return f'{room}<circle class="not" cx="{x:.0f}" cy="{y}" r="2.5">{title}</circle>'
    new = _text(x, y + 22, "new", "mid small aside new") if cell.state == "first" else ""
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
