"""The person's own editor, on a text that never touches the disk."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from nightglass.journal import JournalError

__all__ = ["in_editor"]

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, never on the disk
_QUIET_EDITORS = {"vim": "-n -i NONE", "vi": "-n -i NONE", "nvim": "-n -i NONE"}


def in_editor(text: str, otherwise: str) -> str:
    """Let the person's editor change a text, in a folder that is in memory and never on the disk.

    Raises
    ------
    JournalError
        Where there is no terminal (it then says ``otherwise``), no such folder, or the editor does not run.
    """
    if not sys.stdin.isatty():
        raise JournalError(otherwise)
    if not os.access(_MEMORY, os.W_OK):
        raise JournalError("This system has no folder in memory for an editor; pipe the text in with -.")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano"
    command = shlex.split(editor)
    command += shlex.split(_QUIET_EDITORS.get(Path(command[0]).name, ""))
    with tempfile.TemporaryDirectory(dir=_MEMORY, prefix="nightglass-") as folder:
        path = Path(folder) / "dream.txt"
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*command, str(path)], check=True)  # noqa: S603 - the person's own editor
        except (OSError, subprocess.CalledProcessError):
            raise JournalError(f"The editor {editor} did not run; set EDITOR, or pipe the text in with -.") from None
        return path.read_text(encoding="utf-8")
