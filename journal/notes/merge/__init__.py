"""Three texts of a note into one, key by key (docs/sync.md, "Merge by key").

``merge`` is pure: whoever calls it brings the way lines are merged, which is git's.
"""

from journal.notes.merge.result import Merged, MergeText, StatusPlace, TextMerged, Winner
from journal.notes.merge.whole import merge

__all__ = ["MergeText", "Merged", "StatusPlace", "TextMerged", "Winner", "merge"]
