"""Drawings (SVG): their size, and that they do nothing but show."""

from __future__ import annotations

import pytest

from parccli.folder.drawings import Drawing, look_at
from parccli.render.article import Unfit

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30"'


def drawing(inside: str = "", attributes: str = SVG) -> bytes:
    """A drawing."""
    return f"<svg {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="200" height="100"', (200, 100)),
        ('width="200px" height="100.4"', (200, 100)),
        ('width="1in" height="2.54cm" viewBox="0 0 1 9"', (96, 96)),
        ('width="72pt" height="10mm"', (96, 38)),
        ('width="200" viewBox="0 0 40 30"', (200, 150)),
        ('height="60" viewBox="0,0,40,30"', (80, 60)),
        ('viewBox="-5 -5 40 30"', (768, 576)),
        ('width="100%" height="100%" viewBox="0 0 1e2 50"', (768, 384)),
        ('width="2em" height="1em"', (None, None)),
        ('width="200"', (None, None)),
        ('width="0" height="5"', (None, None)),
        ('viewBox="0 0 0 30"', (None, None)),
        ('viewBox="a b c d"', (None, None)),
        ('width="999999" height="1"', (None, None)),
        ("", (None, None)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int | None, int | None]) -> None:
    """By its own lengths, in pixels; by its proportions, as wide as the column; none when it tells none."""
    assert look_at(drawing(attributes=f'xmlns="http://www.w3.org/2000/svg" {attributes}')) == Drawing(*size)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<g onload='x'/>",
        "<G ONLOAD='x'/>",
        "<a xlink:href='javascript:x'/>",
        "<a href=' java&#10;script:x'/>",
        "<set attributeName='href' to='javascript:x'/>",
        "<animate attributeName='href' values='#a;javascript:x'/>",
        "<use href='data:image/svg+xml,&lt;svg/&gt;'/>",
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>",
        "<img xmlns='http://www.w3.org/1999/xhtml' src='x'/>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>x</h:script>",
        "<?xml-stylesheet href='x.xsl' type='text/xsl'?>",
    ],
)
def test_a_drawing_that_runs_something(inside: str, encoding: str) -> None:
    """Opened by itself, it would run at the site's own address; in whatever letters it is written."""
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><svg {SVG}>{inside}</svg>'
    assert look_at(text.encode(encoding)) is Unfit.ACTS


def test_entities_are_not_expanded() -> None:
    """Nor is a file read that one names."""
    laughs = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    file = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    assert look_at(laughs.encode() + drawing("&b;")) is Unfit.ACTS
    assert look_at(file.encode() + drawing("&a;")) is Unfit.ACTS


@pytest.mark.parametrize(
    "inside",
    [
        "<path d='M0 0'/><!-- <script> --><text>onload=javascript:</text>",
        "<image href='data:image/png;base64,iVBORw0='/><a href='https://www.example.org/'/><use href='#a'/>",
        "<style>a { fill: red }</style><animate attributeName='x' values='1;2'/>",
    ],
)
def test_a_drawing_that_only_draws(inside: str) -> None:
    """Words about programs are none."""
    assert look_at(drawing(inside)) == Drawing(768, 576)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"<html></html>",
        b"<svg/>",
        drawing()[:-3],
        drawing() + b"<svg/>",
        drawing("&nbsp;"),
        b"\xff<",
    ],
)
def test_what_is_no_drawing(data: bytes) -> None:
    """Browsers would show nothing: other files, half of one, an `svg` of no namespace."""
    assert look_at(data) is Unfit.NO_PICTURE
