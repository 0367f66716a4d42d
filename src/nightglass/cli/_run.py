"""Run one command's Typer app, and turn every failure into one plain sentence."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from nightglass.errors import NightglassError

if TYPE_CHECKING:
    import typer

__all__ = ["MODULES", "run"]

MODULES = {"import": "import_"}  # a word of Python's own cannot name a module


def run(name: str, arguments: list[str]) -> None:
    """Run the command ``name`` and exit: 0 done, 1 could not (said on stderr), 2 wrong usage, 130 interrupted."""
    app: typer.Typer = import_module(f"nightglass.cli.{MODULES.get(name, name)}").app
    try:
        app(args=arguments, prog_name=f"nightglass {name}", standalone_mode=True)
    except NightglassError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    except MemoryError:
        sys.stderr.write(
            "There was not enough memory for this; close other programs, or divide the file, and try again.\n"
        )
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`); stdout is closed so that the interpreter does not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
