"""A part as a tree says what lxml's says, which is not in the page and judges here."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from motxl.ooxml.xml.scan import XmlError
from motxl.ooxml.xml.tree import TreeElement, parse, parse_loosely
from motxl.template.shipped import template_path

_MAIN = b'xmlns="http://example.org/main"'
WELL_FORMED = (
    b"<a/>",
    b"\xef\xbb\xbf<?xml version='1.0' encoding=\"UTF-8\"?>\n<a>\xc3\xa9</a>\n",
    b"<a " + _MAIN + b'><b xmlns=""><c/></b> tail<!-- told --> more<?do it?>!</a>',
    b"<x:a xmlns:x='http://example.org/x' x:b='1' b='2' xml:space='preserve'> \t\r\n </x:a>",
    b'<a xmlns:x="u" xmlns:y="u" y:b="1"><x:c xmlns:x="v" x:d=""/><y:c/></a>',
    b'<a b="\'&quot;&#10;&#9;&lt;&amp;">&lt;&gt;&amp;&#13;<![CDATA[<b>]]>&#x1F600;</a>',
    b"<!--before--><?one two?><a><b>1</b>2<b>3</b></a><!--behind-->",
)
NO_XML = (
    b"",
    b"text",
    b"<a>",
    b"<a></b>",
    b"<a/><b/>",
    b"<a b=1/>",
    b'<a b="1" b="2"/>',
    b"<x:a/>",
    b'<a x:b=""/>',
    b"<a>&nbsp;</a>",
    b"<a>\x00</a>",
    b"<a>&#0;</a>",
    b"<a>\xff</a>",
    b"<a>]]></a>",
    b"<a>" * 257 + b"</a>" * 257,
    b"<a>" + b"x" * 10_000_001 + b"</a>",
)


def _theirs(data: bytes, *, remarks: bool = False) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8",
        remove_comments=not remarks, remove_pis=not remarks,
    )  # fmt: skip
    return etree.fromstring(data, parser)


def _all_of_theirs(root: etree._Element) -> Iterator[object]:
    for one in root.iter():
        name = one.tag if isinstance(one.tag, str) else ""
        attributes = list(one.attrib.items()) if name else []
        yield name, attributes, one.text or "", (one.tail or "") if one is not root else ""


def _all_of_ours(root: TreeElement) -> Iterator[object]:
    for one in root.iter():
        yield one.tag, list(one.attrib.items()), one.text or "", one.tail or ""


def _compare(data: bytes) -> None:
    for remarks in (False, True):
        theirs, ours = _theirs(data, remarks=remarks), parse(data, remarks=remarks).root
        assert list(_all_of_ours(ours)) == list(_all_of_theirs(theirs))
        assert "".join(ours.itertext()) == "".join(map(str, theirs.itertext()))
    theirs, ours = _theirs(data), parse(data).root
    assert ours.to_bytes() == etree.tostring(theirs, encoding="UTF-8")
    whole = etree.tostring(theirs, xml_declaration=True, encoding="UTF-8", standalone=True)
    assert ours.to_bytes(declaration=True) == whole
    etree.cleanup_namespaces(theirs)
    ours.forget_unused_prefixes()
    assert ours.to_bytes() == etree.tostring(theirs, encoding="UTF-8")


@pytest.mark.parametrize("data", WELL_FORMED)
def test_a_document_is_the_tree_that_lxml_makes(data: bytes) -> None:
    _compare(data)


@pytest.mark.parametrize("data", NO_XML, ids=lambda data: repr(data[:30]))
def test_what_lxml_refuses_is_refused(data: bytes) -> None:
    with pytest.raises(etree.XMLSyntaxError):
        _theirs(data)
    with pytest.raises(XmlError):
        parse(data)


def test_each_part_of_our_workbooks_is_the_tree_that_lxml_makes() -> None:
    for name in ("programme-2025", "extrait"):
        for data in _parts(template_path(name)):
            _compare(data)


@pytest.mark.slow
def test_each_part_of_workbooks_of_excel_is_the_tree_that_lxml_makes(shared: Path) -> None:
    for path in sorted((shared / "corpus").rglob("*.xls[xm]")):
        if path.stat().st_size < 200_000:
            for data in _parts(path):
                _compare(data)


def _parts(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")) and data and not data.startswith(b"\xff\xfe"):
                yield data


@pytest.mark.parametrize(
    "declared",
    [
        b'<!ENTITY e "eeeeeeeeee">',
        b'<!ENTITY e SYSTEM "file:///etc/hostname">',
        b"<!ENTITY % p \"<!ENTITY q 'r'>\"> %p;",
    ],
)
def test_nobodys_entities_are_taken(declared: bytes) -> None:
    with pytest.raises(XmlError):
        parse(b"<!DOCTYPE a [" + declared + b"]><a>text</a>")


def test_an_entity_of_a_list_elsewhere_is_not_left_out_silently() -> None:
    head = b'<!DOCTYPE a PUBLIC "-//x//y" "http://example.org/y.dtd">'
    assert parse(head + b"<a>text</a>").root.text == "text"
    with pytest.raises(XmlError):
        parse(head + b"<a>&told;</a>")


LOOSE = (
    b'<xml xmlns:v="urn:v"><v:shape alt="x"><div>one<br>two</div></v:shape></xml>',
    b"<xml><a>1<b>2</a>3</xml>",
    b"<xml><a>open",
    b"<xml>&nbsp;&#65;</xml>",
    b"<xml><v:a v:b='1'/></xml>",
)


@pytest.mark.parametrize("data", LOOSE)
def test_what_is_not_well_formed_is_read_loosely(data: bytes) -> None:
    """Not to the letter as lxml does: the texts, and what has attributes, are the same."""
    with pytest.raises(XmlError):
        parse(data)
    theirs = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False))
    ours = parse_loosely(data)
    assert "".join(ours.itertext()) == "".join(map(str, theirs.itertext()))
    names = [one.tag.rpartition("}")[2] for one in ours.iter()]
    elements = [one for one in theirs.iter() if isinstance(one.tag, str)]
    assert names == [str(one.tag).rpartition("}")[2] for one in elements]
    told = [sorted(one.attrib.items()) for one in ours.iter()]
    theirs_told = [sorted(map(_as_text, one.attrib.items())) for one in elements]
    assert told == theirs_told


def _as_text(pair: tuple[object, object]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])


def test_attributes_without_quotes_are_read() -> None:
    (found,) = parse_loosely(b"<xml><a b='1' c=2 d>text</a></xml>")
    assert (found.attrib, found.text) == ({"b": "1", "c": "2"}, "text")


def test_what_has_no_element_is_not_read_even_loosely() -> None:
    with pytest.raises(XmlError):
        parse_loosely(b"nothing of the kind")
