"""Edition -> feeds as values, and as RSS and Atom: what the feed targets share."""
