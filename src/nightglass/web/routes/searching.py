"""Search in one's own reports: by their words and by what was found in them; what was looked for is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, get, post
from litestar.response import Template

from nightglass.journal import JournalError, Query, count_hits, findings_by_kind, search
from nightglass.web.given import TheForm, TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from nightglass.journal import Hit
    from nightglass.web.forms import Form
    from nightglass.web.held.keeper import Keeper

__all__ = ["HANDLERS"]

_EACH = 20  # results on one page
_CHOICES = ("kind", "ending")
_FEELINGS = ("AP", "SD", "AN", "CO", "HA")


@get("/search", include_in_schema=False, sync_to_thread=True)
def search_page(keeper: TheKeeper) -> Template:
    """Show an empty form."""
    return page("search.html", **_form(keeper, None), **_NOTHING)


@post("/search", include_in_schema=False, sync_to_thread=True, status_code=200)
def searched(request: Request[Any, Any, Any], keeper: TheKeeper, form: TheForm) -> Template:
    """Show what was found; the words come in the body, so that they are in no history of a browser."""
    partly = "hx-request" in request.headers
    try:
        found, status = _found(keeper, form), 200
    except JournalError as error:
        found, status = _NOTHING | {"said": str(error)}, 200 if partly else 400  # htmx shows no other
    if partly:
        return page("search_found.html", **found, partly=True)
    return page("search.html", status, **_form(keeper, form), **found)


_NOTHING: dict[str, Any] = {
    "asked": False, "said": None, "hits": [], "count": 0, "number": 1, "pages": 1, "shown": False,
}  # fmt: skip


def _form(keeper: Keeper, form: Form | None) -> dict[str, Any]:
    """Return what the form shows: what can be looked for in this journal, and what was filled in."""
    there = keeper.known("findings", findings_by_kind)
    fields = ("words", "who", "feeling", "begin", "end")
    return {
        "typed": {name: form.raw(name) if form else "" for name in fields},
        "chosen": set(form.many("facet")) if form else set(),
        "flags": _named(there.get("facet", {}), "flags"),
        "themes": _named(there.get("theme", {}), "themes"),
        "choices": {kind: _named(there.get(kind, {}), kind) for kind in _CHOICES},
        "feelings": [(code, phrases().search.feelings[code]) for code in _FEELINGS if code in there.get("feeling", {})],
    }


def _named(counts: dict[str, int], table: str) -> list[tuple[str, str, int]]:
    """Return values with what they are called and how many reports have them."""
    return [(value, _name(table, value), count) for value, count in counts.items()]


def _name(table: str, value: str) -> str:
    """Return what a value is called on the page of a dream; inside a sentence it begins small."""
    said = phrases().dreams
    known = vars(said.labels if table == "flags" else said.values[table]).get(value, value.replace("_", " "))
    return f"{known[:1].lower()}{known[1:]}"


def _found(keeper: Keeper, form: Form) -> dict[str, Any]:
    query, why = _query(form)
    if query == Query():
        return dict(_NOTHING)
    shown = form.raw("shown")
    count = count_hits(keeper.journal, query)
    pages = max(1, -(-count // _EACH))
    wanted = shown or form.raw("page")
    number = min(pages, max(1, int(wanted))) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 7 else 1
    hits = search(keeper.journal, query, _EACH, (number - 1) * _EACH)
    return {
        "asked": True,
        "said": None,
        "hits": [(hit, _pieces(hit), [*_where(hit), *why]) for hit in hits],
        "count": count,
        "number": number,
        "pages": pages,
        "shown": bool(shown),
    }


def _query(form: Form) -> tuple[Query, list[str]]:
    """Return what to look for, and why a report is found that has it."""
    said = phrases().search
    facets = form.many("facet")[:40]
    who, feeling = form.text("who"), form.text("feeling")
    query = Query(
        words=(form.text("words") or "")[:1000],
        facets=facets,
        who=who,
        feeling=feeling,
        begin=form.date("begin", said.begin),
        end=form.date("end", said.end),
    )
    why = [_facet_name(facet) for facet in facets]
    if who:
        why.append(said.why_who.format(who=who))
    if feeling:
        why.append(str(getattr(said.feelings, feeling, feeling)))
    return query, why


def _facet_name(facet: str) -> str:
    kind, equals, value = facet.partition("=")
    if equals:
        return _name(kind, value) if kind in _CHOICES else facet
    return _name("flags" if kind in vars(phrases().dreams.labels) else "themes", kind)


def _where(hit: Hit) -> list[str]:
    return [str(phrases().search.places[place]) for place in hit.places]


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    """Return the snippet in pieces, and which of them are the words that were looked for."""
    pieces, place = [], 0
    for begin, end in hit.matches:
        pieces += [(hit.snippet[place:begin], False), (hit.snippet[begin:end], True)]
        place = end
    return [piece for piece in [*pieces, (hit.snippet[place:], False)] if piece[0]]


HANDLERS = (search_page, searched)
