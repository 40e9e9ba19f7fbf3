"""parccli: posts as plain files in a folder, checked before the public sees them, and out as feeds and fragments."""

__version__ = "0.1.0"
