"""Notices when somebody writes that they want to die, so that a page with help can be offered; it never judges.

Nightmares are full of dying. What is looked for is what one says when awake: a wish, a plan, a darkness of the present.
A missed wish weighs more than a needless offer, so the rules are wide, and hear hints too, wherever no dream is told.
The patterns, with what makes them harmless, are in data/worrying.txt; beside them a small model (worry_model.py) hears
what is put in other words, and either is enough. docs/method.md says how often they are right.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from nightglass.web.worry_model import seems_to_speak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["get_ready_to_hear", "heard_by_rules", "plain_sentences", "speaks_of_dying"]

_LONGEST = 200_000
_LONGEST_PIECE = 3_000
_NEAR = 90  # characters before the words in which somebody may say or deny them
_SHORT_FORMS = {
    "im": "i am", "ive": "i have", "id": "i would", "i'll": "i will", "dont": "do not", "dnt": "do not",
    "donot": "do not", "doesnt": "does not", "didnt": "did not", "cant": "can not", "cannot": "can not",
    "couldnt": "could not", "wont": "will not", "wouldnt": "would not", "shouldnt": "should not", "isnt": "is not",
    "arent": "are not", "aint": "is not", "wasnt": "was not", "werent": "were not", "havent": "have not",
    "hasnt": "has not", "hadnt": "had not", "whats": "what is", "thats": "that is", "its": "it is",
    "theyd": "they would", "theyre": "they are", "hed": "he would", "youd": "you would", "everyones": "everyone is",
    "wanna": "want to", "wana": "want to", "gonna": "going to", "gunna": "going to", "gotta": "have to", "u": "you",
    "ppl": "people", "rn": "right now", "tbh": "", "fr": "", "lol": "", "ngl": "",
    "pls": "please", "plz": "please", "n": "and",
    "wnat": "want", "wan": "want", "wamt": "want", "watn": "want", "waant": "want", "wat": "want", "wnt": "want",
    "anymroe": "anymore", "anymor": "anymore", "nomore": "anymore", "dieing": "dying", "kil": "kill",
    "killl": "kill", "kll": "kill", "dei": "die", "dye": "die", "liv": "live", "alife": "alive", "alve": "alive",
    "myslef": "myself", "mysef": "myself", "meself": "myself", "killmyself": "kill myself", "reson": "reason",
    "reasn": "reason", "realy": "really", "rly": "really", "nothin": "nothing", "noone": "no one", "evryone":
    "everyone", "everone": "everyone", "witout": "without", "w/o": "without", "sucide": "suicide",
    "suicde": "suicide", "suiside": "suicide", "suicid": "suicide", "su1cide": "suicide", "sewerslide": "suicide",
    "suacide": "suicide", "sucidal": "suicidal", "suicidial": "suicidal", "suisidal": "suicidal",
    "suicdal": "suicidal", "suicidle": "suicidal", "comit": "commit", "commiting": "committing",
    "idk": "i do not know", "tonite": "tonight", "hav": "have", "bn": "been",
    "thinkin": "thinking", "killin": "killing", "endin": "ending",
    "ctb": "kill myself", "b": "be", "4ever": "forever", "2nite": "tonight", "cba": "can not be bothered",
    "kermit": "commit", "prob": "probably", "d1e": "die", "k1ll": "kill", "mam": "mum", "nan": "grandma",
    "couldve": "could have", "shouldve": "should have", "wouldve": "would have", "til": "until", "till": "until",
    "livin": "living", "dyin": "dying", "goin": "going",
}  # fmt: skip
_MENDED = (
    (re.compile(r"\b(?:any|no) more\b"), "anymore"),
    (re.compile(r"\bmy (?:self|slef)\b"), "myself"),
    (re.compile(r"\b(want|need|going|have) (?:too|ot|2|tp|t|tot)\b"), r"\1 to"),
    (re.compile(r"\bfor ever\b"), "forever"),
    (re.compile(r"\bun alive\b"), "unalive"),
    (re.compile(r"\b(should|could|would) (?:of|a)\b"), r"\1 have"),
    (re.compile(r"\bbetter of (?=dead|without)"), "better off "),
    (re.compile(r"\bdo n t\b"), "do not"),
    (
        re.compile(
            r"\b(i|he|she|they|it) would (?=(?:(?:never|not|just|only|all) )?(?:died|been|drowned|stayed|woken|gone|"
            r"had|done|taken|given|survived|lived)\b)"
        ),
        r"\1 had ",
    ),
    (re.compile(r" {2,}"), " "),
)
_SPEECH = re.compile(r"“[^“”]{1,2000}”|\"[^\"]{1,2000}\"|«[^«»]{1,2000}»")
_OWN_SPEECH = re.compile(
    r"\bi(?:'m| am)? (?:just |only |always |still |have to |keep |kept )*"
    r"(?:say|saying|think|thinking|write|writing|type|whisper|hear myself say)\b[^.!?\"“]{0,30}$",
    re.IGNORECASE,
)
_AT_ONCE, _OVERLAP = 150, 30  # words: a sentence without an end is looked at in parts, so that none takes long
_END = re.compile(r"[.!?;…\n]+|,? but |,? because ")
_WORD = re.compile(r"[\w*/']+")
_TOLD_NOW = re.compile(
    r"\b(?:i am (?:in|on|at|standing|running|walking|flying|falling|with|chased|chasing|swimming)|"
    r"(?:he|she|they|we|who|then|man|woman|someone|somebody|mother|father|sister|brother) "
    r"(?:is|are|comes?|goes|says?|stands?|runs?|looks?|takes?|turns?|begins?|opens?|falls?|starts?|walks?|gets?|asks?)|"
    r"i (?:see|run|walk|go|look|hear|open|turn|fall|jump|scream|notice|ask|climb|realize|grab|hide|follow))\b"
)
_ALONE = re.compile(r"\bi (?:do |am |would |have |can )*$")
_THOUGHT = re.compile(r"\bi thought (?:that )?$")
_HAS_SUBJECT = re.compile(r"\b(?:i|me|of me|everyone|everybody|nobody|no one|what|why|death)\b")
_SELF = re.compile(r"\b(?:i|me|my|myself)\b")
_ANOTHER = re.compile(r"\b(?:he|she|we|you|his|others|people)\b")
_OTHERS = re.compile(r"\b(?:he|she|they|who|hes|shes|whos)\b(?!.*\b(?:i|me)\b)")
_FEW, _LAST = 8, 4  # sentences: so short a text, and the end of a longer one, may be of the waking life
_ME = {"i", "me", "my"}
_WHO = re.compile(
    r"\b(?:i|me|my|he|she|they|we|you|who|someone|somebody|everyone|everybody|nobody|"
    r"(?:the|a|his|her|their|our|this|that|an|another) (?:\w+ )?"
    r"(?:man|woman|boy|girl|child|uncle|aunt|grandfather|grandmother|people|guy|one|voice|"
    r"mother|father|mom|mum|dad|brother|sister|son|daughter|husband|wife|friend|neighbour|doctor|teacher))\b"
)
_STAYS = re.compile(
    r"\b(?:anymore|life|living|alive|awake|suicid\w+|every|always|keep|since|writing|nobody|everyone)\b"
)


class _Rules(NamedTuple):
    """The patterns, ready to be used."""

    present: re.Pattern[str]
    wide: re.Pattern[str]
    past: re.Pattern[str]
    strong: re.Pattern[str]
    strong_now: re.Pattern[str]
    awake: re.Pattern[str]
    asleep: re.Pattern[str]
    framed: re.Pattern[str]
    framed_after: re.Pattern[str]
    said: re.Pattern[str]
    said_after: re.Pattern[str]
    denied: re.Pattern[str]
    denied_doing: re.Pattern[str]
    others: re.Pattern[str]
    life: re.Pattern[str]
    harmless: re.Pattern[str]


def speaks_of_dying(text: str) -> bool:
    """Tell whether somebody writes of wanting to die, of killing themself, or of not wanting to live.

    Parameters
    ----------
    text
        What was written, in English: a report, a note, a few words.

    Returns
    -------
    bool
        True only for what seems to be said of the waking life; not for the dying, killing and being killed that
        nightmares tell of, nor for what others say in them.

    Notes
    -----
    It errs in both directions, and so is only ever used to offer a page once; nothing of it is kept.
    """
    sentences = plain_sentences(text)
    return heard_by_rules(sentences) or seems_to_speak(sentences)


def get_ready_to_hear() -> None:
    """Load rules and model, so that the first page after a night's writing need not wait for them."""
    speaks_of_dying("I slept.")


def heard_by_rules(plain_ones: Sequence[str]) -> bool:
    """Tell whether the rules alone hear it in sentences made plain."""
    rules = _rules()
    awake, told_now = False, False
    sentences = [rules.harmless.sub(" ", s) for s in plain_ones]
    for k, (plain, following) in enumerate(zip_longest(sentences, sentences[1:], fillvalue="")):
        woke = rules.awake.search(plain)
        since = 0 if awake else woke.start() if woke else len(plain)
        goes_on = told_now and bool(_TOLD_NOW.search(following))
        outside = len(sentences) <= _FEW or k >= len(sentences) - _LAST
        if any(
            _is_said(plain, m, rules, awake=m.start() >= since, told_now=goes_on)
            for m in _found(plain, rules, since, outside=outside)
        ):
            return True
        if rules.asleep.search(plain) or (rules.framed.search(plain) and woke is None):
            awake = False
        elif woke is not None:
            awake = True
        told_now = not awake and bool(_TOLD_NOW.search(plain))
    return False


def _found(plain: str, rules: _Rules, since: int, *, outside: bool) -> Iterator[re.Match[str]]:
    """Yield what may be meant of now; told in the past, and wide, only ``since`` waking, of days, or ``outside``."""
    yield from rules.present.finditer(plain)
    if rules.strong_now.search(plain):
        yield from rules.strong.finditer(plain)
    lived = bool(rules.life.search(plain))
    yield from (m for m in rules.past.finditer(plain) if lived or m.start() >= since)
    for match in rules.wide.finditer(plain):
        if (outside or lived or match.start() >= since) and _is_of_me(plain, match):
            yield match


def _is_of_me(plain: str, match: re.Match[str]) -> bool:
    """Tell whether nobody else is who does what was found: the last one named before it, if it names nobody."""
    named = _WHO.findall(plain, max(0, match.start() - _NEAR), match.start())
    return not named or named[-1] in _ME or bool(_WHO.match(match[0]))


def _is_said(plain: str, match: re.Match[str], rules: _Rules, *, awake: bool, told_now: bool) -> bool:
    """Tell whether words are the writer's own, of now: not told of a dream, not said by others, not denied."""
    before = plain[max(0, match.start() - _NEAR) : match.start()].rstrip() + " "
    if rules.denied.search(before) or _is_of_others(plain, before, match, rules, awake=awake):
        return False
    if _is_framed(plain, match, rules):
        return False
    if awake:
        return True
    if rules.framed_after.search(plain[match.end() :]):
        return False
    return not told_now or bool(_STAYS.search(plain) or rules.life.search(plain))


def _is_of_others(plain: str, before: str, match: re.Match[str], rules: _Rules, *, awake: bool) -> bool:
    """Tell whether somebody else says or does what was found, or it is an activity that is denied."""
    if rules.said.search(_ALONE.sub("", before.replace(f"{match[0]} ", ""))) and not (
        awake and _THOUGHT.search(before)
    ):
        return True
    if not awake and rules.said_after.search(plain[match.end() :]):
        return True
    if not _SELF.search(plain) and _ANOTHER.search(plain) and not _WHO.match(match[0]):
        return True
    loose = (rules.denied_doing, rules.others, _OTHERS)
    return not _HAS_SUBJECT.search(match[0]) and any(p.search(before) for p in loose)


def _is_framed(plain: str, match: re.Match[str], rules: _Rules) -> bool:
    """Tell whether the same sentence says that it was in a dream, and nobody woke since."""
    frames = [f for f in rules.framed.finditer(plain[: match.end()]) if f.start() <= match.start()]
    if not frames:
        return False
    woke = rules.awake.search(plain, frames[-1].end())
    return woke is None or woke.start() > match.start()


def plain_sentences(text: str) -> list[str]:
    """Return the sentences, made plain; what is said aloud in quotation marks is left out where others may say it."""
    lower = text[:_LONGEST].lower().replace("’", "'").replace("ʼ", "'").replace("`", "'")
    unsaid = _SPEECH.sub(_leave_speech_out, lower)
    return [piece for part in _END.split(unsaid) if (plain := _plain(part)) for piece in _pieces(plain)]


def _pieces(plain: str) -> list[str]:
    words = plain.split(" ")
    if len(words) <= _AT_ONCE:
        return [plain]
    step = _AT_ONCE - _OVERLAP
    return [" ".join(words[k : k + _AT_ONCE])[:_LONGEST_PIECE] for k in range(0, len(words) - _OVERLAP, step)]


def _leave_speech_out(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 80) : match.start()]
    return match[0].strip('"“”«»') if _OWN_SPEECH.search(before) else " they spoke "


def _plain(part: str) -> str:
    words = (_SHORT_FORMS.get(w) or _word(w) for w in _WORD.findall(part))
    plain = " ".join(w for w in words if w)
    for pattern, mended in _MENDED:
        plain = pattern.sub(mended, plain)
    return plain.strip()


def _word(word: str) -> str:
    if word in _SHORT_FORMS:
        return ""
    bare = word.replace("'", "")
    return _SHORT_FORMS.get(bare, bare)


@cache
def _rules() -> _Rules:
    names: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    section = ""
    for line in (files("nightglass.web") / "data" / "worrying.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ").strip()
        elif line and not line.startswith("#"):
            if section == "names":
                name, _, pattern = line.partition(" = ")
                names[name] = _fill(pattern, names)
            else:
                sections.setdefault(section, []).append(_fill(line, names))
    present = [*sections.pop("want"), *sections.pop("plan"), *sections.pop("dark"), *sections.pop("bare")]
    wide = [*sections.pop("composed"), *sections.pop("hints")]
    whole = {name: "|".join(lines) for name, lines in sections.items()}
    whole |= {"present": "|".join(present), "wide": "|".join(wide)}
    words = {name: rf"(?<!\w)(?:{whole[name]})(?!\w)" for name in ("present", "wide", "past", "strong")}
    return _Rules(**{name: re.compile(pattern) for name, pattern in (whole | words).items()})


def _fill(pattern: str, names: dict[str, str]) -> str:
    """Put in what names stand for."""
    return re.sub(r"\{([A-Z]+)\}", lambda m: names[m[1]], pattern)
