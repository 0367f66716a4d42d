"""The XML in which DreamBank hands out its coded dreams."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nightglass.hvdc.dreams import CodedDream, Slip
from nightglass.hvdc.errors import CodingFileError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["read", "write"]

_ACTS = ("init", "code", "rec")
_FORTUNES = ("code", "char")
_SHAPES = {
    **dict.fromkeys(("agg", "fri", "sex", "act"), _ACTS),
    **dict.fromkeys(("mf", "gf", "succ", "fail", "emot"), _FORTUNES),
    **dict.fromkeys(("char", "set", "obj", "mod"), ()),
}
_AS_IS = "item"  # the tag of an item that has another shape than its kind
_DREAM = re.compile(rb"<dream(?=[\s>/])")
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def read(data: bytes) -> Iterator[CodedDream | Slip]:
    """Yield the coded dreams of a file. Entities that a file declares for itself are refused."""
    root = _parse(data)
    if isinstance(root, Slip):
        yield root
        return
    if root.tag != "dreambank":
        yield Slip(1, "", "", f"the file begins with <{shown(root.tag)}>; a file of DreamBank begins with <dreambank>")
        return
    dreams = [(c, d) for c in root.iter("collection") for d in c.iter("dream")]
    lines = _lines(data, len(dreams))
    for line, (collection, dream) in zip(lines, dreams, strict=True):
        name, told = _text(collection, "id"), _text(dream, "number")
        known = dream.get("id") or (f"{name}_{told}" if name else told)
        if not known:
            yield Slip(line, "", "", "this dream has no <number>; give it one")
            continue
        items: list[str] = []
        for tag in dream.iterfind("codings/*"):
            item = _item(tag)
            if isinstance(item, str):
                items.append(item)
            else:
                yield Slip(line, known, "", item[0])
        sex, date, text = _text(collection, "sex"), _text(dream, "date"), _text(dream, "report")
        yield CodedDream(known, tuple(items), name, sex, told, date, text, line)


def _parse(data: bytes) -> ET.Element | Slip:
    from defusedxml import ElementTree as Safe  # noqa: PLC0415 - only this format needs it
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415

    try:
        root: ET.Element = Safe.fromstring(data)
    except ET.ParseError as error:
        line, column = error.position
        return Slip(line, "", "", f"this is not well-formed XML in column {column} ({_reason(error)}); mend it there")
    except DefusedXmlException:
        return Slip(
            1, "", "", "the file declares entities of its own, which can hide a bomb; remove its DOCTYPE and try again"
        )
    except (ValueError, LookupError):
        return Slip(1, "", "", "the encoding named in the first line is not known; save the file as UTF-8")
    return root


def _reason(error: ET.ParseError) -> str:
    return str(error).partition(":")[0]


def _lines(data: bytes, number: int) -> list[int]:
    """Return the line of each dream. The parser does not keep them; where they cannot be found, every one is 1."""
    starts = [match.start() for match in _DREAM.finditer(data)]
    if len(starts) != number:
        return [1] * number
    lines, at, line = [], 0, 1
    for start in starts:
        line += data.count(b"\n", at, start)
        at = start
        lines.append(line)
    return lines


def _text(element: ET.Element, tag: str) -> str:
    return element.findtext(tag) or ""


def _item(tag: ET.Element) -> str | tuple[str]:
    """Return the item that a tag holds; or, in a tuple, what is wrong with the tag."""
    fields = _SHAPES.get(tag.tag)
    if tag.tag == _AS_IS:
        return tag.text or ""
    if fields is None:  # kept, so that it can be counted among the unknown ones
        return f"{tag.tag}:{','.join(_plain(t) for t in tag) if len(tag) else _plain(tag)}"
    for child in tag:
        if child.tag not in {*fields, "code"}:
            belongs = f"it has {', '.join(fields)}" if fields else "it has only its code"
            return (f"<{shown(child.tag)}> does not belong in <{tag.tag}>; {belongs}",)
    if not fields:
        return f"{tag.tag}:{_plain(tag) or _text(tag, 'code')}"
    return f"{tag.tag}:{','.join(_text(tag, field) for field in fields)}"


def _plain(tag: ET.Element) -> str:
    return (tag.text or "").strip()


def write(dreams: Sequence[CodedDream]) -> str:
    """Return the dreams as XML in their order; a new collection begins where it changes.

    Raises
    ------
    CodingFileError
        When a dream holds a character that XML cannot hold.
    """
    out = ['<?xml version="1.0" encoding="utf-8"?>\n<dreambank>\n']
    before: tuple[str, str] | None = None
    for dream in dreams:
        if (dream.collection, dream.sex) != before:
            out.append(" </collection>\n" if before else "")
            before = (dream.collection, dream.sex)
            out.append(f" <collection>\n{_leaf(2, 'id', dream.collection)}{_leaf(2, 'sex', dream.sex)}")
        text = _dream(dream)
        if unfit := _UNFIT.search(text):
            raise CodingFileError(
                f"The dream {shown(dream.id)} holds a control character (number {ord(unfit[0])}), which XML cannot "
                "hold; remove it, or write .jsonl or .csv."
            )
        out.append(text)
    out.append(" </collection>\n" if before else "")
    return "".join([*out, "</dreambank>\n"])


def _dream(dream: CodedDream) -> str:
    known = dream.id.translate(_SIGNS).translate(_ATTRIBUTE)
    head = f'  <dream id="{known}">\n{_leaf(3, "number", dream.number)}{_leaf(3, "date", dream.date)}'
    codings = "".join(f"    {_coding(item)}\n" for item in dream.hvdc)
    return f"{head}   <codings>\n{codings}   </codings>\n{_leaf(3, 'report', dream.text)}  </dream>\n"


def _coding(item: str) -> str:
    kind, _, rest = item.partition(":")
    fields, parts = _SHAPES.get(kind), rest.split(",")
    if fields and len(parts) == len(fields):
        inner = "".join(f"<{f}>{part.translate(_SIGNS)}</{f}>" for f, part in zip(fields, parts, strict=True))
        return f"<{kind}>{inner}</{kind}>"
    if fields == () and rest and rest == rest.strip():
        return f"<{kind}>{rest.translate(_SIGNS)}</{kind}>"
    return f"<{_AS_IS}>{item.translate(_SIGNS)}</{_AS_IS}>"


def _leaf(depth: int, tag: str, text: str) -> str:
    return f"{' ' * depth}<{tag}>{text.translate(_SIGNS)}</{tag}>\n"
