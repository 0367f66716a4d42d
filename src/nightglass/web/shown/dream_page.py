"""The page of a dream and those parts of it that appear or change by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.hvdc import in_words
from nightglass.journal import JournalError, earlier_reports, recurrences
from nightglass.pictures import score_picture, score_table, without_phrases
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.saying import spoken_night
from nightglass.web.shown.besides import besides
from nightglass.web.shown.dream_shown import Dream, report_in_pieces, sheet_of
from nightglass.web.shown.findings import codes_of, findings_of
from nightglass.web.shown.story_findings import beats_of, body_of, cast_of, options_of, senses_of

if TYPE_CHECKING:
    from litestar.response import Template

    from nightglass.web.held.keeper import Keeper

__all__ = ["Notice", "dream_page", "parts", "row_parts", "veiling", "waiting"]

_EXAMPLES = ("char:1MKA", "agg:1MSA,6>,D", "fri:D,4>,1FMA", "mf:1,D", "emot:AP,D", "set:IF", "succ:,D")


class Notice(msgspec.Struct, frozen=True):
    """What is said after something was done, and how it is undone: post ``ids`` to ``undo``.

    ``at`` is the finding that it is about; ``wrong`` says that nothing was done.
    """

    words: str
    undo: str = ""
    ids: tuple[str, ...] = ()
    at: str = ""
    wrong: bool = False


def waiting(keeper: Keeper, shown: Dream) -> bool:
    """Tell whether a dream is still to be read."""
    return shown.found is None and (keeper.reader.working or keeper.reader.left > 0)


def dream_page(
    keeper: Keeper, shown: Dream, *, text: bool = False, notice: Notice | None = None, opened: str = ""
) -> Template:
    """Return the whole page; ``opened`` is the beat or the character whose form is to be filled in."""
    return page(
        "dream.html",
        400 if notice and notice.wrong else 200,
        text=text,
        pieces=report_in_pieces(shown) if text else None,
        changed=bool(earlier_reports(keeper.journal, shown.report.id)),
        **{**_context(keeper, shown, notice, text=text), "opened": opened},
    )


def parts(keeper: Keeper, shown: Dream, notice: Notice | None = None, *, text: bool) -> Template:
    """Return the score and the findings, to be put in the place of those that a page shows."""
    return page("dream_parts.html", **_context(keeper, shown, notice, text=text))


def row_parts(shown: Dream, name: str, *, text: bool) -> Template:
    """Return the row of a beat (``beats.120``) or of a character (``cast.2``) with its form.

    Raises
    ------
    JournalError
        When there is none.
    """
    own, yours = shown.own, shown.corrections
    rows: dict[str, tuple[str, Any]] = {}
    if own is not None:
        rows |= {beat.name: ("beat", beat) for beat in beats_of(own, yours, text=text)}
        cast = cast_of(own, yours="characters" in yours)
        rows |= {f"cast.{k}": ("somebody", row) for k, row in enumerate(cast, 1)}
    if name not in rows:
        raise JournalError(phrases().dreams.no_such)
    kind, row = rows[name]
    return page("dream_row.html", report=shown.report, kind=kind, row=row, name=name, options=options_of())


def veiling(keeper: Keeper, shown: Dream, *, text: bool, again: bool = False, score: bool = True) -> Template:
    """Return the text or its veil, and with it the ``score`` of the page, which has words only beside the text."""
    pieces = report_in_pieces(shown) if text else None
    context = _context(keeper, shown, None, text=text) if score else {"report": shown.report}
    return page("dream_text.html" if text else "dream_veil.html", pieces=pieces, again=again, score=score, **context)


def _context(keeper: Keeper, shown: Dream, notice: Notice | None, *, text: bool) -> dict[str, Any]:
    own, identity = shown.own, shown.report.id
    belongs = [r for r in keeper.known("recurrences", recurrences) if identity in r.reports]
    beside = besides(keeper.journal, shown.report, comes_back=bool(belongs))
    night = spoken_night(shown.report.night)
    sheet = sheet_of(shown, night[:1].upper() + night[1:])
    if sheet is not None and not text:
        sheet = without_phrases(sheet)
    return {
        "report": shown.report,
        "own": own,
        "waiting": waiting(keeper, shown),
        "picture": score_picture(sheet, title=False) if sheet else None,
        "table": score_table(sheet) if sheet else None,
        "limits": sheet.limits if sheet else (),
        "findings": findings_of(own, shown.corrections, beside) if own else (),
        "belongs": belongs,
        "codes": codes_of(own, yours="hvdc" in shown.corrections) if own else (),
        "codes_yours": "hvdc" in shown.corrections,
        "examples": [(item, in_words(item)) for item in _EXAMPLES],
        "notice": notice,
        "opened": "",
        **_told(shown, text=text),
    }


def _told(shown: Dream, *, text: bool) -> dict[str, Any]:
    """Return who is there, the body, the senses and the beats, and what a form chooses among."""
    own, yours = shown.own, shown.corrections
    return {
        "cast": cast_of(own, yours="characters" in yours) if own else (),
        "cast_yours": "characters" in yours,
        "body": body_of(own, yours="body" in yours) if own else (),
        "body_yours": "body" in yours,
        "senses": senses_of(own, yours) if own else (),
        "beats": beats_of(own, yours, text=text) if own else (),
        "options": options_of(),
    }
