from __future__ import annotations

import pytest

from parccli.preview.guard import Request, origin_of, refusal


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (Request(target="/", hosts=["evil.example.org:8421"]), 421),
        (Request(target="/", hosts=["127.0.0.1"]), 421),
        (Request(target="/", hosts=["127.0.0.1:8422"]), 421),
        (Request(target="/", hosts=["127.0.0.1.example.org:8421"]), 421),
        (Request(target="/", hosts=["192.168.0.1:8421"]), 421),
        (Request(target="/", hosts=[]), 421),
        (Request(target="/", hosts=["127.0.0.1:8421", "127.0.0.1:8421"]), 421),
        (Request(target="/", hosts=["127.0.0.1:8421, evil.example.org"]), 421),
        (Request(target="http://evil.example.org/", hosts=["127.0.0.1:8421"]), 400),
        (Request(target="*", hosts=["127.0.0.1:8421"]), 400),
        (Request(target="/feeds/feed.json", hosts=["127.0.0.1:8421"], site="cross-site", mode="no-cors"), 403),
        (Request(target="/feeds/feed.json", hosts=["127.0.0.1:8421"], site="same-site", mode="cors"), 403),
        (Request(target="/events", hosts=["localhost:8421"], site="cross-site", mode="cors"), 403),
    ],
)
def test_what_another_site_could_send_is_refused(request_: Request, status: int) -> None:
    """Under a name that it had lead here, or by a browser that says so."""
    answer = refusal(request_, 8421)
    assert answer is not None
    assert answer.status == status


@pytest.mark.parametrize(
    "request_",
    [
        Request(target="/", hosts=["127.0.0.1:8421"]),
        Request(target="/post?path=a", hosts=["127.0.0.1:8421"], site="cross-site", mode="navigate"),
        Request(target="/events", hosts=["127.0.0.1:8421"], site="same-origin", mode="cors"),
    ],
)
def test_a_person_is_let_in(request_: Request) -> None:
    """Also by a link in an e-mail."""
    assert refusal(request_, 8421) is None


@pytest.mark.parametrize("host", ["localhost:8421", "[::1]:8421", "LOCALHOST:8421"])
def test_other_names_of_this_computer_lead_to_the_one_address(host: str) -> None:
    """So that all pages have one origin; and never elsewhere."""
    answer = refusal(Request(target="//evil.example.org/?a=1", hosts=[host]), 8421)
    assert answer is not None
    assert (answer.status, answer.location) == (302, "http://127.0.0.1:8421/evil.example.org/?a=1")


def test_the_port_of_http_is_not_written() -> None:
    """Browsers leave it out of Host."""
    assert origin_of(80) == "http://127.0.0.1"
    assert refusal(Request(target="/", hosts=["127.0.0.1"]), 80) is None
