"""A small vault with one ask in each state that the Follow-ups screen shows."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 11, 22)


def ask(**fields: str) -> str:
    """A note of an ask with this frontmatter and a body of one line."""
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{lines}---\n\nText of the note.\n"


NETWORK = {
    "goals/data-job.md": "---\ntype: goal\ntitle: Data job\nneeds: [a way in, what it pays]\n---\n",
    "goals/bursary.md": "---\ntype: goal\ntitle: Bursary\nachieved: 2026-11-18\n---\n",
    "asks/acme.md": """\
---
goal: "[[data-job]]"
contact: Priya Nair
title: Intro to Acme data team
ask: Could you introduce me to whoever runs the Acme data team?
piece: a way in
asked: 2026-11-02
channel: e-mail
answered: 2026-11-05
outcome: yes, intro made
outcome_date: 2026-11-13
---

# Intro to Acme data team

Hi Priya, you wrote about *Acme's* move to streaming.
""",
    "asks/fund.md": ask(
        goal="'[[bursary]]'",
        contact="Jörg Weber",
        title="Which fund pays",
        ask="Which fund?",
        asked="2026-10-01",
        outcome="the city's",
        outcome_date="2026-10-20",
        thanked="2026-10-20",
    ),
    "asks/teams.md": ask(
        contact="Fatima El Idrissi",
        title="Small teams that hire",
        ask="Who?",
        asked="2026-11-10",
        answered="2026-11-14",
    ),
    "asks/portfolio.md": ask(
        goal="Portfolio", contact="Sam Lee", title="15 min on my portfolio", ask="Could you?", asked="2026-11-11"
    ),
    "asks/pydata.md": ask(contact="Ana Ruiz", title="Speaker slot", ask="May I?", asked="2026-11-15"),
    "asks/initech.md": ask(
        contact="Kim Park", title="Referral at Initech", ask="Please?", asked="2026-11-01", needed_by="2026-11-16"
    ),
    "asks/labs.md": ask(
        contact="Dr Ruth Cole", title="Which labs hire", ask="Which?", asked="", follow_up="2026-11-21"
    ),
    "asks/abstract.md": ask(contact="Lee Chen", title="Read my abstract", ask="Would you?", asked="2026-11-18"),
    "asks/visa.md": ask(contact="Omar Haddad", title="Visa letter", ask="Could you?", asked="2026-11-21"),
    "asks/slides.md": ask(contact="Grace Mwangi", title="Slides", ask="A look?", asked="", status="parked"),
    "asks/quiet.md": ask(
        contact="Hana Sato",
        title="Typeface",
        ask="Which?",
        asked="2026-11-01",
        answered="2026-11-03",
        follow_up="2026-12-01",
    ),
    "asks/idea.md": ask(contact="Aroha Ngata", title="Write it up", ask="Shall we?", asked=""),
    "asks/over.md": ask(contact="Tom Okafor", title="Salary survey", ask="May I see it?", status="done"),
}
