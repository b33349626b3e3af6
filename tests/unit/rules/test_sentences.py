"""Where a sentence of somebody's text ends, and where a dot ends none."""

from __future__ import annotations

import pytest

from journal.rules.messages.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask me. Then go.", ["Ask me.", "Then go."]),
        ("Kannst du am 3. Mai kommen? Danke.", ["Kannst du am 3. Mai kommen?", "Danke."]),
        ("Ich habe 3. Nimm eins.", ["Ich habe 3.", "Nimm eins."]),
        ("Pourriez-vous lire le chap. deux svp. ?", ["Pourriez-vous lire le chap. deux svp. ?"]),
        ("Acme Inc. and Co. know. Ask them.", ["Acme Inc. and Co. know.", "Ask them."]),
        ("They are Acme Inc. Ask them.", ["They are Acme Inc.", "Ask them."]),
        ("Meet Dr. Cole. Soon.", ["Meet Dr. Cole.", "Soon."]),
        ("It is no. 3 of them.", ["It is no. 3 of them."]),
        ("Really? 3 of them.", ["Really?", "3 of them."]),
        ("The answer is no. Could you help?", ["The answer is no.", "Could you help?"]),
        ("They need approx. two. Thanks.", ["They need approx. two.", "Thanks."]),
        ("Acme Inc. Ärgerlich.", ["Acme Inc.", "Ärgerlich."]),
        ("Check p.m. times, e.g. 3 p.m.? Thanks!", ["Check p.m. times, e.g. 3 p.m.?", "Thanks!"]),
        ("What does U.S. law say? Thanks.", ["What does U.S. law say?", "Thanks."]),
        ("I read J.R.R. Tolkien. See Fig. 2 of it.", ["I read J.R.R. Tolkien.", "See Fig. 2 of it."]),
        ("See No. 5. Then „Dr. Cole“ came.", ["See No. 5.", "Then „Dr. Cole“ came."]),
        ("你好。请帮忙！谢谢", ["你好。", "请帮忙！", "谢谢"]),
        ("「なぜ？」と聞いた。次", ["「なぜ？」と聞いた。", "次"]),
        ("One.\n\n- two\n- three", ["One.", "two", "three"]),
        ("- one\n- two", ["one", "two"]),
        (
            "Hello.\nCould you tell me\n\n1. where\n2. how?\n\nThanks",
            ["Hello.", "Could you tell me: where; how?", "Thanks"],
        ),
        ("Two things:\n- which area?\n- what rent?", ["Two things: which area; what rent?"]),
        ("Do you know\n- a flat? It is for me.\n- a room", ["Do you know: a flat?", "It is for me; a room"]),
        ("1. Could you read it? 2. Or send it on?", ["Could you read it?", "2. Or send it on?"]),
    ],
)
def test_a_sentence_ends_where_no_abbreviation_does(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Would you, i.e. your team (e.g. Kim), come at 3 p.m. on Friday?",
        "The U.S.A. and U.K. numbers?",
        'Could you say if "Why?" is a good title?',
        "Weißt du, ob „Warum?“ ein guter Titel ist?",
        "Any ideas… or leads?",
        "Any ideas... (or leads)?",
        "Could you (or your team?) help?",
        "Could you send 1. the form 2. the map?",
        "Could you come to 12 Elm Rd. at noon?",
        "Could you read it by Jan. or Feb. at the latest?",
        "Kannst du ca. eine Stunde kommen?",
    ],
)
def test_what_goes_on_in_small_letters_is_one_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('She said "Why?" Nobody knew.', ['She said "Why?"', "Nobody knew."]),
        ("Any ideas… Thanks.", ["Any ideas…", "Thanks."]),
        ("could you read it? thanks. bye", ["could you read it?", "thanks.", "bye"]),
        ("i asked in 2025. could you?", ["i asked in 2025.", "could you?"]),
    ],
)
def test_a_plain_sign_ends_a_sentence_of_somebody_who_writes_no_capitals(text: str, found: list[str]) -> None:
    assert sentences(text) == found
