"""TOML read line by line means what tomllib makes of it, wherever it is read so."""

from __future__ import annotations

import tomllib

from hypothesis import example, given
from hypothesis import strategies as st

from journal.plain_toml import plain_toml
from tests.laws import CHARACTERS

keys = st.sampled_from([*"abcghijklm", "b-1", "c_2"])
plain = st.sampled_from([
    "0", "7", "120", "true", "false", '""', '"text"', '"a, b]"', '"#ü"', "[]", '["x"]', '[ "x", "y" ,]',
])  # fmt: skip
ends = st.sampled_from(["", "", " ", " # c", "# d"])
lines = st.one_of(
    st.builds("{} = {}{}".format, keys, plain, ends),
    st.builds("[{}]{}".format, st.sampled_from("adefnopqr"), ends),
    st.sampled_from(["", "# c", "\t#", "  "]),
)
signs = st.sampled_from([*".\"'[]=,#\\ä\x07\u2028 \t", "\n", "\r\n", "007", "-1", "1.5", "truex", "{}"])
pieces = st.one_of(keys, plain, signs)
odd = st.builds("{} = {}".format, keys, st.lists(pieces, max_size=4).map("".join)) | st.lists(pieces).map("".join)
texts = st.lists(lines | lines | lines | lines | odd, max_size=6).map("\n".join) | st.text(CHARACTERS)


@given(texts)
@example('a = ["b" # c]\n]')
def test_what_is_read_line_by_line_is_what_tomllib_reads(text: str) -> None:
    found = plain_toml(text)
    assert found is None or found == tomllib.loads(text)
