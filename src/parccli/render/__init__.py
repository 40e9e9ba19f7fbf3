"""Post -> Article: safe HTML with ids, heading levels and absolute links, finished typography, excerpt; templates."""

from parccli.render.addresses import permalink, public_url, target_of
from parccli.render.article import Article, Edition, FileFacts, FileLookup, Picture, Target, Term
from parccli.render.excerpts import excerpt
from parccli.render.rendering import render

__all__ = [
    "Article",
    "Edition",
    "FileFacts",
    "FileLookup",
    "Picture",
    "Target",
    "Term",
    "excerpt",
    "permalink",
    "public_url",
    "render",
    "target_of",
]
