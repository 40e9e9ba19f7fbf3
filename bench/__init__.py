"""Speed and memory of parccli and of its peers on the same posts: `make bench`, or `python -m bench --help`."""
