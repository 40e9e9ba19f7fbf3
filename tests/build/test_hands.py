"""How work is shared out: no job is lost, and none waits behind a batch that takes far longer than the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parccli.build.hands import Job, batches, weight_of

JOBS = st.lists(st.builds(Job, st.just("draw"), st.tuples(st.integers()), st.integers(1, 50)))


def test_a_batch_is_as_long_as_it_is_heavy() -> None:
    """Four light jobs, a heavy one, and what is left."""
    light, heavy = Job("draw", ("a",)), Job("copy", ("b",), 10)
    jobs = [light, light, light, light, heavy, light]
    assert list(batches(jobs, 4)) == [[light, light, light, light], [heavy], [light]]


@given(JOBS, st.integers(0, 100))
def test_every_job_is_in_one_batch_in_order(jobs: list[Job], weight: int) -> None:
    """And without its last job, each batch would be too light."""
    cut = list(batches(jobs, weight))
    assert [job for batch in cut for job in batch] == jobs
    assert all(batch and weight_of(batch[:-1]) < max(weight, 1) for batch in cut)
