"""Invented dreams: two that come back in other words, and some that do not."""

from __future__ import annotations

__all__ = ["FERRY", "KILN", "SINGLE", "TEXTS"]

FERRY = (
    (
        "I am on the quay and the ferryman waves. I step into his boat. The oars stop. Water comes in with no sound. "
        "I cannot lift my arms. His face goes smooth like an egg."
    ),
    (
        "Again the man with the boat at the landing stage. I got in though I knew. Halfway his rowing ceased and the "
        "boat was filling, silently. My hands lay in my lap like stones. Then he had no face at all. I woke crying."
    ),
    "ferry one. boat, no noise, it fills up. arms dead. he turned round and it was just skin, no eyes.",
)
KILN = (
    (
        "The kiln in the garden is breathing. I hear my sister knocking from the inside. The door is bricked up. I "
        "scratch at the mortar until my nails are gone. The knocking stops."
    ),
    (
        "there was that oven out on the lawn again, going in and out like a chest. somebody taps behind the bricks "
        "and it is lena. i dig with my fingers but the wall is thick. then it is quiet."
    ),
)
SINGLE = (
    "We were shopping for a lamp with my aunt and she wanted the green one. The shop had a cat.",
    "I had to sit an exam in a room with no chairs and I could not find a pen.",
    "A parade of very small horses went through the kitchen and my father sold tickets.",
    "I was late for the train and the platform kept getting longer.",
    "My teeth were loose and I put them into an envelope for the dentist.",
    "I could fly a little if I held my breath, over the roofs of the town where I went to school.",
)
TEXTS = {
    **{f"ferry{k}": t for k, t in enumerate(FERRY)},
    **{f"kiln{k}": t for k, t in enumerate(KILN)},
    **{f"single{k}": t for k, t in enumerate(SINGLE)},
}
