"""The conversation of ``nightglass log``: one screen, in the dark, and every question can be skipped with Enter."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from nightglass.cli._journal import describe, dim, say
from nightglass.journal import (
    BODY,
    FEELINGS,
    Draft,
    JournalError,
    Report,
    drafts,
    forget_draft,
    keep_draft,
    local_zone,
    new_id,
    night,
    now,
    spoken_date,
)
from nightglass.journal.logging import keep_night, read_new
from nightglass.journal.typed_night import NightWords, night_from

if TYPE_CHECKING:
    from nightglass.journal import Journal

__all__ = ["ask_night"]


def ask_night(journal: Journal, evening: dt.date) -> None:
    """Ask about a night and keep it. What is typed is kept line by line; Ctrl-C keeps what is there so far."""
    say(dim(f"The night of {spoken_date(evening)}. Enter skips a question; Ctrl-C ends, and what you wrote is kept."))
    answers: dict[str, object] = {}
    draft = Draft(new_id(), evening, "", dt.datetime.now(dt.UTC))
    text = ""
    with suppress(KeyboardInterrupt, EOFError):
        answers |= _state()
        if answers.get("quiet") is not True:
            text, draft = _dream(journal, draft)
            answers |= _after()
    _keep(journal, evening, answers, text, draft)


def _ask(question: str) -> str:
    return input(dim(f"{question} ")).strip()


def _number(question: str, most: int) -> int | None:
    while answer := _ask(question):
        if answer.isdigit() and int(answer) <= most:
            return int(answer)
        say(dim(f"A number from 0 to {most}, or Enter."))
    return None


def _state() -> dict[str, object]:
    answer = _ask("Nightmares tonight? A number, 0 for a quiet night, Enter if you would rather not say:")
    while answer and not (answer.isdigit() and int(answer) <= 100):
        answer = _ask("A number, or Enter:")
    if not answer:
        return {}
    return {"nightmares": int(answer), "quiet": int(answer) == 0}


def _dream(journal: Journal, draft: Draft) -> tuple[str, Draft]:
    """Take the dream line by line; each line is kept in the journal before the next is typed."""
    lines: list[str] = []
    left = [d for d in drafts(journal) if d.text.strip()]
    if left:
        words = len(left[0].text.split())
        if _ask(f"Something you began ({words} words) is kept. Go on with it? y, or Enter for no:").lower() in {
            "y",
            "yes",
        }:
            draft = left[0]
            lines = draft.text.splitlines()
    say(dim("The dream, if you want to write it. An empty line ends it."))
    while True:
        try:
            line = input()
        except EOFError:
            break
        if not line.strip():
            break
        lines.append(line)
        draft = Draft(draft.id, draft.night, "\n".join(lines), dt.datetime.now(dt.UTC))
        keep_draft(journal, draft)
    return "\n".join(lines), draft


def _after() -> dict[str, object]:
    answers: dict[str, object] = {"distress": _number("How bad was it, 0 to 10?", 10)}
    feeling = _ask(f"How did you wake? {', '.join(FEELINGS)}:").lower()
    answers["waking"] = _nearest(feeling, FEELINGS)
    body = [
        _nearest(word, BODY) for word in _ask(f"And your body? {', '.join(BODY)}:").lower().replace(",", " ").split()
    ]
    answers["body"] = tuple(b for b in body if b)
    answers["calm"] = _number("Minutes until calm?", 600)
    again = _ask("Did you sleep again? y, n:").lower()
    answers["slept_again"] = {"y": True, "yes": True, "n": False, "no": False}.get(again)
    return answers


def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the one known word that begins so; hands shake at night, and two letters must do."""
    found = [k for k in known if word and k.startswith(word[:4])]
    return found[0] if len(found) == 1 else None


def _keep(journal: Journal, evening: dt.date, answers: dict[str, object], text: str, draft: Draft) -> None:
    text = text or draft.text
    if (
        not text.strip()
        and not any(v not in {None, False, ()} for v in answers.values())
        and "nightmares" not in answers
    ):
        say(dim("Nothing was written, so nothing was kept."))
        return
    report = Report(id=draft.id, night=evening, text=text, written=now()) if text.strip() else None
    words = NightWords(**answers)  # type: ignore[arg-type]
    try:
        kept = night_from(words, night(journal, evening), local_zone(), report.id if report else None)
        keep_night(journal, kept, [report] if report else [])
    except JournalError:
        if report is None:
            raise
        kept = night(journal, evening)
        keep_night(journal, kept, [report])
    if report is not None:
        forget_draft(journal, report.id)
    say(dim(f"Saved: the night of {spoken_date(evening)}, {describe(kept)}. You can lie down."))
    sys.stdout.flush()
    read_new(journal, [report] if report else [])
