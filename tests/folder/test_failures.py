from __future__ import annotations

import errno
import os

import pytest

from parccli.errors import ParcError
from parccli.folder import failures


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "permission denied"),
        (errno.ENAMETOOLONG, "its name is too long"),
        (errno.ECHILD, os.strerror(errno.ECHILD)),
    ],
)
def test_a_reason_is_said_in_words(number: int, words: str) -> None:
    """The usual reasons have our words, which are translated; the others have the system's."""
    assert failures.in_words(OSError(number, os.strerror(number))) == words


def test_a_file_that_another_program_of_windows_has_open_is_told_so() -> None:
    """There, a file open elsewhere is refused with the number of a permission, which would mislead."""
    error = PermissionError(errno.EACCES, "denied")
    vars(error)["winerror"] = failures.SHARING_VIOLATION  # an attribute there
    assert failures.in_words(error) == "another program has it open"


def test_a_write_that_fails_names_the_file_and_says_that_the_old_one_is_there() -> None:
    """A person reads which file, why, and that nothing is lost."""
    with pytest.raises(ParcError) as caught, failures.writing("posts/a.md"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.path == "posts/a.md"
    assert caught.value.message == "it cannot be written: the disk is full"
    assert caught.value.hint == "What was there before is unchanged. Mend the cause, then run the command again."


def test_a_refusal_of_ours_passes_through() -> None:
    """An error that says better what is wrong is not wrapped."""
    refusal = ParcError("no")
    with pytest.raises(ParcError) as caught, failures.reading("posts/a.md"):
        raise refusal
    assert caught.value is refusal
