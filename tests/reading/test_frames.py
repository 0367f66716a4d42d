"""Frames: what stands outside the dream, and what does not."""

from __future__ import annotations

import pytest

from nightglass.reading import read


def frames(source, dreamer=None):
    return [(f.part, f.text.strip()) for f in read(source, dreamer).frames]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("#12-a (2009-04-16 (18)) I ran.", [("heading", "#12-a (2009-04-16 (18))")], id="archive"),
        pytest.param("[The red door] I ran.", [("heading", "[The red door]")], id="title"),
        pytest.param("12/03/1965: I ran.", [("heading", "12/03/1965:")], id="date"),
        pytest.param("I ran and fell. [BL]", [("comment", "[BL]")], id="mark of the archive"),
        pytest.param("I ran [my brother was six then] and fell.",
                     [("comment", "[my brother was six then]")], id="note"),
        pytest.param("I had a sister (in real life I have none) and we ran.",
                     [("comment", "(in real life I have none)")], id="real life"),
        pytest.param("Last night I went to bed late. I was in a house and ran.",
                     [("before", "Last night I went to bed late.")], id="the evening before"),
        pytest.param("I ran. I woke up and it was dark.", [("after", "I woke up and it was dark.")], id="waking"),
        pytest.param("i was falling and then i woke up", [("after", "and then i woke up")], id="waking in a run-on"),
        pytest.param("He grabbed me. My alarm went off.", [("after", "My alarm went off.")], id="alarm"),
        pytest.param("A wave came. That woke me up, shaking.", [("after", "That woke me up, shaking.")], id="woken"),
        pytest.param("He grabbed me. I woke, my heart pounding, and was scared to go back to sleep.",
                     [("after", "I woke, my heart pounding, and was scared to go back to sleep.")], id="no more sleep"),
        pytest.param("I ran. I fell. I think this dream is about my work.",
                     [("comment", "I think this dream is about my work.")], id="remark"),
        pytest.param("I ran. Setting: a house. Characters: my aunt.",
                     [("comment", "Setting: a house. Characters: my aunt.")], id="form"),
        pytest.param("I ran.", [], id="nothing"),
        pytest.param("I tried to wake up but could not. I ran on.", [], id="tries to wake"),
        pytest.param("I woke up my sister and we ran to the car.", [], id="wakes somebody"),
        pytest.param("I woke up in the dream and my mother was there. Then we drove on through the night.", [],
                     id="wakes in the dream"),
        pytest.param("I woke up, went back to sleep and saw the dog again.", [], id="goes on"),
        pytest.param("I was in a dream house and the nightmare painter lived there with his wife.", [], id="words"),
    ],
)  # fmt: skip
def test_frames(source, expected):
    assert frames(source) == expected


def test_of_two_frames_that_overlap_the_first_keeps_what_both_hold():
    parts = read("I ran. I woke up [it was 4 a.m.] and cried. [BL]").frames
    assert [f.part for f in parts] == ["after", "comment"]
    assert parts[0].end <= parts[1].start


def test_who_wakes_in_a_report_in_the_third_person_is_the_dreamer():
    assert frames("Maria fell. She woke up in tears.", "Maria") == [("after", "She woke up in tears.")]


def test_nothing_in_a_frame_is_found_in_the_dream():
    reading = read("I was on a hill and ate bread. [A man chased me with a knife last year]")
    assert reading.facets["dreamer_threatened"].value is False
    assert all(b.threat == 0 for b in reading.beats)
