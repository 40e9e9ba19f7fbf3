"""Absolute, percent-encoded addresses."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parccli.config import Config
from parccli.render.addresses import absolute, encoded, from_root

PAGE = "https://www.example.org/actu/"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("//h.example/x", "https://h.example/x"),
        ("a b.jpg", f"{PAGE}a%20b.jpg"),
        ("/é?q=ü&x=[1]#ç", "https://www.example.org/%C3%A9?q=%C3%BC&x=%5B1%5D#%C3%A7"),
        (" https://é.example/a%20b%zz ", "https://xn--9ca.example/a%20b%25zz"),
        ("https:\\\\h.example", f"{PAGE}%5C%5Ch.example"),
        ("HTTPS://H.example/", "https://H.example/"),
        ("mailto:info@example.org?subject=é è", "mailto:info@example.org?subject=%C3%A9%20%C3%A8"),
        ("tel:+33 3 21", "tel:+33321"),
        ("../x", "https://www.example.org/x"),
        ('https://h.example/"><script>', "https://h.example/%22%3E%3Cscript%3E"),
        ("java\nscript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[bad", None),
        ("https://a b/", None),
        ("mailto:", None),
        ("ftp://h.example/", None),
    ],
)
def test_an_address_is_made_absolute_or_refused(written: str, published: str | None) -> None:
    """From the page's own; as a browser would read it."""
    assert absolute(written, PAGE) == published


@given(st.from_regex(r"(https?://[a-z0-9.-]{0,9})?[a-z0-9/._~-]{0,9}", fullmatch=True))
@example("https://h.example")
@example("/a/../b")
@example("//h.example/a")
def test_a_plain_address_is_joined_as_any_other(address: str) -> None:
    """Where nothing is to be encoded, the standard library's own answer is the address."""
    joined = urljoin(PAGE, address)
    assert absolute(address, PAGE) == (joined if urlsplit(joined).netloc else None)


@given(st.text() | st.text("https://é.[]%\\?#@:\t a"))
def test_an_address_encoded_twice_is_the_same(address: str) -> None:
    """And it is ASCII without a space."""
    once = absolute(address, PAGE)
    if once is not None:
        assert encoded(once) == once
        assert once.isascii()
        assert not set(' "<>\\^`{|}\n').intersection(once)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="https://www.example.org/actu/?p=1#x">', '<a href="/actu/?p=1#x">'),
        ('<a href="https://www.example.org">', '<a href="/">'),
        ('<a href="https://www.example.org#x">', '<a href="/#x">'),
        ('<a href="https://www.example.organic/">', '<a href="https://www.example.organic/">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="#x">https://www.example.org/actu/</a>', '<a href="#x">https://www.example.org/actu/</a>'),
        (
            '<img src="https://www.example.org/a" srcset="https://www.example.org/b 400w, https://b.example/c 1w">',
            '<img src="/a" srcset="/b 400w, https://b.example/c 1w">',
        ),
    ],
)
def test_addresses_within_the_site_can_start_at_its_root(before: str, after: str) -> None:
    """Those of other sites, and addresses that are only shown, stay."""
    assert from_root(before, Config(title="a", url="https://www.example.org/sous-dossier")) == after
