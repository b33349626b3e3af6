"""Names of companies as people write them, and which of them mean the same one (docs/practice.md 4, "match")."""

from __future__ import annotations

import pytest

from journal.rules.company import company
from journal.rules.leads import Sought

SAME = """
ACME                          | acme                                  | exact
Société Générale              | Societe Generale                      | exact
L'Oréal                       | L'OREAL                               | exact
Nestlé                        | nestle                                | exact
Koç Holding                   | KOC  HOLDING                          | exact
GE                            | GE Inc.                               | strong
AT&T                          | AT & T                                | strong
AT&T                          | AT and T                              | strong
Procter & Gamble              | Procter + Gamble                      | strong
Procter & Gamble              | The Procter and Gamble Company        | strong
H&M                           | H & M                                 | strong
Marks & Spencer               | Marks and Spencer plc                 | strong
The Home Depot                | Home Depot, Inc.                      | strong
McDonald's                    | McDonalds Corporation                 | strong
L’Oréal                       | L'Oréal S.A.                          | strong
Coca-Cola                     | The Coca Cola Company                 | strong
Yahoo!                        | Yahoo                                 | strong
Booking.com                   | Booking.com B.V.                      | strong
I.B.M.                        | IBM Corp.                             | strong
S. A. P.                      | SAP SE                                | strong
J.P. Morgan                   | JP Morgan                             | strong
T. Rowe Price                 | T.Rowe Price, L.P.                    | strong
7-Eleven                      | 7 Eleven                              | strong
3M                            | 3M Co.                                | strong
Robert Bosch                  | Robert Bosch GmbH                     | strong
Müller & Söhne                | Müller und Söhne GmbH & Co. KG        | strong
Carl Zeiss                    | Carl Zeiss AG                         | strong
Wirecat                       | Wirecat UG (haftungsbeschränkt)       | strong
Rotes Kreuz                   | Rotes Kreuz e.V.                      | strong
Michelin                      | Michelin S.C.A.                       | strong
Dupont et Fils                | SARL Dupont & Fils                    | strong
Moulin Bleu                   | Moulin Bleu S.à r.l.                  | strong
Caisse Verte                  | Caisse Verte Ltée                     | strong
Ferrero                       | Ferrero S.p.A.                        | strong
Rossi                         | Rossi S.r.l.                          | strong
Mercadona                     | Mercadona, S.A.                       | strong
Cemex                         | CEMEX, S.A.B. de C.V.                 | strong
Tacos del Norte               | Tacos del Norte S. de R.L. de C.V.    | strong
Padaria Sol                   | Padaria Sol Ltda.                     | strong
Itaú                          | Itau S/A                              | strong
Sonae                         | Sonae, SGPS, S.A.                     | strong
Philips                       | Koninklijke Philips                   | -
Bakker                        | Bakker B.V.                           | strong
Novo Nordisk                  | Novo Nordisk A/S                      | strong
Maersk                        | Mærsk ApS                             | strong
Møller                        | Moller A/S                            | strong
Equinor                       | Equinor ASA                           | strong
Volvo                         | AB Volvo (publ)                       | strong
Karl Fazer                    | Oy Karl Fazer Ab                      | strong
Össur                         | Ossur hf.                             | strong
Allegro                       | Allegro Sp. z o.o.                    | strong
Škoda Auto                    | Skoda Auto a.s.                       | strong
Avast                         | Avast Software s r.o.                 | weak
Kiwi                          | Kiwi spol. s r.o.                     | strong
Gedeon Richter                | Gedeon Richter Nyrt.                  | strong
Infobip                       | Infobip d.o.o.                        | strong
Koç                           | Koç A.Ş.                              | strong
Yıldız                        | Yildiz San. ve Tic. Ltd. Şti.         | strong
Яндекс                        | ООО «Яндекс»                          | strong
Yandex                        | OOO Yandex                            | strong
Bolt                          | OÜ Bolt                               | strong
Telkom                        | PT Telkom Tbk                         | strong
Petronas                      | Petronas Sdn. Bhd.                    | strong
Grab                          | Grab Pte. Ltd.                        | strong
Tata Motors                   | Tata Motors Pvt.Ltd.                  | strong
Canva                         | Canva Pty Ltd                         | strong
Discovery                     | Discovery (Pty) Ltd                   | strong
Samsung Electronics           | Samsung Electronics Co.,Ltd.          | strong
トヨタ                        | 株式会社トヨタ                        | strong
ソニー                        | ㈱ソニー                              | strong
華為技術                      | 華為技術有限公司                      | strong
카카오                        | (주)카카오                            | strong
ปตท                           | บริษัท ปตท จำกัด (มหาชน)              | strong
Osem                          | Osem בע"מ                             | strong
Emaar                         | Emaar PJSC                            | strong
Tatweer                       | Tatweer FZ-LLC                        | strong
Google                        | Google DeepMind                       | weak
Meta                          | Meta (formerly Facebook)              | weak
Amazon                        | Amazon Web Services, Inc.             | weak
Deutsche Bank                 | Deutsche Bank AG, London              | weak
SAS                           | SAS Institute Inc.                    | weak
Salz                          | Salz und                              | weak
"""
"""The first is what somebody looks for, the second what a note or an export says; ``-`` for what no rule can tell."""

OTHERS = """
Epic Systems                  | Epic Games
Epic Systems Corporation      | Epic Games, Inc.
Delta Air Lines               | Delta Dental
United Airlines               | United Health
General Electric              | General Motors
GE                            | General Electric
American Express              | American Airlines
Bain Capital                  | Bain Cellars
Boston Consulting             | Boston Scientific
First National Bank           | First Republic Bank
Bank of America               | Bank of Scotland
Monday                        | Mondayne
Metabase                      | Meta
Applebee's                    | Apple
Red Hat                       | Red Bull
Data Works                    | Works Data
The Limited                   | The Company
Company                       | Limited
Ltd                           | Inc.
SA                            | AG
The The                       | And
株式会社                      | 有限会社
Ab                            | Oy
Co-op Bank                    | Bank
Et Voilà                      | Voilà
"""
"""Two companies, which no match, not even a weak one, may take for one."""


def pairs(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def matched(one: str, other: str) -> str:
    found = Sought({one: (one,)}, weak=True)
    answer = found.match(company(other)) if found.may_match(other) else None
    return answer[0].value if answer else "-"


@pytest.mark.parametrize(("one", "other", "how"), pairs(SAME))
def test_one_company_is_known_by_both_its_names(one: str, other: str, how: str) -> None:
    assert (matched(one, other), matched(other, one)) == (how, how)


@pytest.mark.parametrize(("one", "other"), pairs(OTHERS))
def test_two_companies_are_never_one(one: str, other: str) -> None:
    assert (matched(one, other), matched(other, one)) == ("-", "-")


@pytest.mark.parametrize("name", ["株式会社トヨタ 自動車 東京", "トヨタ 自動車 東京株式会社"])
def test_of_several_words_only_a_legal_form_goes(name: str) -> None:
    assert company(name).spellings[-1] == ("トヨタ", "自動車", "東京")


def test_a_name_begins_with_its_first_words_but_not_with_all() -> None:
    assert company("Acme Tool Works Ltd").beginnings == {"acme", "acmetool"}
    assert company("Acme").beginnings == set()
    many = company(" ".join("abcdefghijklmnopqrst")).beginnings
    assert max(many, key=len) == "abcdefghijklmno", "a very long name gives its first 15"


def test_no_two_companies_of_the_table_are_taken_for_one() -> None:
    """Every name against every other one: what is taken for one company, but for a weak match, is one."""
    rows = [(one, other) for one, other, how in pairs(SAME) if how in ("exact", "strong")]
    company_of = {
        name: "".join(filter(str.isalnum, one.casefold()))[:3] for one, other in rows for name in (one, other)
    }
    taken = [
        (one, other)
        for one in company_of
        for other in company_of
        if one != other and matched(one, other) in ("exact", "strong")
    ]
    assert len(taken) >= len(rows)
    assert [(one, other) for one, other in taken if company_of[one] != company_of[other]] == []


@pytest.mark.parametrize("name", ["", " ", "!!!", "&", "…", "\u200b", "and", "the", "Inc.", "(株)", "a" * 2_000])
def test_a_name_of_nearly_nothing_is_like_itself_alone(name: str) -> None:
    assert matched(name, "Acme") == matched("Acme", name) == "-"
