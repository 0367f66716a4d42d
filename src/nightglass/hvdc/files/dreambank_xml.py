"""The XML in which DreamBank hands out its coded dreams."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nightglass.hvdc.dreams import CodedDream
from nightglass.hvdc.errors import CodingFileError

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


def read(text: str, place: str) -> list[CodedDream]:
    """Return the coded dreams of a file's text. Entities that a file declares for itself are refused."""
    from defusedxml import ElementTree as Safe  # noqa: PLC0415 - only this format needs it
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415

    try:
        root = Safe.fromstring(text)
    except ET.ParseError as error:
        line, column = error.position
        raise CodingFileError(
            f"{place}, line {line}, column {column}: this is not well-formed XML; mend it there."
        ) from None
    except DefusedXmlException:
        raise CodingFileError(
            f"{place} declares entities of its own, which can hide a bomb; remove its DOCTYPE and try again."
        ) from None
    except ValueError:
        raise CodingFileError(f"{place} names another encoding than it has; save it as UTF-8 and try again.") from None
    if root.tag != "dreambank":
        raise CodingFileError(f"{place} begins with <{root.tag}>; a file of DreamBank begins with <dreambank>.")
    return [dream for collection in root.iter("collection") for dream in _dreams(collection, place)]


def _dreams(collection: ET.Element, place: str) -> Iterator[CodedDream]:
    name, sex = _text(collection, "id"), _text(collection, "sex")
    for number, dream in enumerate(collection.iter("dream"), 1):
        told = _text(dream, "number")
        codings = dream.find("codings")
        where = f"{place}, dream {told or number} of collection {name or '?'}"
        yield CodedDream(
            id=dream.get("id") or f"{name}_{told}",
            hvdc=tuple(_item(tag, where) for tag in (codings if codings is not None else ())),
            collection=name,
            sex=sex,
            number=told,
            date=_text(dream, "date"),
            text=_text(dream, "report"),
            line=number,
        )


def _text(element: ET.Element, tag: str) -> str:
    return element.findtext(tag) or ""


def _item(tag: ET.Element, where: str) -> str:
    if tag.tag == _AS_IS:
        return tag.text or ""
    if tag.tag not in _SHAPES:
        raise CodingFileError(f"{where}: <{tag.tag}> is no tag of a coding; known are {', '.join(_SHAPES)}.")
    fields = _SHAPES[tag.tag]
    for child in tag:
        if child.tag not in {*fields, "code"}:
            raise CodingFileError(f"{where}: <{child.tag}> does not belong in <{tag.tag}>; it has {', '.join(fields)}.")
    if not fields:
        return f"{tag.tag}:{(tag.text or '').strip() or _text(tag, 'code')}"
    return f"{tag.tag}:{','.join(_text(tag, field) for field in fields)}"


def write(dreams: Sequence[CodedDream]) -> str:
    """Return the dreams as XML, those of one collection together, in the order in which collections first come."""
    root = ET.Element("dreambank")
    collections: dict[tuple[str, str], ET.Element] = {}
    for dream in dreams:
        key = (dream.collection, dream.sex)
        if key not in collections:
            collections[key] = ET.SubElement(root, "collection")
            _leaf(collections[key], "id", dream.collection)
            _leaf(collections[key], "sex", dream.sex)
        _write_dream(collections[key], dream)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _write_dream(collection: ET.Element, dream: CodedDream) -> None:
    element = ET.SubElement(collection, "dream", {"id": dream.id})
    for tag, value in (("number", dream.number), ("date", dream.date)):
        _leaf(element, tag, value)
    codings = ET.SubElement(element, "codings")
    for item in dream.hvdc:
        kind, _, rest = item.partition(":")
        parts = rest.split(",")
        fields = _SHAPES.get(kind)
        if fields and len(parts) == len(fields):
            coding = ET.SubElement(codings, kind)
            for field, part in zip(fields, parts, strict=True):
                _leaf(coding, field, part)
        elif fields == () and rest and rest == rest.strip():
            _leaf(codings, kind, rest)
        else:
            _leaf(codings, _AS_IS, item)
    _leaf(element, "report", dream.text)


def _leaf(parent: ET.Element, tag: str, text: str) -> None:
    """Add a tag with text; control characters, which XML cannot hold, become spaces."""
    ET.SubElement(parent, tag).text = "".join(
        c if c in "\t\n" or c.isprintable() or ord(c) > 126 else " " for c in text
    )
