"""Ten years of an invented journal: 3,650 nights, 2,500 reports with their readings, some of them one dream again.

usage: python bench/decade.py FOLDER        its passphrase is the one in PASSPHRASE below.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nightglass.journal import Context, Night, Report, Waking, init_journal, take_in, understand
from nightglass.journal.readings import read_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nightglass.journal import Item, Journal

PASSPHRASE = "four or five words"
FIRST = dt.date(2016, 11, 1)
NIGHTS, REPORTS = 3_650, 2_500

_PLACES = (
    "in a school with no doors", "at the edge of a quarry", "in my grandmother's kitchen", "on a night train",
    "in an empty hospital", "at the harbour", "in a shop that sold only clocks", "on the roof of the flats",
    "in a wood behind the house", "in a lift that went sideways", "at a wedding", "in a flooded street",
)  # fmt: skip
_WHO = (
    "my sister", "my mother", "a man in a grey coat", "my old teacher", "two women I did not know", "a boy",
    "my brother", "a dog with no collar", "my friend Ines", "a policeman", "my father", "a crowd",
)  # fmt: skip
_DONE = (
    "was shouting at me and I shouted back", "gave me a letter that I could not read", "was running after me",
    "asked me to carry a box and it was too heavy", "laughed and I felt ashamed", "kissed me and I was happy",
    "hit the wall with a stick", "told me that the exam had begun", "was lost and I could not find them",
    "helped me over the fence", "fell from the wall and lay still", "took my coat and I was angry",
)  # fmt: skip
_THEN = (
    "Then the floor gave way and I was falling.", "I tried to phone but the numbers were wrong.",
    "I ran and my legs were slow.", "There was a fire at the end of the corridor.",
    "The water rose to my knees.", "I was naked and everyone looked.", "I had lost my keys.",
    "Somebody knocked and would not stop.", "I was in a car with no driver.", "We sat down and ate bread.",
    "My teeth came loose in my hand.", "The light went out and I was afraid.",
)  # fmt: skip
_ENDS = (
    "I woke up sweating.", "I woke and was sad all morning.", "Then it was over.", "I do not know how it ended.",
    "I woke up crying.", "In the end we walked home.", "I woke when the alarm rang.", "My heart was pounding.",
)  # fmt: skip
_AGAIN = (
    (("The tide was coming up the stairs", "Water came up the staircase", "The sea had reached the stairs"),
     ("I stood on the landing and could not move", "My legs would not carry me off the landing",
      "I was fixed to the top step"),
     ("the lodger smiled at me and it was not the lodger's face", "the lodger looked up with a smile that was not his",
      "the lodger was there, smiling, with the wrong face"),
     ("then he was my mother, and she went under", "he turned into my mother and the water took her",
      "his face became my mother's and she sank"),
     ("I could move again and it was too late", "only then could I run down, too late",
      "when I could walk the water was flat"),
     ("I woke up crying.", "I woke in tears.", "I was crying when I woke.")),
    (("I was driving the school bus", "They had given me the bus to drive", "I sat at the wheel of the bus"),
     ("the brakes did nothing", "I pressed the brake and we went faster", "there was no brake under my foot"),
     ("the children behind me were singing", "all the children sang", "behind me the children's song went on"),
     ("I shouted and no sound came", "I wanted to warn them but had no voice", "nobody heard me shout"),
     ("we went over the edge of the quarry", "the quarry opened before us", "then the road ended at the quarry"),
     ("I woke with my heart racing.", "I woke gasping.", "My heart was racing when I woke.")),
)  # fmt: skip


def single(rng: random.Random, sentences: int) -> str:
    """Return an invented report of about ``sentences`` sentences."""
    told = [f"I was {rng.choice(_PLACES)}."]
    for _ in range(sentences):
        told.append(f"{rng.choice(_WHO).capitalize()} {rng.choice(_DONE)}.")
        if rng.random() < 0.6:
            told.append(rng.choice(_THEN))
        if rng.random() < 0.2:
            told.append(f"After that we were {rng.choice(_PLACES)}.")
    return " ".join([*told, rng.choice(_ENDS)])


def told_again(rng: random.Random) -> str:
    """Return another telling of one of two nightmares."""
    return ". ".join(rng.choice(beat) for beat in rng.choice(_AGAIN))


def decade(seed: int = 1) -> Iterator[Item]:
    """Yield the nights and reports of ten years."""
    rng = random.Random(seed)
    dreamt = set(rng.sample(range(NIGHTS), REPORTS))
    for k in range(NIGHTS):
        date = FIRST + dt.timedelta(days=k)
        again = rng.random() < 0.2
        bad = k in dreamt and (again or rng.random() < 0.5)
        unknown = k not in dreamt and rng.random() < 0.3
        yield Night(
            date=date,
            state="badly" if bad else "unknown" if unknown else "quiet",
            zone="Europe/Vienna",
            nightmares=1 if bad else None,
            distress=rng.randint(4, 10) if bad else None,
            sleep_quality=None if unknown else rng.randint(0, 10),
            wakings=(Waking(feeling="sadness" if again else "fear", minutes_until_calm=rng.randint(5, 60)),)
            if bad
            else (),
            contexts=(Context(name="alcohol", amount=rng.randint(1, 3), unit="glasses"),) if rng.random() < 0.2 else (),
        )
        if k in dreamt:
            text = told_again(rng) if again else single(rng, rng.randint(2, 14))
            yield Report(id=f"{rng.getrandbits(128):032x}", night=date, text=text, title="the tide" if again else None)


def build(folder: Path) -> Journal:
    """Return a new journal with ten years in it, every report read."""
    journal, _ = init_journal(PASSPHRASE, folder)
    take_in(journal, understand(journal, decade()))
    for done, number in read_again(journal):
        if done % 500 == 0:
            print(f"read {done:,} of {number:,}", file=sys.stderr)
    journal.write_anew()
    return journal


if __name__ == "__main__":
    build(Path(sys.argv[1])).close()
