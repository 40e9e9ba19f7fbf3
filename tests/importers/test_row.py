from __future__ import annotations

import pytest

from parccli.importers import Attachment


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("photos/Écluse n° 1.JPG", "ecluse-n-1-9f86d081.jpg"),
        ("C:\\\\photos\\\\pont.png", "pont-9f86d081.png"),
        ("../../etc/passwd", "passwd-9f86d081"),
        ("vue%20du%20quai.webp", "vue-du-quai-9f86d081.webp"),
        ("CON.png", "con-1-9f86d081.png"),
        (".htaccess", "htaccess-9f86d081"),
        ("a" * 300 + ".pdf", "a" * 60 + "-9f86d081.pdf"),
        ("", "article-9f86d081"),
        ("pont.p<n>g", "pont-9f86d081"),
    ],
)
def test_name_of_an_attachment(name: str, safe: str) -> None:
    """A file gets a name that is safe on every system, and that tells its bytes from others."""
    assert Attachment.named(name, b"test").name == safe


def test_same_name_and_other_bytes() -> None:
    """Two files of one name do not meet in the folder that posts share."""
    assert Attachment.named("vue.jpg", b"1") != Attachment.named("vue.jpg", b"2")
    assert Attachment.named("vue.jpg", b"1") == Attachment.named("vue.jpg", b"1")
