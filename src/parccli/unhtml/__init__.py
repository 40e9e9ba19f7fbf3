"""HTML of any origin -> Markdown with the same words, links and pictures; what Markdown cannot say stays HTML.

Each block is written, read back, and compared with what it was: one that would read otherwise is written more
carefully, and as HTML in the end. Nothing that acts gets through, and what was taken out is named.
"""

from __future__ import annotations

from parccli.unhtml.conversion import Converted, convert, convert_tree, plain_text
from parccli.unhtml.tree import parse, parse_page

__all__ = ["Converted", "convert", "convert_tree", "parse", "parse_page", "plain_text"]
