"""What an export makes: what stands against it, the posts it shows, the files, and what changes for the public."""
