"""What is French about a post: how dates are written and read, what a slug is, how text is set. Pure functions."""
