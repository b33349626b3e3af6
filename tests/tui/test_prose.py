"""A note's text is wrapped anew where an editor broke it, and left as it is where its lines are meant."""

from __future__ import annotations

import pytest

from tui.prose import as_they_stand, paragraphs, text_lines

FULL = "Could you introduce me to whoever runs that team,"
NEXT = "and say that I asked?"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (f"{FULL}\n{NEXT}", [f"{FULL} {NEXT}"]),
        (f"{FULL}\n\n{NEXT}", [FULL, "", NEXT]),
        ("one\ntwo", ["one", "two"]),
        (f"{FULL}  \n{NEXT}", [f"{FULL}  ", NEXT]),
        (f"{FULL}\n- {NEXT}", [FULL, f"- {NEXT}"]),
        (f"# {FULL}\n{NEXT}", [f"# {FULL}", NEXT]),
        (f"> {FULL}\n> {NEXT}", [f"> {FULL}", f"> {NEXT}"]),
        (f"```\n{FULL}\n{NEXT}\n```", ["```", FULL, NEXT, "```"]),
        ("", [""]),
    ],
)
def test_lines_that_were_full_are_put_together(body: str, shown: list[str]) -> None:
    assert paragraphs(body) == shown


def test_a_picture_in_the_text_is_only_named() -> None:
    picture = "![](data:image/png;base64," + "iVBORw0KGgo+/" * 50_000 + "==)"
    assert paragraphs(f"{picture} before\nafter") == ["![](data:image/png;base64,…) before", "after"]
    assert paragraphs("data:image/png;base64,iVBORw0KGgo=") == ["data:image/png;base64,iVBORw0KGgo="]


def test_of_a_very_long_text_the_beginning_is_shown_and_how_much_is_left() -> None:
    assert paragraphs("x " * 60_000) == ["x " * 50_000, "… and 20,000 characters more"]
    assert paragraphs("one\ntwo", 4) == ["one", "", "… and 3 characters more"]
    assert paragraphs("one\ntwo", 7) == ["one", "two"]
    assert paragraphs("a\n" * 3_000) == [*["a"] * 2_000, "… and 2,001 characters more"]


def test_lines_stand_as_in_the_file_and_a_long_one_is_cut() -> None:
    assert as_they_stand([FULL, NEXT, "\ta\x1b"]) == [FULL, NEXT, "    a␛"]
    assert as_they_stand([]) == [""]
    assert as_they_stand(["x" * 3_000], 1_000) == ["x" * 1_000, "… and 2,000 characters more"]


def test_a_heading_is_bold_and_nothing_reaches_the_terminal_raw() -> None:
    heading, text = text_lines("# Plan\n\x1b[31mred\tx")
    assert (heading.plain, [span.style for span in heading.spans]) == ("# Plan", ["bold"])
    assert "\x1b" not in text.plain
    assert "\t" not in text.plain


def test_an_empty_note_has_no_lines() -> None:
    assert text_lines(" \n") == []
