"""Words in a plain spelling, and their dictionary forms."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["lemma", "plain"]

_BARE = {
    "cant": "can not", "cannot": "can not", "can't": "can not", "won't": "will not", "wont": "will not",
    "shan't": "shall not", "ain't": "is not", "aint": "is not", "im": "i am", "ive": "i have", "i'm": "i am",
    "dont": "do not", "didnt": "did not", "doesnt": "does not", "isnt": "is not", "wasnt": "was not",
    "arent": "are not", "werent": "were not", "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not",
    "hasnt": "has not", "havent": "have not", "hadnt": "had not", "thats": "that is", "theres": "there is",
    "theyre": "they are", "youre": "you are", "hes": "he is", "shes": "she is", "whats": "what is", "let's": "let us",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "cuz": "because", "cause": "because", "coz": "because",
    "thru": "through", "outta": "out of", "kinda": "kind of", "sorta": "sort of", "somthing": "something",
    "mum": "mother", "mom": "mother", "mommy": "mother", "mummy": "mother", "mama": "mother", "momma": "mother",
    "dad": "father", "daddy": "father", "papa": "father",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"))
_IS = frozenset(["he", "she", "it", "that", "there", "what", "who", "here", "where", "how"])
_LEMMAS = {
    "felt": "feel", "thought": "think", "found": "find", "left": "leave", "ground": "ground", "saw": "see",
    "lay": "lie", "bit": "bite", "wound": "wound", "better": "better", "glasses": "glasses", "woke": "wake",
    "awoke": "awake", "awakened": "awake", "awaken": "awake", "wakened": "wake", "hers": "her", "us": "we", "me": "i",
}  # fmt: skip


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return a word in lower case with its contraction written out.

    Parameters
    ----------
    word
        One token of a text.

    Returns
    -------
    str
        One word or more, parted by single spaces: ``Can’t`` gives ``can not``, ``i'm`` gives ``i am``.
    """
    lower = word.lower().replace("’", "'").replace("`", "'")
    if lower in _BARE:
        return _BARE[lower]
    if "'" not in lower:
        return lower
    if lower.endswith("'s") and lower[:-2] in _IS:
        return lower[:-2] + " is"
    for ending, full in _ENDINGS:
        if lower.endswith(ending):
            return (lower[: -len(ending)] + full).strip()
    return lower


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """Return the dictionary form of an English word in lower case: ``chased`` gives ``chase``.

    From simplemma (Barbaresi 2021), with the commonest past tenses that are nouns or adjectives too read as verbs.
    """
    if word in _LEMMAS:
        return _LEMMAS[word]
    if not word.isalpha():
        return word
    from simplemma import lemmatize  # noqa: PLC0415 - its dictionary takes 0.2 s to load

    return str(lemmatize(word, lang="en")).lower()
