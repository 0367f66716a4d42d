"""Remember the passphrase in the system's own keyring, for somebody who chose that; the keyring is an extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.journal.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["forget", "remember", "remembered"]

_SERVICE = "nightglass"
_MARK = "remembered"  # so that nobody waits for a keyring who never asked for one


def remembered(folder: Path) -> str | None:
    """Return the passphrase of the journal in ``folder``, if the person had it remembered and the keyring gives it."""
    if not (folder / _MARK).exists():
        return None
    try:
        import keyring  # noqa: PLC0415 - costs start-up time

        return keyring.get_password(_SERVICE, str(folder.resolve()))
    except Exception:  # noqa: BLE001 - a keyring can fail in any way its system invents; then the person is asked
        return None


def remember(folder: Path, passphrase: str) -> None:
    """Put the passphrase into the system's keyring.

    Raises
    ------
    JournalError
        When there is no keyring that can hold it.
    """
    try:
        import keyring  # noqa: PLC0415

        keyring.set_password(_SERVICE, str(folder.resolve()), passphrase)
        (folder / _MARK).touch(mode=0o600)
    except ImportError:
        raise JournalError("To remember the passphrase, install: pip install 'nightglass[remember]'.") from None
    except Exception as error:  # noqa: BLE001
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise JournalError(
            f"This system's keyring cannot hold the passphrase ({reason}); it will be asked for each time."
        ) from None


def forget(folder: Path) -> None:
    """Take the passphrase out of the keyring; where it is not there, that is well too."""
    (folder / _MARK).unlink(missing_ok=True)
    try:
        import keyring  # noqa: PLC0415

        keyring.delete_password(_SERVICE, str(folder.resolve()))
    except Exception:  # noqa: BLE001, S110 - not there is what was wanted
        pass
