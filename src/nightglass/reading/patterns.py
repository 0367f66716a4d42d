"""Patterns over a story's plain words, written with all forms of a verb in one word.

``[[run]]`` stands for run, runs, ran, running; ``{me}`` and its like for the groups of `GROUPS`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["GROUPS", "compile_pattern", "forms"]

GROUPS = {
    "not": r"(?:not|never|barely|hardly|scarcely)",
    "can_not": (
        r"(?:(?:can|could|would|will|did|do|does|am|was|were|are|is) (?:not|barely|hardly|scarcely)"
        r"|(?:am|was|were|is|are|felt|feel|seem|seemed) unable to|not able to|(?:could|can) no longer"
        r"|no longer (?:able to)?|never (?:able to|could)?|incapable of)"
    ),
    "unable": (
        r"(?:(?:can|could) (?:not|barely|hardly|scarcely)|(?:am|was|were|is|are|felt|feel) unable to|not able to"
        r"|(?:can|could) no longer|no longer able to|never able to|incapable of)"
    ),
    "adv": r"(?:\w+ly |so much as |just |still |even |only |also |almost |then |now |so |very |really |all )*",
    "my": r"(?:my|our)",
    "we": r"(?:i|we)",
    "me": r"(?:me|us|myself)",
}


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in (files("nightglass.reading.lexicon") / "irregular_verbs.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            verb, *rest = line.split()
            table[verb] = tuple(rest)
    return table


def forms(verb: str) -> tuple[str, ...]:
    """Return the forms of an English verb: base, -s, -ing, past, participle; a particle (``wake up``) follows each."""
    verb, space, particle = verb.partition(" ")
    past = _irregular().get(verb)
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprtv]", verb) or verb in _DOUBLING
    if short:
        stem = verb + verb[-1]
    y = verb.endswith("y") and verb[-2] not in "aeiou"
    third = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    ing = verb[:-2] + "ying" if verb.endswith("ie") else stem + "ing"
    ed = verb[:-1] + "ied" if y else stem + ("ed" if not verb.endswith("ee") else "d")
    every = (verb, third, ing, *(past or (ed,)))
    return tuple(dict.fromkeys(f + space + particle for f in every))


_DOUBLING = frozenset(
    [
        "regret",
        "admit",
        "begin",
        "forget",
        "commit",
        "occur",
        "kidnap",
        "refer",
        "prefer",
        "rebel",
        "control",
        "compel",
        "expel",
        "patrol",
    ]
)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for use on a story's ``line``; it matches whole words only.

    Raises
    ------
    KeyError
        When the pattern names a group that does not exist.
    re.error
        When it is not a regular expression.
    """
    for name, group in GROUPS.items():
        pattern = pattern.replace("{" + name + "}", group)
    left = re.search(r"\{[a-z_]+\}", pattern)
    if left:
        raise KeyError(left.group())
    pattern = re.sub(r"\[\[([a-z' |]+)\]\]", _all_forms, pattern)
    return re.compile(rf"\b(?:{pattern})(?!\w)")


def _all_forms(match: re.Match[str]) -> str:
    every = [re.escape(f).replace(r"\ ", " ") for verb in match[1].split("|") for f in forms(verb)]
    return "(?:" + "|".join(dict.fromkeys(every)) + ")"
