"""Post -> Article: safe HTML with ids, heading levels and absolute links, finished typography, excerpt; templates."""
