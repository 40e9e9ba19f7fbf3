"""Makes less than parccli, as Pelican does by itself.

One page a post, paged lists, RSS and Atom for all posts and for each category.
"""

AUTHOR = "Syndicat du Parc des Trois-Canaux"
SITENAME = "Parc d’activités des Trois-Canaux"
SITEURL = "https://www.example.org"
PATH = "content"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
THEME = "theme"
ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
DEFAULT_PAGINATION = 10
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = "feeds/atom.xml"
FEED_ALL_RSS = "feeds/rss.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}/atom.xml"
CATEGORY_FEED_RSS = "feeds/{slug}/rss.xml"
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = False
STATIC_PATHS = ["media"]
