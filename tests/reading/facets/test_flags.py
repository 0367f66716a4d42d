"""The flags of the codebook: what a careful human calls true, and near misses that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.reading.values import Facet


TRUE = {
    "immobile": [
        "I tried to run but my legs would not move.",
        "It stood over my bed and I couldn't move a finger.",
        "i was frozen to the spot while the water came in",
        "My body would not obey me, as if I was made of lead.",
        "An invisible weight held me down on the mattress.",
        "I want to flee but my feet are stuck to the floor.",
        "The bear came closer and I froze.",
        "I kept trying to lift my arms but they were too heavy.",
        "I was paralyzed with fear.",
        "my feet felt like they were glued to the road",
    ],
    "muted": [
        "I tried to scream but nothing came out.",
        "I opened my mouth and no sound came.",
        "His lips moved but I could not hear a word.",
        "Suddenly there was no sound at all, the street was silent as if under glass.",
        "i wanted to call for my mother but i had no voice",
        "I couldn't speak.",
        "My voice was gone.",
        "Everyone's mouths were moving without a sound.",
        "I scream and scream silently.",
    ],
    "metamorphosis": [
        "My dog turned into a man.",
        "Her face became my father's face.",
        "The house was my school and also a ship.",
        "He was my uncle and my teacher at the same time.",
        "The corridor changed into a river.",
        "When I looked again the baby was a cat.",
        "She turns around and she has the face of my sister.",
        "The man morphed into a huge bird.",
        "When she turns around her face is my mother's face.",
        "my hands were turning into claws",
    ],
    "known_dies": [
        "My brother died in the fire.",
        "I saw my grandmother lying dead in her coffin.",
        "They told me that my husband had been killed.",
        "my cat was run over and died in my arms",
        "The killer murdered my best friend.",
        "I was at my father's funeral.",
        "My daughter drowned in the pool.",
    ],
    "dreamer_threatened": [
        "A man with a knife was chasing me.",
        "The wave was coming straight at us and I was terrified.",
        "Someone was trying to break into my house.",
        "They wanted to kill me.",
        "I was falling off a cliff.",
        "a huge dog attacked me",
        "The brakes failed, we skidded towards the river and I was so afraid.",
    ],
    "other_threatened": [
        "A dog was attacking a little girl.",
        "They shot the soldiers.",
        "My sister was drowning.",
        "The man hit the child again and again.",
        "People were screaming and dying in the street.",
        "a car hit the boy on the bicycle",
    ],
    "rescue": [
        "My son was drowning and I jumped in to save him.",
        "I pulled the child out of the burning car.",
        "She begged me to help her while the men attacked her.",
        "I tried to protect my sister from the soldiers.",
        "I wanted to warn them about the bomb.",
        "the cat was trapped in the fire and i had to get it out",
    ],
    "woke": [
        "The wave came down and I woke up.",
        "Then I wake up screaming.",
        "That woke me.",
        "My alarm went off in the middle of it.",
        "i woke at 4 a.m. with my heart racing",
        "The dream woke me up.",
    ],
    "recurrence": [
        "I have had this dream many times before.",
        "It was that recurring dream again.",
        "I dreamed of the elevator again.",
        "I dreamt the same thing last week.",
        "It's the same nightmare as always.",
        "I used to dream about this house as a child.",
    ],
    "foreknowledge": [
        "I knew that he was going to kill us.",
        "I knew something terrible was about to happen.",
        "I had the feeling that this had all happened before.",
        "i just know it will come back",
        "I know what is behind the door before I open it.",
        "I had a premonition that the plane would crash.",
    ],
    "lucid": [
        "I realised that I was dreaming.",
        "I thought, this must be a dream.",
        "It's only a dream, I told myself.",
        "I knew I was asleep and could change it.",
        "i became lucid and flew away",
        "Am I dreaming? I asked myself and looked at my hands.",
    ],
}
FALSE = {
    "immobile": [
        "They tied me to a chair and I could not get away.",
        "He locked me in the cellar.",
        "I could not decide which door to take.",
        "The lake was frozen and we skated.",
        "I couldn't move to Boston because of my job.",
        "The car would not move.",
        "My brother could not move his arm after the operation.",
        "The prison guards held me in a cell.",
        "I did not want to move house.",
    ],
    "muted": [
        "I screamed as loud as I could and my neighbours came.",
        "I didn't say anything because I was angry.",
        "We sat in a quiet garden.",
        "He would not speak to me.",
        "My mother could not speak French.",
        "The silent movie was on in the cinema.",
        "I told her to be quiet.",
    ],
    "metamorphosis": [
        "He turned into our driveway and parked.",
        "I changed my clothes.",
        "She became angry with me.",
        "He wants to become a doctor.",
        "We changed trains in the next town.",
        "She turned to me and smiled.",
        "I turned into bed early.",
        "The weather changed.",
        "I was also at the party.",
    ],
    "known_dies": [
        "A stranger died on the street.",
        "I killed a spider.",
        "My mother was dead tired.",
        "The soldiers were killed.",
        "My brother nearly died but the doctor saved him.",
        "The car's battery died and my father was angry.",
        "My phone died.",
    ],
    "dreamer_threatened": [
        "A man was chasing a bus.",
        "I watched two boys fighting on television.",
        "My friend threw a ball at me and we laughed.",
        "I was looking for my keys.",
        "He came after lunch.",
        "We ran home because it was raining.",
        "I followed my sister into the shop.",
    ],
    "other_threatened": [
        "I was attacked by a dog.",
        "We played ball with the children.",
        "My sister was eating a cake.",
        "The teacher caught the ball.",
        "I shot a photo of the bridge.",
        "He was killing time.",
    ],
    "rescue": [
        "The firemen saved me.",
        "I saved my money for a war museum.",
        "My son was drowning and I could only watch.",
        "I helped my mother with the dishes.",
        "He tried to rescue me from the monster.",
        "I ran to save myself from the fire.",
    ],
    "woke": [
        "In the dream my mother woke me for school and we had breakfast. Then we drove to the lake and swam all day.",
        "I tried to wake up but I could not. I went on walking through the house.",
        "My baby woke up crying and I fed him.",
        "I woke up my sister and we ran out of the house.",
        "I was awake in the dream and everybody else slept.",
    ],
    "recurrence": [
        "I ran to the door again and again.",
        "I saw the same man again in the shop.",
        "He told me about his dream to become a singer.",
        "I have been in that shop before.",
        "She fell again.",
        "I went back to the house again.",
    ],
    "foreknowledge": [
        "I knew the man from school.",
        "I did not know what was going to happen.",
        "I knew how to swim.",
        "He knew that I was married.",
        "I know my way around the house.",
        "We were going to happen upon a shop.",
    ],
    "lucid": [
        "I told her about a dream that I had.",
        "It was my dream house.",
        "I dreamed that I was in Paris.",
        "In my dream I was a bird.",
        "He was a dreamer.",
        "I was daydreaming at work.",
    ],
}


def of(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(flag, report) for flag, reports in cases.items() for report in reports]


@pytest.mark.parametrize(("flag", "report"), of(TRUE))
def test_true(flag, report, facets_of: Callable[[str], dict[str, Facet]]):
    facet = facets_of(report)[flag]
    assert facet.value is True
    assert facet.evidence


@pytest.mark.parametrize(("flag", "report"), of(FALSE))
def test_not_true(flag, report, facets_of: Callable[[str], dict[str, Facet]]):
    facet = facets_of(report)[flag]
    assert facet.value is False
    assert facet.evidence == ()
