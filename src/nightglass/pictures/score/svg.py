"""The score as an SVG: systems of up to ten beats, one below the other, like music."""

from __future__ import annotations

import re
import textwrap
from html import escape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from nightglass.pictures.look import DARK, LIGHT, SERIF, Palette
from nightglass.pictures.score import words

if TYPE_CHECKING:
    from nightglass.pictures.score.sheet import Fact, Pill, ScoreSheet, Thread, Turn
    from nightglass.reading import Evidence

__all__ = ["describe", "draw", "score_picture", "score_style", "score_svg"]

_WIDTH = 1180
_LEFT, _RIGHT = 132, 40
_MOST = 10  # beats in one system
_HEAD, _TITLE = 92, 36  # what stands above the beats, and how much of it is the title
_THREAT_TOP, _THREAT = 66, 66
_ROW, _SENSE_ROW, _WHO_ROW = 44, 23, 29
_NAMES = (36, 86)  # where the names of the lines begin, and how much room they take
_LANE = re.compile(r'<text class="lane"[^>]*>[^<]*</text>')
_DOTS = {"present": "there", "absent": "gone", "unsaid": "unsaid"}


def score_svg(sheet: ScoreSheet, *, dark: bool = False) -> str:
    """Draw the score as one self-contained SVG document.

    Parameters
    ----------
    sheet
        What to draw.
    dark
        Light on dark, for the night; else dark on light, for paper.
    """
    body, height = draw(sheet)
    palette = DARK if dark else LIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="group" '
        f'aria-labelledby="score-title score-desc"><title id="score-title">{_text(sheet.title)}</title>'
        f'<desc id="score-desc">{_text(describe(sheet))}</desc><style>{score_style(palette)}</style>'
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>{body}</svg>'
    )


def score_picture(sheet: ScoreSheet, *, title: bool = True) -> str:
    """Draw the score as SVGs that stand within a page, which has its rules (`score_style`) and says its limits.

    ``title`` is left out where the page says it. The names of the lines are an SVG of their own, which lies above the
    score, so that the page can keep them in view while the score is slid sideways.
    """
    body, height = draw(sheet, limits=False, title=title)
    names, score = "".join(_LANE.findall(body)), _LANE.sub("", body)
    (left, room), top = _NAMES, _HEAD - (0 if title else _TITLE)
    return (
        f'<div class="staves"><svg class="lanes" viewBox="{left} 0 {room} {height}" aria-hidden="true">'
        f'<rect class="ground" x="{left}" y="{top}" width="{room}" height="{height - top}"/>{names}</svg>'
        f'<svg class="score" viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{_text(describe(sheet))}">'
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>{score}</svg></div>'
    )


def score_style(palette: Palette) -> str:
    """Return the rules that colour a drawn score."""
    p = palette
    return (
        f"text{{font-family:{SERIF};fill:{p.ink};font-size:13px}}.ground{{fill:{p.ground}}}"
        f".h1{{font-size:24px}}.dim,.lane{{fill:{p.dim}}}.lane,.aside{{font-style:italic}}.rule{{stroke:{p.rule};stroke-width:.7}}"
        f".threat-area{{fill:{p.threat};opacity:.32}}.threat-line{{fill:none;stroke:{p.threat};stroke-width:1.6}}"
        f".free,.me{{stroke:{p.dreamer};stroke-width:3;stroke-linecap:round}}"
        f".bar{{stroke:{p.faint};stroke-width:2}}.hindered{{stroke:{p.dreamer};stroke-width:2;stroke-dasharray:7 6}}"
        f".there{{fill:{p.ink}}}.gone{{fill:none;stroke:{p.loved};stroke-width:1.6}}.unsaid{{fill:{p.faint}}}"
        f".other{{stroke:{p.faint};stroke-width:2.2;fill:none}}.close{{stroke:{p.loved};stroke-width:2.6;fill:none}}"
        f".doubt{{stroke-dasharray:7 5}}.away{{stroke-dasharray:1 7}}"
        f".change{{fill:{p.ground};stroke:{p.loved};stroke-width:1.8}}"
        f".t-me{{fill:{p.dreamer}}}.t-close{{fill:{p.loved}}}.t-other{{fill:{p.dim}}}"
        f".pill{{fill:none;stroke:{p.unease};stroke-width:1.2}}.p-fear{{stroke:{p.threat}}}.p-sadness{{stroke:{p.loved}}}"
        f".turn{{fill:{p.dreamer}}}.turn.unsure{{fill:none;stroke:{p.dreamer};stroke-width:1.4;stroke-dasharray:3 2}}"
        ".hit{fill:transparent}"
    )


def describe(sheet: ScoreSheet) -> str:
    """Return the score in a few sentences, for those who do not see it."""
    if not sheet.columns:
        return "No beats were found."
    highest = max(sheet.columns, key=lambda c: c.threat)
    said = [f"{len(sheet.columns)} beats."]
    if highest.threat >= 0.05:
        said.append(f"Threat is highest in beat {highest.number}: {words.threat_words(highest.threat)}.")
    bound = [str(c.number) for c in sheet.columns if c.agency == "immobile"]
    if bound:
        said.append(f"The dreamer cannot move in beat {', '.join(bound)}.")
    said += [f"Could turn at beat {t.column + 1}: {t.words}." for t in sheet.turns]
    return " ".join(said)


def draw(sheet: ScoreSheet, *, limits: bool = True, title: bool = True) -> tuple[str, int]:
    """Return what stands inside the SVG, without colours, and its height in pixels; ``limits`` says them first."""
    head = [_label(36, 44, sheet.title, "h1")] if title else []
    y = _HEAD if title else _HEAD - _TITLE
    parts = [*head, _label(36, y - 24, sheet.subtitle, "dim")]
    for line in textwrap.wrap(" ".join(sheet.limits) if limits else "", 130):
        parts.append(_label(36, y + 2, line, "aside"))
        y += 22
    for first in range(0, len(sheet.columns), _MOST):
        system, height = _System(sheet, first, min(first + _MOST, len(sheet.columns)), y).draw()
        parts.append(system)
        y += height
    foot, y = _foot(sheet, y)
    return "".join([*parts, foot]), y + 18


class _System:
    """Draws the beats ``first`` to ``last`` (exclusive) from the height ``top`` on."""

    def __init__(self, sheet: ScoreSheet, first: int, last: int, top: int) -> None:
        self.sheet, self.first, self.last, self.top = sheet, first, last, top
        count = min(_MOST, len(sheet.columns))
        self.step = min(240.0, (_WIDTH - _LEFT - _RIGHT) / count)
        self.columns = sheet.columns[first:last]
        self.right = _LEFT + self.step * len(self.columns)

    def x(self, column: int) -> float:
        """Return the left edge of a column."""
        return _LEFT + self.step * (column - self.first)

    def middle(self, column: int) -> float:
        """Return the middle of a column."""
        return self.x(column) + self.step / 2

    def draw(self) -> tuple[str, int]:
        """Return the system and its height."""
        y: float = self.top + _THREAT_TOP + _THREAT
        parts = [self._phrases(), self._threat(y), self._body(y + _ROW)]
        y += _ROW
        for name in self.sheet.senses:
            y += _SENSE_ROW + (14 if name == self.sheet.senses[0] else 0)
            parts.append(self._sense(name, y))
        y += _ROW - 8
        who, y = self._who(y)
        parts += [who, self._feelings(y)]
        y += _ROW + 2
        parts.append(self._turns(y))
        y += 40
        lines = "".join(
            f'<line class="rule" x1="{self.x(i):.1f}" y1="{self.top}" x2="{self.x(i):.1f}" y2="{y - 34}"/>'
            for i in range(self.first, self.last + 1)
        )
        return lines + "".join(parts), round(y - self.top + 20)

    def _phrases(self) -> str:
        width = max(10, int(self.step / 7.8))
        parts = []
        for i, column in enumerate(self.columns, self.first):
            lines = textwrap.wrap(column.phrase, width, max_lines=3, placeholder=" …") or [""]
            words_drawn = "".join(
                _label(self.middle(i), self.top + 18 + 16 * k, line, "", anchor="middle")
                for k, line in enumerate(lines)
            )
            label = f"Beat {column.number}: {column.phrase}"
            parts.append(_mark(label, (column.whole,), words_drawn))
        return "".join(parts)

    def _threat(self, base: float) -> str:
        points = [(self.middle(i), base - _THREAT * c.threat) for i, c in enumerate(self.columns, self.first)]
        path = f"M{_LEFT},{points[0][1]:.1f} L{points[0][0]:.1f},{points[0][1]:.1f} "
        for (x0, y0), (x1, y1) in pairwise(points):
            bend = (x0 + x1) / 2
            path += f"C{bend:.1f},{y0:.1f} {bend:.1f},{y1:.1f} {x1:.1f},{y1:.1f} "
        path += f"L{self.right:.1f},{points[-1][1]:.1f}"
        marks = "".join(
            _mark(
                f"Beat {c.number}, threat {words.threat_words(c.threat)} ({c.threat:.2f} of 1)",
                c.rests_on("threat"),
                f'<rect class="hit" x="{self.x(i):.1f}" y="{base - _THREAT}" '
                f'width="{self.step:.1f}" height="{_THREAT}"/>',
            )
            for i, c in enumerate(self.columns, self.first)
        )
        return (
            _lane("threat", base - 28)
            + f'<path class="threat-area" d="{path} L{self.right:.1f},{base} L{_LEFT},{base} Z"/>'
            + f'<path class="threat-line" d="{path}"/>{marks}'
        )

    def _body(self, y: float) -> str:
        parts = [_lane("body", y + 4)]
        for agency, run in groupby(enumerate(self.columns, self.first), key=lambda pair: pair[1].agency):
            here = list(run)
            drawn = [_body_line(agency, self.x(i), self.x(i) + self.step, y) for i, _ in here]
            if agency != "free":
                drawn[0] += _label(self.x(here[0][0]) + 4, y + 24, words.AGENCY[agency], "aside dim")
            parts += [
                _mark(f"Beat {c.number}, body: {words.AGENCY[agency]}", c.rests_on("agency"), line)
                for (_, c), line in zip(here, drawn, strict=True)
            ]
        return "".join(parts)

    def _sense(self, name: str, y: float) -> str:
        parts = [_lane(words.SENSES[name], y + 4)]
        told = False
        for i, c in enumerate(self.columns, self.first):
            state = getattr(c.senses, name)
            radius = 1.8 if state == "unsaid" else 4.5
            drawn = f'<circle class="{_DOTS[state]}" cx="{self.middle(i):.1f}" cy="{y}" r="{radius}"/>'
            if state == "absent":
                drawn += "" if told else _label(self.middle(i) + 10, y + 4, f"no {name}", "aside t-close")
                told = True
                drawn = _mark(f"Beat {c.number}: {name} is missing", c.rests_on(name), drawn)
            elif state == "present":
                drawn = _mark(f"Beat {c.number}: {name}", c.rests_on(name), drawn)
            parts.append(drawn)
        return "".join(parts)

    def _who(self, y: float) -> tuple[str, float]:
        mine = [i for i, c in enumerate(self.columns, self.first) if self.sheet.dreamer in c.who]
        parts = [_lane("who", y + 4)]
        if mine:
            left, right = self.x(mine[0]) + 8, self.x(mine[-1]) + self.step - 8
            parts.append(_label(left + 2, y - 6, _short(self.sheet.dreamer, 28), "t-me"))
            parts.append(f'<line class="me" x1="{left:.1f}" y1="{y}" x2="{right:.1f}" y2="{y}"/>')
        for thread in self.sheet.threads:
            here = [i for i in thread.columns if self.first <= i < self.last]
            if here:
                y += _WHO_ROW
                parts.append(self._thread(thread, here, y))
        return "".join(parts), y + 36

    def _thread(self, thread: Thread, here: list[int], y: float) -> str:
        kind = "close" if thread.close else "other"
        left, right = self.x(here[0]) + 8, self.x(here[-1]) + self.step - 8
        at, later = thread.becomes or (self.last, "")
        turned = at < self.first  # in a system above
        turn = left if turned else self.middle(at) if at < self.last else right
        before = "other" if thread.becomes else kind
        name = later if turned else thread.name
        drawn = _label(left + 2, y - 7, _short(name, 28), f"t-{kind if turned else before}")
        doubt = " doubt" if thread.unsure else ""
        drawn += self._strand(here, (left, turn, y), before + doubt) + self._strand(
            here, (turn, right, y), kind + doubt
        )
        said = f"{name}, on stage in beat {', '.join(str(i + 1) for i in here)}"
        said += f" ({words.UNSURE})" if thread.unsure else ""
        if self.first <= at < self.last:
            drawn += f'<path class="change" d="M{turn:.1f},{y - 9} l9,9 l-9,9 l-9,-9 Z"/>'
            drawn += _label(turn + 14, y - 7, _short(later, 28), f"t-{kind}")
            said += f"; becomes {later} in beat {at + 1}"
        return _mark(said, thread.evidence, drawn)

    def _strand(self, here: list[int], place: tuple[float, float, float], kind: str) -> str:
        """Draw somebody's line from left to right at a height: whole where they are on stage, dots between."""
        left, right, y = place
        drawn = ""
        for there, run in groupby(range(here[0], here[-1] + 1), key=set(here).__contains__):
            beats = list(run)
            start, end = max(left, self.x(beats[0])), min(right, self.x(beats[-1]) + self.step)
            if start < end:
                look = kind if there else f"{kind} away"
                drawn += f'<line class="{look}" x1="{start:.1f}" y1="{y}" x2="{end:.1f}" y2="{y}"/>'
        return drawn

    def _feelings(self, y: float) -> str:
        parts = [_lane("feeling", y + 4)]
        if all(c.feeling is None for c in self.columns):
            parts.append(_label(_LEFT + 10, y + 4, words.NOT_TOLD, "aside dim"))
        for pill in self.sheet.feelings:
            first, last = max(pill.first, self.first), min(pill.last, self.last - 1)
            if first <= last:
                parts.append(self._pill(pill, first, last, y))
        return "".join(parts)

    def _pill(self, pill: Pill, first: int, last: int, y: float) -> str:
        left, width = self.x(first) + 3, self.step * (last - first + 1) - 6
        said = words.FEELING[pill.feeling]
        drawn = (
            f'<rect class="pill p-{pill.feeling}" x="{left:.1f}" y="{y - 11}" width="{width:.1f}" height="22" rx="11"/>'
        )
        drawn += _label(left + width / 2, y + 4, said, "", anchor="middle")
        evidence = tuple(e for c in self.sheet.columns[first : last + 1] for e in c.rests_on("feeling"))[:4]
        return _mark(f"Beat {first + 1} to {last + 1}, feeling: {said}", evidence, drawn)

    def _turns(self, y: float) -> str:
        parts = [_lane("could turn", y + 4)]
        by_column: dict[int, list[Turn]] = {}
        for turn in self.sheet.turns:
            if self.first <= turn.column < self.last:
                by_column.setdefault(turn.column, []).append(turn)
        for column, turns in by_column.items():
            x = self.middle(column)
            kind = "turn unsure" if all(t.unsure for t in turns) else "turn"
            drawn = f'<path class="{kind}" d="M{x:.1f},{y - 8} l7,8 l-7,8 l-7,-8 Z"/>'
            said = "; ".join(t.words + (f" ({words.UNSURE})" if t.unsure else "") for t in turns)
            lines = textwrap.wrap(said, max(12, int(self.step / 7.4)), max_lines=3, placeholder=" …")
            drawn += "".join(_label(x, y + 24 + 15 * k, line, "t-me", anchor="middle") for k, line in enumerate(lines))
            evidence = tuple(e for t in turns for e in t.evidence)
            parts.append(_mark(f"Beat {column + 1} could turn: {said}", evidence, drawn))
        return "".join(parts)


def _body_line(agency: str, left: float, right: float, y: float) -> str:
    """Draw one beat's stretch of the body's line: whole, broken, or barred like the dreamer."""
    if agency != "immobile":
        kind = "free" if agency == "free" else "hindered"
        return f'<line class="{kind}" x1="{left:.1f}" y1="{y}" x2="{right:.1f}" y2="{y}"/>'
    count = max(2, round((right - left) / 17))
    places = (left + (right - left) * (k + 0.5) / count for k in range(count))
    return "".join(f'<line class="bar" x1="{x:.1f}" y1="{y - 9}" x2="{x:.1f}" y2="{y + 9}"/>' for x in places)


def _foot(sheet: ScoreSheet, y: int) -> tuple[str, int]:
    parts = [f'<line class="rule" x1="36" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}"/>'] if sheet.columns else []
    for lane, facts in (("on waking", sheet.waking), ("also found", sheet.facts)):
        if facts:
            row, y = _facts(lane, facts, y + 26)
            parts.append(row)
    return "".join(parts), y


def _facts(lane: str, facts: tuple[Fact, ...], y: int) -> tuple[str, int]:
    parts, x = [_lane(lane, y)], float(_LEFT)
    for fact in facts:
        said = f"{fact.words} ({words.UNSURE})" if fact.unsure else fact.words
        width = _wide(said) + 26
        if x + width > _WIDTH - _RIGHT and x > _LEFT:
            x, y = float(_LEFT), y + 22
        label = f"{said}; {fact.sureness}"
        parts.append(_mark(label, fact.evidence, _label(x, y, said, "dim" if fact.unsure else "")))
        x += width
    return "".join(parts), y


def _mark(label: str, evidence: tuple[Evidence, ...], drawn: str) -> str:
    """Wrap what is drawn so that a page can say what it is and show the words that it rests on."""
    label = label if evidence else f"{label}; {words.NO_WORDS}"
    spans = " ".join(f"{e.start}-{e.end}" for e in evidence)
    return (
        f'<g class="mark" tabindex="0" role="img" aria-label="{_text(label)}" data-label="{_text(label)}" '
        f'data-spans="{spans}">{drawn}</g>'
    )


def _lane(name: str, y: float) -> str:
    return _label(114, y, name, "lane", anchor="end")


def _label(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_text(text)}</text>'


def _wide(text: str) -> float:
    """Return about how many pixels a line of the serif at 13 px takes; no two systems have quite the same letters."""
    return sum(4.4 if c in "iljtfrI.,;:'() " else 10.6 if c in "mwMW" else 7.6 for c in text)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _text(text: str) -> str:
    """Escape for XML, and leave out control characters, which XML does not allow."""
    return escape("".join(c if c.isprintable() or c == " " else " " for c in text), quote=True)
