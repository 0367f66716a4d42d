"""Find one's own reports again: by their words, and by what was found in them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import text

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["Hit", "Query", "search"]

_FEELINGS = {"anger": "AN", "apprehension": "AP", "fear": "AP", "sadness": "SD", "confusion": "CO", "happiness": "HA"}
_MOST = 200


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for; all that is given must hold.

    Attributes
    ----------
    words
        Words of the text, title or tags, in any of their forms; ``"in quotes"`` a phrase, ``nev*`` a beginning.
    facets
        Names of facets that hold (``immobile``), of themes (``being_chased``), or ``name=value`` (``ending=bad``).
    who
        Somebody in the dream: what the report calls them, or a Hall/Van de Castle code.
    feeling
        ``anger, apprehension, sadness, confusion, happiness``, or their codes.
    begin, end
        The first and last night.
    """

    words: str = ""
    facets: tuple[str, ...] = ()
    who: str | None = None
    feeling: str | None = None
    begin: dt.date | None = None
    end: dt.date | None = None


class Hit(msgspec.Struct, frozen=True):
    """A report that was found: its id, night and title, and the words around the first match."""

    id: str
    night: dt.date
    title: str | None
    snippet: str


def search(journal: Journal, query: Query, most: int = _MOST) -> list[Hit]:
    """Return what was found, the best match first where words are looked for, else the newest night first.

    ``snippet`` holds the text of a dream: show it only where it was asked for.
    """
    conditions, values = _conditions(query)
    match = _match(query.words)
    if match:
        statement = (
            "SELECT r.id, r.night, r.title, snippet(words, 1, '', '', '…', 12) FROM words "
            'JOIN reports r ON r."row" = words.rowid WHERE words MATCH :match AND '
            f"{conditions} ORDER BY words.rank, r.night DESC LIMIT :most"
        )
        values["match"] = match
    else:
        statement = (
            "SELECT r.id, r.night, r.title, substr(r.text, 1, 80) FROM reports r "
            f'WHERE {conditions} ORDER BY r.night DESC, r."row" DESC LIMIT :most'
        )
    with journal.reading() as connection:
        rows = connection.execute(text(statement), values | {"most": most}).all()
    return [Hit(row[0], dt.date.fromisoformat(row[1]), row[2], row[3]) for row in rows]


def _conditions(query: Query) -> tuple[str, dict[str, object]]:
    """Return the conditions as SQL, with every value bound and none written into it."""
    parts, values = ["r.deleted IS NULL"], dict[str, object]()
    pairs: list[tuple[str, str]] = []
    for facet in query.facets:
        name, equals, value = facet.partition("=")
        pairs.append((name, value) if equals else ("", name))
    if query.who:
        pairs.append(("character", query.who) if re.fullmatch(r"\d[A-Z]{3}", query.who) else ("who", query.who))
    if query.feeling:
        pairs.append(("feeling", _FEELINGS.get(query.feeling, query.feeling)))
    for k, (kind, value) in enumerate(pairs):
        kinds = "f.kind IN ('facet', 'theme')" if not kind else f"f.kind = :kind{k}"
        same = f"f.value LIKE :value{k}" if kind == "who" else f"f.value = :value{k}"
        parts.append(f"EXISTS (SELECT 1 FROM findings f WHERE f.report = r.id AND {kinds} AND {same})")
        values[f"value{k}"] = f"%{value.casefold()}%" if kind == "who" else value
        if kind:
            values[f"kind{k}"] = kind
    for name, sign in (("begin", ">="), ("end", "<=")):
        date = getattr(query, name)
        if date is not None:
            parts.append(f"r.night {sign} :{name}")
            values[name] = date.isoformat()
    return " AND ".join(parts), values


def _match(words: str) -> str:
    """Return words as FTS5 reads them: each quoted, so that no sign of its language is taken for one; `*` stays."""
    found = re.findall(r'"([^"]+)"|(\S+)', words.replace("\0", " "))
    terms = []
    for phrase, word in found:
        plain = (phrase or word).replace('"', " ").strip()
        star = "*" if word.endswith("*") else ""
        plain = plain.rstrip("*")
        if re.search(r"\w", plain):
            terms.append(f'"{plain}"{star}')
    return " ".join(terms)
