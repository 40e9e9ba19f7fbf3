"""Post: a frozen value, its table of fields, and how one is read from a file or from an importer's row."""

from parccli.post.fields import FATEFUL, FIELDS, Field, Kind, canonical_key, nearest_key
from parccli.post.model import STATUSES, Post
from parccli.post.problems import Problem
from parccli.post.reading import PostFile, from_values, read

__all__ = [
    "FATEFUL",
    "FIELDS",
    "STATUSES",
    "Field",
    "Kind",
    "Post",
    "PostFile",
    "Problem",
    "canonical_key",
    "from_values",
    "nearest_key",
    "read",
]
