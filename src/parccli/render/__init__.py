"""Post -> Article: safe HTML with ids, heading levels and absolute links, finished typography, excerpt; templates."""

from parccli.render.addresses import permalink, public_url
from parccli.render.article import Article, Edition, FileFacts, FileLookup, Picture, Term
from parccli.render.excerpts import excerpt
from parccli.render.rendering import render

__all__ = [
    "Article",
    "Edition",
    "FileFacts",
    "FileLookup",
    "Picture",
    "Term",
    "excerpt",
    "permalink",
    "public_url",
    "render",
]
