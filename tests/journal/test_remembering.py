"""The passphrase lies in the system's keyring only for somebody who asked for it, and is taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from nightglass.journal import JournalError
from nightglass.journal.remembering import forget, remember, remembered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Drawer(KeyringBackend):
    """A keyring of the test's own."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before = keyring.get_keyring()
    own = Drawer()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def test_remembered_and_forgotten(drawer: Drawer, tmp_path: Path) -> None:
    assert remembered(tmp_path) is None
    remember(tmp_path, "four or five words")
    assert remembered(tmp_path) == "four or five words"
    assert not any("words" in p.read_text() for p in tmp_path.iterdir())
    forget(tmp_path)
    assert remembered(tmp_path) is None
    assert not drawer.held
    forget(tmp_path)


def test_a_keyring_that_holds_nothing(drawer: Drawer, tmp_path: Path) -> None:
    remember(tmp_path, "four or five words")
    keyring.set_keyring(NoKeyring())
    assert remembered(tmp_path) is None
    with pytest.raises(JournalError, match=r"asked for each time\.$"):
        remember(tmp_path, "four or five words")
