"""Whatever a body holds, the rules about markup find their way through it, and point inside the file."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from parccli.config import Config
from parccli.post import read
from parccli.rules import RULES, check_posts, survey
from parccli.source import Source

CONFIG = Config(title="Le Parc", url="https://www.example.org")
NOW = datetime(2025, 9, 1, tzinfo=UTC)
RULES_OF_MARKUP = [rule for code, rule in RULES.items() if code[0] in "AFLP"]

MARKS = """
[ ]( ) ![ <a href=' '> </a> <img src= " alt=" > <p> </p> &nbsp; <br> <!-- --> <script> </script> <table> </table>
<figure> <figcaption> </figure> # - | |---| ` ** http://x.example.org/é www.example.org #é javascript:x a.md ../a.pdf
C:\\x.png [^1] [^1]: 📍 é « » ici
"""
pieces = st.sampled_from([*MARKS.split(), "> ", "| | |\n|---|---|\n", "\n", "\n\n", "    ", " ", "\x00", "\x0b"])
bodies = st.lists(pieces, max_size=25).map("".join)


@settings(max_examples=100)
@given(bodies, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_finding_stands_in_the_file(body: str, newline: str, bom: bool) -> None:
    """Its beginning before its end, both in lines and columns that there are."""
    header = f"---\ntitle: T\ndate: 2020-01-01\nstatus: published\n---\n{body}".replace("\n", newline)
    file = read(Source("posts/a.md", header, bom=bom))
    site = survey([file], CONFIG, NOW, look_up=lambda _path: None)
    assert file.source is not None
    lines = file.source.text.split("\n")
    for finding in check_posts([file], site, RULES_OF_MARKUP):
        assert (1, 1) <= (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        assert finding.end_line <= len(lines)
        assert finding.end_column <= len(lines[finding.end_line - 1]) + 1
