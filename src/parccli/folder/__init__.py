"""The site folder: the only package that reads or writes posts, outputs, cache and lock.

    site      where it is, its settings           lock      who may write in it
    walking   which files are posts               writing   one file, or many, whole or not at all
    posts     their reading                       saving    a post's writing, under the lock
    finding   a post by slug, id or path          outputs   what an export writes, by manifest and journal
    files     pictures and documents              templates the site's own, and starting: a new site
    disk      calls of the system                 failures  what it refused, in words

Whoever writes posts or outputs asks `locked` for a Hold first: the functions that write take nothing else.
"""
