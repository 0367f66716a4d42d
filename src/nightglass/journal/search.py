"""Find one's own reports again: by their words, and by what was found in them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import text

if TYPE_CHECKING:
    from nightglass.journal.journal import Journal

__all__ = ["Hit", "Query", "count_hits", "findings_by_kind", "search"]

_FEELINGS = {"anger": "AN", "apprehension": "AP", "fear": "AP", "sadness": "SD", "confusion": "CO", "happiness": "HA"}
_MOST = 200
_PLACES = ("title", "text", "tags")
_BEGIN, _END = "\x02", "\x03"  # around a match; a stray one in a report only marks too much


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
    """A report that was found.

    Attributes
    ----------
    id, night, title
        Which it is.
    snippet
        The words around the first match, or its first words.
    matches
        Where in the snippet the words are that were looked for: start and end.
    places
        In which of ``title, text, tags`` they were found; empty where none were looked for.
    """

    id: str
    night: dt.date
    title: str | None
    snippet: str
    matches: tuple[tuple[int, int], ...] = ()
    places: tuple[str, ...] = ()


def search(journal: Journal, query: Query, most: int = _MOST, skip: int = 0) -> list[Hit]:
    """Return what was found, the best match first where words are looked for, else the newest night first.

    ``snippet`` holds the text of a dream: show it only where it was asked for. ``skip`` leaves out the first ones.
    """
    conditions, values = _conditions(query)
    match = _match(query.words)
    if match:
        around = ", ".join(f"snippet(words, {k}, char(2), char(3), '…', 12)" for k in range(len(_PLACES)))
        statement = (
            f"SELECT r.id, r.night, r.title, {around} FROM words "
            'JOIN reports r ON r."row" = words.rowid WHERE words MATCH :match AND '
            f'{conditions} ORDER BY words.rank, r.night DESC, r."row" DESC LIMIT :most OFFSET :skip'
        )
        values["match"] = match
    else:
        statement = (
            "SELECT r.id, r.night, r.title, NULL, substr(r.text, 1, 80), NULL FROM reports r "
            f'WHERE {conditions} ORDER BY r.night DESC, r."row" DESC LIMIT :most OFFSET :skip'
        )
    with journal.reading() as connection:
        rows = connection.execute(text(statement), values | {"most": most, "skip": skip}).all()
    return [_hit(*row) for row in rows]


def _hit(identity: str, night: str, title: str | None, *around: str | None) -> Hit:
    """Return a hit from what FTS5 marked in title, text and tags."""
    places = tuple(place for place, words in zip(_PLACES, around, strict=True) if words and _BEGIN in words)
    plain, matches, size = [], [], 0
    for k, part in enumerate((around[1] or "").split(_BEGIN)):
        found, _, rest = part.partition(_END) if k else ("", "", part)
        if found:
            matches.append((size, size + len(found)))
        plain += [found, rest]
        size += len(found) + len(rest)
    return Hit(identity, dt.date.fromisoformat(night), title, "".join(plain), tuple(matches), places)


def count_hits(journal: Journal, query: Query) -> int:
    """Return how many reports a search finds."""
    conditions, values = _conditions(query)
    match = _match(query.words)
    source = "reports r"
    if match:
        source, conditions = (
            'words JOIN reports r ON r."row" = words.rowid',
            f"words MATCH :match AND {conditions}",
        )
        values["match"] = match
    with journal.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {source} WHERE {conditions}"), values).scalar_one())


def findings_by_kind(journal: Journal) -> dict[str, dict[str, int]]:
    """Return what can be searched for: by kind (``facet, theme, feeling, ending`` ...) each value and its reports."""
    statement = (
        "SELECT f.kind, f.value, count(*) FROM findings f JOIN reports r ON r.id = f.report AND r.deleted IS NULL "
        "WHERE f.kind NOT IN ('who', 'character') GROUP BY f.kind, f.value ORDER BY count(*) DESC, f.value"
    )
    found: dict[str, dict[str, int]] = {}
    with journal.reading() as connection:
        for kind, value, count in connection.execute(text(statement)):
            found.setdefault(kind, {})[value] = count
    return found


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
