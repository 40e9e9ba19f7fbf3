"""What an export makes: what stands against it, the posts it shows, the files, and what changes for the public."""

from parccli.build.request import Export, Request
from parccli.build.run import Means, Run
from parccli.build.whole import edition, outputs_of, standing_against

__all__ = ["Export", "Means", "Request", "Run", "edition", "outputs_of", "standing_against"]
