"""Files of coded dreams: one small module a format, behind one interface.

Each format has ``read(data)``, which yields coded dreams and slips, and ``write(dreams)``, which returns the text of a
file; the ending of a file's name chooses it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from nightglass.hvdc.dreams import Slip
from nightglass.hvdc.errors import CodingFileError
from nightglass.hvdc.files import dreambank_xml, jsonl, long_csv

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.hvdc.dreams import CodedDream

__all__ = ["FORMATS", "inspect_codings", "read_codings", "write_codings"]

FORMATS = {".jsonl": jsonl, ".csv": long_csv, ".xml": dreambank_xml}
"""The module of each format, by the ending of the file's name."""


def read_codings(path: str | Path) -> list[CodedDream]:
    """Read a file of coded dreams: .jsonl (compact notation), .csv (one row an item) or .xml (as DreamBank gives them).

    Codes are taken as they stand; `nightglass.hvdc.validate` lists those that break a rule.

    Raises
    ------
    CodingFileError
        When the file cannot be read as what its ending says, or two dreams have one id; the message says where and
        what to do.
    """
    dreams, slips = inspect_codings(path)
    first: dict[str, CodedDream] = {}
    if slips:
        raise CodingFileError(f"{path}, {_place(slips[0])}: {slips[0].message}.")
    for dream in dreams:
        if (other := first.setdefault(dream.id, dream)) is not dream:
            raise CodingFileError(
                f"{path}, line {dream.line}: the id {dream.id} stands in line {other.line} already; "
                "give each dream an id of its own, or remove one of the two."
            )
    return dreams


def inspect_codings(path: str | Path) -> tuple[list[CodedDream], list[Slip]]:
    """Read what can be read of a file, and return the dreams and every place at which it cannot be read.

    Raises
    ------
    CodingFileError
        When there is no such file, or its name ends in none of `FORMATS`.
    """
    path = Path(path)
    module = _format(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CodingFileError(f"There is no file {path}; check the name.") from None
    except OSError as error:
        raise CodingFileError(f"{path} cannot be opened ({error.strerror}); check who may read it.") from None
    dreams: list[CodedDream] = []
    slips: list[Slip] = []
    for found in module.read(data):
        if isinstance(found, Slip):
            slips.append(found)
        else:
            dreams.append(found)
    if not (dreams or slips):
        slips.append(Slip(1, "", "", "the file holds no coded dreams; check that it is the file you meant"))
    return dreams, slips


def _place(slip: Slip) -> str:
    dream = f", dream {slip.dream}" if slip.dream else ""
    return f"line {slip.line}{dream}"


def write_codings(path: str | Path, dreams: Sequence[CodedDream]) -> None:
    """Write coded dreams in the format of the file's ending; a file is written whole or not at all.

    Raises
    ------
    CodingFileError
        When the ending is none of `FORMATS`, the format cannot hold something, or the file cannot be written.
    """
    path = Path(path)
    text = _format(path).write(dreams)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        os.replace(part, path)  # noqa: PTH105 - as one step
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CodingFileError(f"{path} cannot be written ({error.strerror}); name another place for it.") from None


def _format(path: Path) -> jsonl.Format:
    module = FORMATS.get(path.suffix.lower())
    if module is None:
        raise CodingFileError(f"{path} ends in none of {', '.join(FORMATS)}; give it the ending of its format.")
    return module
