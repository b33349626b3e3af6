"""What a merge dropped, over notes changed by two sides in every way: all is named, nothing else, and comes back."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from journal.conflict import is_in_conflict
from journal.notes.merge.lost import Four, Lost, lost, may_lack, still_lost
from journal.notes.merge.put_back import put_back
from journal.rules.status import status_rank
from tests.laws import examples
from tests.merging import PATH, merge_text, merged, triples

many = settings(max_examples=examples(120), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
Triple = tuple[bytes, bytes, bytes]


def gone(four: Four) -> Lost:
    return lost(four, path=PATH, merge_text=merge_text, status_place=status_rank)


@many
@given(triples())
def test_the_merge_by_key_dropped_nothing(triple: Triple) -> None:
    result = merged(*triple)
    if not result.has_conflict:
        assert not gone(Four(*triple, result.content)), result.content.decode()


@many
@given(triples())
def test_a_side_that_was_taken_alone_lacks_what_the_other_added(triple: Triple) -> None:
    base, ours, theirs = triple
    for result in (ours, theirs, base):
        four = Four(base, ours, theirs, result)
        found = gone(four)
        assert may_lack(four) or not found
        now = put_back(result, four, found, path=PATH, merge_text=merge_text, status_place=status_rank)
        left = still_lost(found, now)
        assert not left, (left, now.decode())
        if not found:
            assert now == result
        elif not is_in_conflict(now):
            assert not gone(four._replace(result=now)), now.decode()
