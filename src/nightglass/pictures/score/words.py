"""All words that the score says to people: plain, kind, no alarm."""

from __future__ import annotations

__all__ = [
    "AGENCY",
    "BEAT",
    "BODY",
    "ENDING",
    "FEELING",
    "FLAGS",
    "KIND",
    "NOT_TOLD",
    "RATED",
    "SENSES",
    "SURE",
    "THEMES",
    "UNSURE",
    "WAKING",
    "YOURS",
]
__all__ += ["threat_words"]

BEAT = "beat {number}"
UNSURE = "not sure"
NO_WORDS = "nothing new is said of it here"
NOT_TOLD = "no feeling is told of, beat by beat"
RATED = "rated {rating} of 10 by the dreamer"
YOURS = "yours"
"""What stands in place of a probability where the person said it themself."""
SURE = 0.6
"""Below this probability a finding is marked as not sure."""

KIND = {"none": "no distress found in its words", "bad": "a bad dream", "nightmare": "a nightmare"}
AGENCY = {"free": "free", "impeded": "hindered", "immobile": "cannot move"}
FEELING = {
    "fear": "fear", "sadness": "sadness", "anger": "anger", "disgust": "disgust", "confusion": "confusion",
    "guilt_shame": "shame", "frustration": "frustration", "joy": "joy", "neutral": "no strong feeling",
}  # fmt: skip
SENSES = {"sight": "sight", "sound": "sound", "touch": "touch", "smell": "smell", "taste": "taste", "voice": "voice"}
FLAGS = {
    "immobile": "the body will not obey",
    "muted": "sound or voice is missing",
    "metamorphosis": "someone or something becomes another",
    "known_dies": "someone close dies or is dead",
    "dreamer_threatened": "the dreamer is in danger",
    "other_threatened": "someone else is in danger",
    "rescue": "the dreamer tries to save someone",
    "woke": "the dreamer woke from it",
    "recurrence": "it has come before",
    "foreknowledge": "the dreamer knows what is coming",
    "lucid": "the dreamer knows that it is a dream",
}
ENDING = {
    "bad": "it ends badly",
    "unresolved": "it breaks off, still open",
    "mixed": "it ends partly resolved",
    "good": "it ends well",
    "neutral": "nothing at stake found at its end",
}
WAKING = {
    "none": "no feeling on waking is told", "fear": "afraid on waking", "sadness": "sad on waking",
    "anger": "angry on waking", "disgust": "disgusted on waking", "relief": "relieved on waking",
    "confusion": "confused on waking", "other": "another feeling on waking",
}  # fmt: skip
BODY = {
    "crying": "crying", "racing_heart": "heart racing", "sweat": "sweating", "tight_throat": "throat tight",
    "gasping": "gasping for breath", "frozen": "frozen",
}  # fmt: skip
THEMES = {
    "physical_aggression": "violence", "interpersonal_conflict": "conflict with others",
    "failure_helplessness": "failing, helplessness", "health_death": "illness and death",
    "apprehension_worry": "worry", "being_chased": "being chased", "evil_presence": "an evil presence",
    "accident": "an accident", "disaster": "disaster", "vermin": "vermin",
    "environmental_abnormality": "a place that is wrong", "other": "something else",
}  # fmt: skip


def threat_words(threat: float) -> str:
    """Return a threat from 0 to 1 in words."""
    for least, words in ((0.75, "very high"), (0.5, "high"), (0.25, "some"), (0.05, "a little")):
        if threat >= least:
            return words
    return "none"
