"""Tokens and cookies: once, for ten minutes, by hash, and one phone."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from nightglass.web import Sessions


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_token_lets_in_once_and_only_by_its_door() -> None:
    sessions = Sessions()
    token = sessions.issue("desk")
    assert sessions.enter(token, "phone") is None
    cookie = sessions.enter(token, "desk")
    assert cookie
    assert sessions.enter(token, "desk") is None
    assert sessions.knows(cookie, "desk")
    assert not sessions.knows(cookie, "phone")
    assert not sessions.knows(token, "desk")


@pytest.mark.parametrize(("minutes", "lets_in"), [(0, True), (9.9, True), (10.1, False), (600, False)])
def test_a_token_waits_ten_minutes(minutes: float, lets_in: bool) -> None:
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.issue("desk")
    clock.now += minutes * 60
    assert bool(sessions.enter(token, "desk")) is lets_in


def test_a_cookie_holds_as_long_as_the_app() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    cookie = sessions.enter(sessions.issue("desk"), "desk")
    clock.now += 30 * 86_400
    assert sessions.knows(cookie, "desk")
    assert not Sessions(clock).knows(cookie, "desk")


def test_one_phone() -> None:
    sessions = Sessions()
    first, second = sessions.issue("phone"), sessions.issue("phone")
    assert sessions.enter(first, "phone") is None  # only the newest holds
    cookie = sessions.enter(second, "phone")
    assert sessions.knows(cookie, "phone")
    other = sessions.issue("phone")
    assert sessions.enter(other, "phone") is None
    sessions.revoke("phone")
    assert not sessions.knows(cookie, "phone")
    assert sessions.enter(other, "phone") is None
    assert sessions.enter(sessions.issue("phone"), "phone")


def test_one_program_at_a_time() -> None:
    sessions = Sessions()
    first, second = sessions.admit_program(), sessions.admit_program()
    assert not sessions.knows(first, "program")
    assert sessions.knows(second, "program")
    assert not sessions.knows(second, "desk")


@pytest.mark.parametrize("value", ["", None, "x", "\udcff", "ü" * 1000, "\x00"])
def test_what_was_never_given(value: Any) -> None:
    sessions = Sessions()
    sessions.enter(sessions.issue("desk"), "desk")
    assert not sessions.knows(value, "desk")
    assert sessions.enter(value or "", "desk") is None


def test_nothing_that_lets_in_is_kept() -> None:
    sessions = Sessions()
    token = sessions.issue("desk")
    cookie = sessions.enter(sessions.issue("desk"), "desk")
    assert cookie is not None
    program = sessions.admit_program()
    held = [vars(sessions)]
    seen: set[int] = set()
    texts: set[object] = set()
    while held:
        one = held.pop()
        if id(one) in seen or isinstance(one, type):
            continue
        seen.add(id(one))
        if isinstance(one, (str, bytes)):
            texts.add(one)
        elif isinstance(one, (dict, list, tuple, set)):
            held.extend(gc.get_referents(one))
    assert len(texts) > 3
    assert not {token, cookie, program, token.encode(), cookie.encode(), program.encode()} & texts
