"""Front matter <-> named values with positions, and line patches that lose nothing.

Text goes in as a `Source`; out comes a `Document` whose nodes hold the text of each value as it is written,
without YAML's guesses (`No` stays “No”, `12:30` stays “12:30”): the table of fields decides what a value means.
"""

from parccli.frontmatter.document import Document, Entry, Items, Node, Pairs, Scalar, parse, text_of
from parccli.frontmatter.patches import Value, assign, compose
from parccli.frontmatter.problems import FrontMatterError

__all__ = [
    "Document",
    "Entry",
    "FrontMatterError",
    "Items",
    "Node",
    "Pairs",
    "Scalar",
    "Value",
    "assign",
    "compose",
    "parse",
    "text_of",
]
