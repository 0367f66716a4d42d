"""Every word that a score says to a person, in one place: plain, kind, neither cheerful nor alarming."""

from __future__ import annotations

__all__ = [
    "AGENCY",
    "ENDING",
    "FEELING",
    "FLAG",
    "FRAME",
    "KIND",
    "LANE",
    "NO_BEATS",
    "NO_WORDS",
    "SENSE_GONE",
    "SENSE_HERE",
    "SENSE_NAME",
    "SIGN",
    "THEME",
    "UNSURE",
    "WAKING",
    "about",
    "beats_named",
    "listed",
    "plainly",
    "quoted",
    "threat_named",
]

UNSURE = "not sure"

LANE = {
    "threat": "threat",
    "body": "body",
    "sense": "senses",
    "who": "who",
    "feeling": "feeling",
    "turn": "could turn",
}

_THREAT = ((0.05, "none"), (0.25, "little"), (0.5, "some"), (0.75, "strong"), (1.01, "very strong"))

AGENCY = {"free": "free to move", "impeded": "held back", "immobile": "cannot move"}

SENSE_NAME = {
    "sight": "sight", "sound": "sound", "voice": "voice", "touch": "touch", "smell": "smell", "taste": "taste",
}  # fmt: skip
SENSE_HERE = {
    "sight": "seeing", "sound": "hearing", "voice": "speaking", "touch": "feeling by touch", "smell": "smelling",
    "taste": "tasting",
}  # fmt: skip
SENSE_GONE = {
    "sight": "cannot see", "sound": "no sound", "voice": "no voice", "touch": "no touch", "smell": "no smell",
    "taste": "no taste",
}  # fmt: skip

FEELING = {
    "fear": "fear", "sadness": "sadness", "anger": "anger", "disgust": "disgust", "confusion": "confusion",
    "guilt_shame": "guilt or shame", "frustration": "frustration", "joy": "joy", "neutral": "no strong feeling",
}  # fmt: skip

KIND = {"nightmare": "a nightmare", "bad": "a bad dream", "none": "a dream, neither bad nor a nightmare"}

ENDING = {
    "bad": "badly: what is feared happens, or the distress is at its height",
    "unresolved": "open: it breaks off before anything is resolved",
    "mixed": "partly resolved",
    "good": "well: it is resolved",
    "neutral": "with nothing at stake any more",
}

WAKING = {
    "fear": "fear", "sadness": "sadness", "anger": "anger", "disgust": "disgust", "relief": "relief",
    "confusion": "confusion", "other": "another feeling",
}  # fmt: skip

SIGN = {
    "crying": "crying", "racing_heart": "heart racing", "sweat": "sweating", "tight_throat": "throat tight",
    "gasping": "gasping for breath", "frozen": "frozen",
}  # fmt: skip

FLAG = {
    "immobile": "the dreamer cannot move or act",
    "muted": "sound or voice is missing",
    "metamorphosis": "someone or something becomes another",
    "known_dies": "someone the dreamer knows dies or is dead",
    "dreamer_threatened": "the dreamer is in danger",
    "other_threatened": "someone else is in danger",
    "rescue": "the dreamer tries or wants to help",
    "recurrence": "the dream, or part of it, has come before",
    "foreknowledge": "the dreamer knows what is coming",
    "lucid": "the dreamer knows that it is a dream",
}

THEME = {
    "physical_aggression": "violence",
    "interpersonal_conflict": "conflict with someone",
    "failure_helplessness": "failing or being helpless",
    "health_death": "illness, injury, death or grief",
    "apprehension_worry": "worry",
    "being_chased": "being chased",
    "evil_presence": "an evil presence",
    "accident": "an accident",
    "disaster": "a disaster",
    "vermin": "vermin",
    "environmental_abnormality": "a place that is wrong",
    "other": "something else",
}

FRAME = {
    "heading": "a heading",
    "before": "before the dream",
    "after": "after waking",
    "comment": "the writer's comment",
}

NO_BEATS = "No steps of a dream were found in these words."
NO_WORDS = "Nothing in these beats says otherwise."


def plainly(table: dict[str, str], key: str) -> str:
    """Return the words for ``key``; a key that a newer reader invented is at least made readable."""
    return table.get(key, key.replace("_", " "))


def threat_named(level: float) -> str:
    """Return a threat from 0 to 1 in words."""
    return next(word for bound, word in _THREAT if level < bound or bound > 1)


def about(probability: float) -> str:
    """Return how sure the reader is, 0 to 1, as how often such findings are right."""
    tenths = round(10 * probability)
    return f"{UNSURE}: right about {tenths} times in 10" if tenths else f"{UNSURE}: seldom right"


def beats_named(beats: tuple[int, ...]) -> str:
    """Return beats, counted from 0, as people count them: ``beat 3``, ``beats 3 to 5 and 7``."""
    runs: list[list[int]] = []
    for beat in beats:
        if runs and runs[-1][1] == beat - 1:
            runs[-1][1] = beat
        else:
            runs.append([beat, beat])
    parts = [_run_named(first + 1, last + 1) for first, last in runs]
    return f"beat{'s' if len(beats) > 1 else ''} {listed(parts)}"


def _run_named(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first} to {last}" if last > first + 1 else f"{first} and {last}"


def listed(parts: list[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def quoted(words: str) -> str:
    """Return the report's own words in quotation marks."""
    return f"“{words}”"
