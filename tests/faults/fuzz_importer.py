"""Feed one importer with whatever atheris (coverage-guided fuzzing) comes up with; run by test_journal_fuzzed.

``python fuzz_importer.py FORMAT FOLDER CORPUS [libFuzzer's options]``: only values and plain sentences may come out.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["nightglass.journal.formats"]):
    from nightglass.journal.formats import IMPORTERS, Options, recognise

from nightglass.errors import NightglassError
from nightglass.journal import LeftOut, Night, Record, Report

NAMES = {"markdown": "2026-03-01.md", "parquet": "x.parquet", "day-one": "x.zip"}


def main(form: str, folder: Path) -> None:
    """Fuzz until libFuzzer's options say that it is enough."""
    path = folder / NAMES.get(form, "x")
    options = Options(zone="Europe/Vienna")

    def read(data: bytes) -> None:
        path.write_bytes(data)
        try:
            recognise(path)
            for item in IMPORTERS[form].read(path, options):
                assert isinstance(item, Night | Report | Record | LeftOut)
        except NightglassError as error:
            if not str(error):
                raise

    atheris.Setup([sys.argv[0], *sys.argv[3:]], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
