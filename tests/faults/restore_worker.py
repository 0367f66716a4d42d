"""Restores again and again, each time killed one step later; run by test_restore_stopped.py.

``python restore_worker.py HOME STEPS WHAT``: copies HOME to STEPS/1, STEPS/2 ... and lets a child of its own bring a
backup (WHAT is backup) or the journal that was set aside for one (aside) back in each; the child is killed by a signal
that no cleaning up survives, after as many steps as the folder is called.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal_worker import WORDS

from nightglass.journal import bring_aside_back, list_backups, restore, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable


def killed_after(steps: int) -> None:
    """Have this process killed after so many steps that reach the disk."""
    left = [steps]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **more: Any) -> Any:
            done = function(*given, **more)
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return run

    for name in ("fsync", "open", "mkdir", "rename"):
        setattr(os, name, counted(getattr(os, name)))


def main(home: Path, steps: Path, what: str) -> None:
    """Go on until a child is done before it is killed."""
    if what == "aside":
        restore(Path(list_backups(home)[-1].path), WORDS[0], home)
    for number in range(1, 200):
        there = steps / str(number)
        shutil.copytree(home, there)
        child = os.fork()
        if child == 0:
            killed_after(number)
            if what == "backup":
                restore(Path(list_backups(there)[-1].path), WORDS[0], there)
            else:
                bring_aside_back(set_aside(there)[0].name, there)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        state = "killed" if os.WIFSIGNALED(status) else "done" if status == 0 else "failed"
        sys.stdout.write(f"{number} {state}\n")
        sys.stdout.flush()
        if state != "killed":
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
