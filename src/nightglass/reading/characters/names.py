"""Persons' names: which capitals are somebody, and which are a place, a month or the start of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from nightglass.reading.characters.candidate import Candidate
from nightglass.reading.characters.lexicon import famous, not_names, people, place_words
from nightglass.reading.lexicon import name_shares, sex_of_name

if TYPE_CHECKING:
    from nightglass.reading.story import Story

__all__ = ["find_names"]

_Verdict = Literal["yes", "no", "unsure"]

_COMMON = 0.02  # per cent of people: a rarer first name counts only where it is used like one
_VERY_COMMON = 0.08
_LONGEST = 4  # words of one name
_TITLES = {
    "mr": "1MKA", "mrs": "1FKA", "miss": "1FKA", "ms": "1FKA", "dr": "1?KA", "sir": "1MKA", "madame": "1FKA",
    "aunt": "1FRA", "auntie": "1FRA", "uncle": "1MRA", "grandma": "1FRA", "grandpa": "1MRA", "cousin": "1?RA",
    "professor": "1?KA", "prof": "1?KA", "coach": "1MKA", "father": "1MKA", "sister": "1FKA", "pastor": "1MKA",
    "reverend": "1MKA", "rabbi": "1MKA", "captain": "1MOA", "sergeant": "1MOA", "general": "1MOA", "officer": "1MOA",
    "president": "1MPA", "king": "1MPA", "queen": "1FPA", "prince": "1MPA", "princess": "1FPA", "pope": "1MPA",
    "st": "", "saint": "", "lake": "", "mount": "", "fr": "1MKA", "nurse": "1FOA", "sra": "1FKA", "señora": "1FKA",
}  # fmt: skip
_WORDS_TOO = frozenset(
    "will may mark rose grace art bill bob rich dick frank drew jack ray rob sue pat dawn joy hope faith june april "
    "august summer autumn iris lily ivy holly penny star sky stone dean king prince guy angel chance lane young "
    "love small long wood rock ground hill bee man son sun sandy rusty crystal jewel pearl ruby amber olive ginger "
    "virginia georgia carolina dakota paris london china india asia america christian jordan mercy melody harmony "
    "storm page chase colt hunter miles porter tanner trace wade ward glen clay cliff dale heath forest lance buck "
    "bud chip kid major earnest gay gene happy jean jan kit mac max mike my ha so see sang sal an in le ma ok oh "
    "else many even any are well do don van les del lee bo era she delta song mi ling wan royal eve brook brooks "
    "candy cherry daisy hazel heather violet rosemary sage basil jasmine bond daily season winter destiny treasure "
    "precious charity patience honor reed rod stew barb herb gale flora fern cat robin jay martin drake phoenix "
    "jade coral sterling mason carter cooper parker baker taylor tyler marshall spencer cash rocky duke earl noble "
    "deacon lord gold golden silver rhodes houston austin dallas denver lincoln madison trinity genesis ray curt "
    "mercedes portia lexus royce ford henry victor dusty windy stormy misty sunny wren".split()
)
_PERSONAL = frozenset(
    "said says say asked asks told tells was is and came comes went goes looked looks had has wanted wants started "
    "starts smiled smiles laughed laughs got gets walked walks ran runs did does gave gives who would could sat "
    "sits kissed kisses took takes saw sees put puts kept keeps thought thinks called calls then just cried cries "
    "turned turns stood stands tried tries grabbed grabs knew knows replied replies answered answers shouted yelled "
    "screamed appeared left leaves decided followed brought helped hugged also hugs showed shows".split()
)
_BEFORE_PEOPLE = frozenset(
    "with named called and told asked friend brother sister boyfriend girlfriend saw met cousin husband wife roommate "
    "uncle aunt son daughter boss & kissed hugged".split()
)
_AT = frozenset("in at into near onto outside across via inside through around toward towards on".split())
_MAYBE_AT = frozenset("to from of by".split())
_ARTICLES = frozenset("the a an this that".split())


def find_names(story: Story) -> tuple[dict[int, Candidate], set[int]]:
    """Return the names of persons by their first token, and all tokens that belong to the name of something.

    A name that is surely somebody's in one place is somebody's in every place; capitals that the start of a sentence
    explains count only then.
    """
    if not any(c.isupper() for c in story.text.source[:2000]):
        return _small_names(story), set()
    runs = _runs(story)
    inside = {_word(story, first) for first, _ in runs if not _first_of_sentence(story, first)}
    verdicts = [_judge(story, first, last, inside) for first, last in runs]
    sure = {_word(story, first) for (first, _), v in zip(runs, verdicts, strict=True) if v == "yes"}
    found: dict[int, Candidate] = {}
    taken: set[int] = set()
    for (first, last), verdict in zip(runs, verdicts, strict=True):
        taken.update(range(first, last))
        if verdict == "yes" or (verdict == "unsure" and _word(story, first) in sure):
            found[first] = _candidate(story, first, last)
        elif verdict == "unsure":
            taken.difference_update(range(first, last))
    return found, taken


def _word(story: Story, i: int) -> str:
    return story.words[i].partition(" ")[0].removesuffix("'s").removesuffix("'")


def _capital(story: Story, i: int) -> bool:
    text = story.text.tokens[i].text
    return text[:1].isupper() and (len(text) > 1 or i + 1 >= len(story.words) or story.words[i + 1] == ".")


def _runs(story: Story) -> list[tuple[int, int]]:
    """Return the stretches of words with capitals that may be one name each, titles and initials included."""
    runs: list[tuple[int, int]] = []
    i, n = 0, len(story.words)
    while i < n:
        if not _starts_a_name(story, i):
            i += 1
            continue
        last = i + 1
        while last < n and last - i < _LONGEST and not story.words[last - 1].endswith("'s"):
            dotted = story.words[last] == "." and (_word(story, last - 1) in _TITLES or len(story.words[last - 1]) == 1)
            more = last + 1 < n and _goes_on(story, last + 1)
            if (dotted and (more or _word(story, last - 1) in _TITLES)) or _goes_on(story, last):
                last += 1
            else:
                break
        runs.append((i, last))
        i = last
    return runs


def _starts_a_name(story: Story, i: int) -> bool:
    word = _word(story, i)
    if story.outside[i] or not _capital(story, i) or story.is_me(i) or not word[:1].isalpha():
        return False
    if word in _TITLES and i + 1 < len(story.words):
        following = i + 2 if story.words[i + 1] == "." and i + 2 < len(story.words) else i + 1
        if _goes_on(story, following):
            return True
    return len(word) > 1 and word not in not_names() and word not in people()


def _goes_on(story: Story, i: int) -> bool:
    word = _word(story, i)
    return _capital(story, i) and word[:1].isalpha() and word != "i" and (word in place_words() or (
        word not in not_names() and (word not in people() or _titled(story, i))))  # fmt: skip


def _titled(story: Story, i: int) -> bool:
    return _word(story, i - 1) in {"mr", "mrs", "ms", "miss", "dr"} or story.words[i - 1] == "."


def _first_of_sentence(story: Story, i: int) -> bool:
    return (
        i == story.text.sentences[story.sentence_of(i)].first
        or story.words[i - 1] in {'"', "“", ":", "-", "--", "—", "...", "…", ".", ")", "]", "("}
        or story.outside[i - 1] == 1
    )


def _judge(story: Story, first: int, last: int, inside: set[str]) -> _Verdict:
    """Tell whether a stretch of capitals is a person's name."""
    words = [_word(story, k) for k in range(first, last)]
    before = story.words[first - 1].rpartition(" ")[2] if first else ""
    after = story.words[last] if last < len(story.words) else ""
    if " ".join(words) in famous():
        return "no" if before in _ARTICLES else "yes"
    if any(w in place_words() for w in words[1:]) or (after in place_words() and before in _AT | _ARTICLES):
        return "no"
    if words[0] in _TITLES and len(words) > 1:
        return "yes" if _TITLES[words[0]] else "no"
    if before in _ARTICLES or before in _AT:
        return "no"
    return _judge_plain(story, first, last, before, known=words[0] in inside and after in _PERSONAL)


def _judge_plain(story: Story, first: int, last: int, before: str, *, known: bool) -> _Verdict:
    word = _word(story, first)
    share = name_shares().get(word)
    common = share[0] if share is not None else 0.0
    after = story.words[last] if last < len(story.words) else ""
    shouted = story.text.tokens[first].text.isupper()
    if _first_of_sentence(story, first) or shouted:
        if common >= _COMMON and (word not in _WORDS_TOO or after in _PERSONAL or last - first > 1):
            return "yes"
        return "yes" if known and not shouted else "unsure"
    if common >= _COMMON:
        return "unsure" if before in _MAYBE_AT and word in _WORDS_TOO else "yes"
    if before in _MAYBE_AT and not share:
        return "unsure"
    owner = story.words[last - 1].endswith("'s")
    return "yes" if after in _PERSONAL or before in _BEFORE_PEOPLE or owner or common else "unsure"


def _candidate(story: Story, first: int, last: int) -> Candidate:
    words = [_word(story, k) for k in range(first, last) if story.words[k] != "."]
    owner = story.words[last - 1].endswith("'s") and story.text.tokens[last - 1].text[-2:].lower() != "is"
    known = famous().get(" ".join(words))
    titled = words[0] in _TITLES and len(words) > 1
    head = words[-1] if titled else words[0]
    if known is not None:
        template = known
    elif titled:
        template = _TITLES[words[0]]
    else:
        template = f"1{_sex(words[0])}K?"
    surname = words[-1] if len(words) > 1 and not titled else ""
    return Candidate("name", first, last, head, template, owner=owner, surname=surname)


def _sex(name: str) -> str:
    """Return the sex that a first name tells: by the census, else by its ending; ``?`` where neither does."""
    told = sex_of_name(name)
    if told is None and name not in name_shares() and name.endswith(("a", "ie", "elle", "lyn", "lynn", "een")):
        return "F"
    return told or "?"


def _small_names(story: Story) -> dict[int, Candidate]:
    """Return the names of a report without capitals: only those that are no other word and are common."""
    found = {}
    for i, written in enumerate(story.words):
        word = written.removesuffix("'s")
        share = name_shares().get(word)
        if share is None or share[0] < _VERY_COMMON or word in _WORDS_TOO or word in people() or story.outside[i]:
            continue
        if word not in not_names():
            found[i] = Candidate("name", i, i + 1, word, f"1{_sex(word)}K?", owner=word != written)
    return found
