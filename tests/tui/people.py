"""A vault with a contact to meet, goals in every standing, and asks between them."""

from __future__ import annotations

from tests.tui.network import ask

_MARIA, _JOB = "'[[maria]]'", "'[[job]]'"

PEOPLE = {
    "people/maria.md": "---\ntype: person\ntitle: Maria Lopez\norg: Acme\nrole: data lead\ncan_help: [intros]\n"
    "homework: [her talk on streams]\nhomework_date: 2026-11-01\nmeetings_per_year: 1\n---\n\nRuns the *data* team.\n",
    "people/sam.md": "---\ntype: person\ntitle: Sam Lee\nhomework: [his blog]\nhomework_date: 2025-01-01\n---\n",
    "goals/job.md": "---\ntype: goal\ntitle: Data job\nneeds: [a way in, what it pays, a referral]\n"
    "deadline: 2027-02-28\n---\n\nSomething with rivers.\n",
    "goals/talk.md": "---\ntype: goal\ntitle: A talk\nneeds: [a slot]\ndate: 2026-01-01\n---\n",
    "goals/bursary.md": "---\ntype: goal\ntitle: Bursary\nachieved: 2026-11-18\n---\n",
    "meetings/past.md": "---\ntype: meeting\ndate: 2026-11-10\npeople: '[[maria]]'\n---\n# Coffee\n",
    "meetings/next.md": "---\ntype: meeting\ndate: 2026-11-24\nduration: 30m\npeople: '[[maria]]'\n---\n# Lunch\n",
    "asks/intro.md": ask(contact=_MARIA, goal=_JOB, title="Intro to the team", ask="May I?", piece="a way in",
                         asked="2026-11-02", outcome="done", outcome_date="2026-11-12"),
    "asks/slides.md": ask(contact=_MARIA, goal=_JOB, title="Look at my slides", ask="Would you?", asked="",
                          status="parked", effort="20m"),
    "asks/names.md": ask(contact=_MARIA, goal=_JOB, title="Three names", ask="Whom?", asked="", status="parked",
                         effort="15m"),
    "asks/pay.md": ask(contact=_MARIA, goal=_JOB, title="What it pays", ask="What?", piece="what it pays",
                       asked="2026-11-20"),
    "asks/read.md": ask(contact=_MARIA, title="Read my letter", ask="Would you?", status="done"),
    "asks/visa.md": ask(contact="Omar Haddad", goal="Visa", title="Visa letter", ask="Could you?", asked="2026-11-21"),
    "asks/fund.md": ask(contact="'[[sam]]'", goal="'[[bursary]]'", title="Which fund", ask="Which?",
                        asked="2026-10-01", outcome="the city's", outcome_date="2026-10-20", thanked="2026-10-20"),
}  # fmt: skip

FRIENDS = {
    **PEOPLE,
    "journal.toml": '[cadence]\nmentor = "8w"\n',
    "people/ida.md": "---\ntype: person\ntitle: Ida Berg\ntags: [mentor/phd]\n---\n",
    "people/jon.md": "---\ntype: person\ntitle: Jon Vik\ncadence: 2w\nlast_contact: 2026-11-01\n---\n",
    "people/bo.md": "---\ntype: person\ntitle: Bo Lund\nfollow_up: 2026-11-20\n---\n",
    "people/sam.md": PEOPLE["people/sam.md"].replace("title", "cadence: 1w\ntitle"),
}
"""On 22 November: one planned for, two whose cadence is over (one of them owed nothing), one never met."""
