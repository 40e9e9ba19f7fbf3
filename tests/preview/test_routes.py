from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.conftest import Site

WITHOUT_DATE = "---\ntitle: Sans date\nstatus: draft\n---\n\nUne idée.\n"


def test_the_list_tells_what_is_public_and_what_is_not(site: Site) -> None:
    """What is not public yet comes first."""
    site.write("brouillon", status="draft")
    site.write("futur", date="2025-12-24")
    site.write("passe", more="expires: 2025-09-15\n")
    site.write("archive", status="archived")
    page = site.text("/")
    told = ["Draft: not public", "Scheduled: public on 24 December 2025", "Public"]
    places = [page.index(f"<strong>{sentence}</strong>") for sentence in told]
    assert places == sorted(places)
    assert "Expired: not public any more" in page
    assert "Archived: not public any more" in page
    assert 'href="http://127.0.0.1:8421/post?path=posts/futur.md"' in page


def test_the_list_speaks_the_language_of_the_interface(site: Site) -> None:
    """English here; the posts keep their own."""
    page = site.text("/")
    assert '<html lang="en">' in page
    assert '<a href="http://127.0.0.1:8421/post?path=posts/vu.md" lang="fr">Un titre vu</a>' in page


def test_findings_stand_beside_their_post(site: Site) -> None:
    """In the list, and above the post itself."""
    site.write("nu", more="image: absente.jpg\n")
    for target in ("/", "/post?path=posts/nu.md"):
        assert "<summary>2 errors, " in site.text(target)
        assert re.search(r"<code>line \d, column 8</code> <strong>error</strong>", site.text(target))
        assert "(A101)" in site.text(target)
    assert "(A101)" not in site.text("/post?path=posts/vu.md")


@pytest.mark.parametrize("status", ["draft", "published", "archived"])
def test_every_post_is_seen_as_it_will_stand(site: Site, status: str) -> None:
    """Public or not; its links and pictures work although nothing is on the site."""
    picture = site.root / "posts/photo.png"
    Image.new("RGB", (40, 30)).save(picture)
    site.write("a", title="L'article", status=status, body="![Un terril](photo.png) [Vu](vu.md)")
    # Pictures are asked for once the page is there: in the same look.
    page = site.text("/post?path=posts/a.md")
    assert '<article class="parc-article" id="parc-a"' in page
    assert "L’article" in page
    assert 'src="http://127.0.0.1:8421/media/photo.png"' in page
    assert 'href="http://127.0.0.1:8421/actualites/vu/"' in page


def test_a_link_leads_where_an_export_lets_it_lead(site: Site) -> None:
    """From a public post not to a draft; from a draft to another, with which it may be published."""
    site.write("b1", status="draft", body="[Deux](b2.md)")
    site.write("b2", status="draft")
    site.write("p", body="[Deux](b2.md)")
    link = 'href="http://127.0.0.1:8421/actualites/b2/"'
    assert link in site.text("/post?path=posts/b1.md")
    assert link not in site.text("/post?path=posts/p.md")


def test_a_draft_without_a_date_is_seen_with_todays(site: Site) -> None:
    """Its date is the last thing that she decides."""
    site.save("posts/sans-date.md", WITHOUT_DATE)
    assert "1er octobre 2025" in html.unescape(site.text("/post?path=posts/sans-date.md"))


def test_the_blocks_and_lists_have_what_is_public(site: Site) -> None:
    """As the site will include them."""
    site.write("secret", status="draft")
    for number in range(11):
        site.write(f"n{number}", more="categories: [Travaux]\n")
    assert site.text("/latest").count('class="parc-card"') == 3
    assert site.text("/list").count('class="parc-card"') == 10
    assert site.text("/list?parc-page=2").count('class="parc-card"') == 2
    assert site.text("/list-travaux?parc-page=2").count('class="parc-card"') == 1
    assert all("secret" not in site.text(target) for target in ("/latest", "/list", "/list?parc-page=2"))


def test_files_are_those_that_an_export_writes(site: Site) -> None:
    """With the addresses of the site, not of the preview; nothing that is not public is in them."""
    site.write("secret", status="draft")
    feed = site.get("/feeds/feed.json")
    assert feed.media_type == "application/json"
    assert [item["url"] for item in json.loads(feed.data)["items"]] == ["https://www.example.org/actualites/vu/"]
    assert b"127.0.0.1" not in feed.data
    assert b"127.0.0.1" not in site.get("/fragments/articles/vu.html").data
    assert site.get("/fragments/articles/secret.html").status == 404
    assert site.get("/assets/parc.css").media_type == "text/css; charset=utf-8"


def test_a_picture_is_given_and_other_files_of_the_site_are_not(site: Site) -> None:
    """Only what a public post uses."""
    Image.new("RGB", (40, 30)).save(site.root / "posts/photo.png")
    Image.new("RGB", (40, 30)).save(site.root / "posts/autre.png")
    site.write("a", body="![Un terril](photo.png)")
    answer = site.get("/media/photo.png")
    assert (answer.media_type, answer.data) == ("image/png", (site.root / "posts/photo.png").read_bytes())
    assert site.get("/media/autre.png").status == 404


def test_the_address_of_a_post_on_the_site_leads_to_it(site: Site) -> None:
    """Links between posts work."""
    answer = site.get("/actualites/vu/")
    assert (answer.status, answer.location) == (302, "http://127.0.0.1:8421/post?path=posts/vu.md")


@pytest.mark.parametrize(
    "target",
    [
        "/../parccli.toml",
        "/parccli.toml",
        "/posts/vu.md",
        "/%2e%2e/parccli.toml",
        "/media/../parccli.toml",
        "/media/..%2f..%2fparccli.toml",
        "/media/%00",
        "/feeds/../../parccli.toml",
        "/assets/../preview.js",
        "/fragments/..%5c..%5cparccli.toml",
        "/post?path=../parccli.toml",
        "/post?path=parccli.toml",
        "/post?path=/etc/passwd",
        "/list-../../x",
        "/manifest.json",
        "/absent",
        "/%ff",
    ],
)
def test_no_address_leads_to_another_file(site: Site, target: str) -> None:
    """There is nothing there, whatever the disk has."""
    answer = site.get(target)
    assert answer.status == 404
    assert b"There is nothing at this address" in answer.data
    assert b"Parc des Terrils" not in answer.data


def test_a_post_that_cannot_be_read_shows_its_error_and_hides_no_other(site: Site) -> None:
    """With its file and line."""
    site.save("posts/casse.md", "---\ntitle: a : b\n---\n")
    page = site.text("/post?path=posts/casse.md")
    assert "posts/casse.md</span>" in page
    assert "<code>line 2, column 1</code>" in page
    assert "Nobody can tell whether it is public" in page
    assert "Un titre vu" in site.text("/post?path=posts/vu.md")
    for target in ("/", "/latest"):
        page = site.text(target)
        assert "“parccli export” would stop here" in page
        assert "<code>posts/casse.md:2:" in page
    assert "Un titre vu" in site.text("/latest")


def test_a_post_that_cannot_be_rendered_hides_no_other(site: Site) -> None:
    """Nobody nests quotations so deeply by hand."""
    site.write("profond", body=">" * 2000 + " fin")
    for target in ("/", "/post?path=posts/profond.md"):
        assert "<code>posts/profond.md" in site.text(target)
    assert "Un titre vu" in site.text("/latest")


def test_a_template_that_cannot_be_filled_in_shows_its_error(site: Site) -> None:
    """With its file and line; the list of posts goes on."""
    site.save("templates/article.html", "<p>\n{{ article.titel }}\n</p>\n")
    for target in ("/", "/post?path=posts/vu.md", "/latest"):
        assert "<code>templates/article.html:2</code>" in site.text(target)
    assert "Un titre vu" in site.text("/")


def test_settings_that_cannot_be_read_show_their_error_everywhere(site: Site) -> None:
    """With the line; the page comes back by itself."""
    site.save("parccli.toml", 'title = "Parc"\nurl = nulle part\n')
    for target in ("/", "/post?path=posts/vu.md"):
        answer = site.get(target)
        assert answer.status == 500
        assert b"<code>parccli.toml:2</code>" in answer.data
        assert b'<script data-seen="7">' in answer.data


def test_an_article_stands_inside_the_sites_own_page(site: Site, tmp_path: Path) -> None:
    """And its list of posts in ours."""
    page = tmp_path / "page.html"
    page.write_text("<html><body id=theirs><!-- parccli --></body></html>", encoding="utf-8")
    shown = site.text("/post?path=posts/vu.md", page=page)
    assert shown.startswith("<html><body id=theirs><style>")
    assert "Un titre vu" in shown
    assert "theirs" not in site.text("/", page=page)


@pytest.mark.parametrize("target", ["/", "/latest", "/post?path=posts/mal.md", "/absent"])
def test_only_the_script_of_the_preview_runs(site: Site, target: str) -> None:
    """By its hash; what a post or a title holds is text."""
    site.write("mal", title="'<script>alert(1)</script>'", body="<script>alert(2)</script><img src=x onerror=alert(3)>")
    answer = site.get(target)
    assert "script-src 'sha256-" in answer.policy
    assert answer.data.count(b"<script") == 1
    assert b"onerror=alert(3)>" not in answer.data


def test_what_is_in_a_file_does_not_run(site: Site) -> None:
    """A drawing is a document, and one that holds a script is not even served."""
    site.save("posts/dessin.svg", "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>")
    site.save("posts/actif.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    site.write("a", body="![Un plan](dessin.svg) ![Un autre](actif.svg)")
    assert b"alert(1)" not in site.get("/media/actif.svg").data
    answer = site.get("/media/dessin.svg")
    assert answer.media_type == "image/svg+xml"
    assert answer.policy.startswith("default-src 'none';")
    assert "sandbox" in answer.policy


def test_a_long_list_has_pages(site: Site) -> None:
    """Each checks its own posts only."""
    for number in range(50):
        site.write(f"n{number}")
    first, second = site.text("/"), site.text("/?page=2")
    assert (first.count("<article"), second.count("<article")) == (50, 1)
    assert '/?page=2" rel="next"' in first
    assert '/?page=1" rel="prev"' in second
