"""How words compare, in the index and in a line that is shown."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.notes.spelling import STROKELESS
from journal.vault.search import search_terms
from journal.vault.search.search_terms import line_with, marks, put


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        pytest.param("The Café, café", ["cafe"], ["Café", "café"], id="case and accents"),
        pytest.param("cafe\u0301s", ["café"], ["cafe"], id="an accent of its own"),
        pytest.param("visa, revisable visas", ["vis"], ["vis", "vis"], id="where a word begins"),
        pytest.param("snake_case", ["case"], ["case"], id="after a low line"),
        pytest.param("ab abc", ["ab", "abc"], ["ab", "abc"], id="the longer of two"),
        pytest.param("Bjørn Dahl, bjorn", ["bjorn"], ["Bjørn", "bjorn"], id="a stroke"),
        pytest.param("Mehmet Yıldız", ["yildiz"], ["Yıldız"], id="no dot"),
        pytest.param("Lodz and Łódź", ["łódź"], ["Lodz", "Łódź"], id="a stroke that is looked for"),
        pytest.param("Straße", ["strasse"], ["Straße"], id="a letter that is two"),
        pytest.param("ﬁne ﬁsh", ["fi"], ["ﬁ", "ﬁ"], id="ligature"),
        pytest.param("data-team, data  team", ["data te"], ["data-te", "data  te"], id="phrase"),
        pytest.param("datateam", ["data team"], [], id="no phrase"),
        pytest.param("見積書の件", ["積書"], ["積書"], id="inside a run"),
        pytest.param("ราคาabc", ["abc"], ["abc"], id="after a script without spaces"),
        pytest.param("aaaa", ["aa"], ["aa"], id="once per word"),
        pytest.param("a.b (c)", [".", "(", "*"], [], id="signs"),
        pytest.param("nothing", ["x", ""], [], id="none"),
    ],
)
def test_marks_are_where_the_words_stand(text: str, words: list[str], found: list[str]) -> None:
    assert [text[start:stop] for start, stop in marks(text, words)] == found


@pytest.mark.parametrize("last", ["…", "é", "É", "ß", "ﬁ", "½", "\u0301", "日", "İ"])
def test_a_last_letter_beyond_ascii_is_marked_as_any_other(last: str) -> None:
    words = ["of", "fi", "ss", "1", "2", "caf", "日", "i"]
    for text in (f"One 1 cafe of{last}", f"A cafe, {last}", last):
        among_others = [(start - 2, stop - 2) for start, stop in marks(f"é {text}", words)]
        assert marks(text, words) == [span for span in among_others if span[0] >= 0]


@pytest.mark.parametrize(
    ("text", "put_in"),
    [
        ("Straße ÉTÉ", "strasse ete"),
        ("شُكْرًا", "شكرا"),
        ("a見積b", "a 見  積 b"),
        ("caf\udce9 x", "caf? x"),
        ("Plain TEXT", "Plain TEXT"),
        ("Plain TEXT\nÉTÉ Text\n", "Plain TEXT\nete text\n"),
    ],
)
def test_text_is_put_in_without_what_does_not_count(text: str, put_in: str) -> None:
    assert put(text) == put_in


LONG = "x " * 60 + "visa " + "y " * 60


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        pytest.param("# Trip\r\n\r\nThe visa is here.\r\n", ["vis"], "The visa is here.", id="line"),
        pytest.param("# Visa\n\nMy visa\n", ["visa"], "My visa", id="not the title"),
        pytest.param("# Visa\n", ["visa"], "", id="the title alone"),
        pytest.param("one\ntwo\n", ["three"], "", id="none"),
        pytest.param("one\nzwei\nÉTÉ\n", ["ete"], "ÉTÉ", id="accents"),
        pytest.param("ab\ncd ef\n", ["b c", "cd ef"], "cd ef", id="phrase"),
        pytest.param(LONG, ["visa"], "…" + ("x " * 20 + "visa " + "y " * 38).strip() + "…", id="long"),
    ],
)
def test_the_first_line_that_answers_is_shown(text: str, words: list[str], line: str) -> None:
    assert line_with(text, words, "Visa") == line


@given(st.text("aÉ\u0301\u0345ßσΣIİﬁ見ร #\n\r\u2028"))
def test_what_a_text_is_compared_as_is_that_of_its_lines(text: str) -> None:
    whole = search_terms._IGNORED.sub("", normalize("NFKD", text).translate(STROKELESS)).casefold()
    assert search_terms._plain(text) == whole
