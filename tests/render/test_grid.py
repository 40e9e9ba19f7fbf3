"""Tables as word processors paste them become whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

Render = Callable[..., str]


@pytest.mark.parametrize(
    ("pasted", "whole"),
    [
        ("<tr><td colspan=2>a", "<tr><td>a</td></tr>"),
        ("<tr><td rowspan=3>a<td>b", "<tr><td>a</td><td>b</td></tr>"),
        ("<tr><td>a<td>b<tr><td>c", "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr>"),
        (
            "<tr><td>a<td rowspan=2>b<tr><td colspan=2>c",
            '<tr><td>a</td><td rowspan="2">b</td></tr><tr><td>c</td></tr>',
        ),
        (
            "<tr><td rowspan=3>a<td>b<tr></tr><tr><td>c",
            '<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>',
        ),
        (
            "<tr><td>a<td rowspan=2>b<td>c<tr><td>d",
            '<tr><td>a</td><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td><td></td></tr>',
        ),
        ("<tr><td colspan=3>a<tr><td>b<td>c", '<tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr>'),
        ("<tr><td colspan=2>a<tr><td>b<td>c", '<tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr>'),
    ],
)
def test_all_rows_are_of_one_width(body: Render, pasted: str, whole: str) -> None:
    """No cell reaches over another, out of the table or over a column that no cell begins in."""
    shown = body(f"<table>{pasted}</table>")
    assert re.sub(r"\n|^.*<tbody>|</tbody>.*$", "", shown, flags=re.DOTALL) == whole


def test_head_and_foot_stand_at_their_ends(body: Render) -> None:
    """One head first, one foot last; further ones are bodies."""
    groups = ("tfoot", "thead", "tbody", "tfoot", "thead")
    shown = body(f"<table>{''.join(f'<{group}><tr><td>{n}' for n, group in enumerate(groups))}</table>")
    assert re.findall(r"<(t(?:head|body|foot))>|<td>(\d)", shown) == [
        ("tbody", ""), ("", "0"), ("tbody", ""), ("", "1"), ("tbody", ""), ("", "2"), ("tbody", ""), ("", "4"),
        ("tfoot", ""), ("", "3"),
    ]  # fmt: skip
