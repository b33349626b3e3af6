"""The tables of the index, and the statements that give every name its meaning.

Paths, ids and keys are the bytes of ``codec.packed``, since names of files need not be Unicode; as
bytes they sort the way Python sorts their text. Days are ISO texts.
"""

from __future__ import annotations

__all__ = [
    "ANY_TWINS",
    "AT_ONCE",
    "CONTACTS_FOLLOW",
    "FOLLOW_UP_INDEXES",
    "FURTHER_INDEXES",
    "INDEXES",
    "KEPT_IN_TOUCH",
    "MEANT",
    "RIVALS",
    "SETTLE",
    "SETTLE_ALL",
    "SHADOWS",
    "TABLES",
    "TAGGED",
    "TWINS",
]

AT_ONCE = "0000-00-00"
"""Before every day: a follow-up that holds until then is evaluated before anyone sees it."""

_SAYS_WHEN = """
kind IS NOT 'ask' AND (instr(content, '"cadence":{"span"') OR instr(content, '"follow_up":{"day"'))
"""
"""Notes with one of two fields as ``codec.note_text`` writes them: in a text its quotes would be escaped."""
_HAS_TAGS = """kind IS NOT 'ask' AND instr(content, '"tags":{"texts"')"""
TABLES = f"""
-- One row. revision: grows with every change; the newest notes have it as their number.
-- resolved_up_to: the revision up to which names were resolved, 0 for never.
-- settings: those that the follow-ups were evaluated with.
-- alike_at: the revision at which names that are almost another were last looked for.
-- root: the folder itself, by device and inode, when it was last looked at.
-- dated_up_to: the revision up to which events are those of the notes.
CREATE TABLE meta (
    revision INTEGER NOT NULL, resolved_up_to INTEGER NOT NULL, settings TEXT NOT NULL,
    alike_at INTEGER NOT NULL, root TEXT, dated_up_to INTEGER NOT NULL
);
INSERT INTO meta VALUES (0, 0, '', 0, NULL, 0);

-- digest: of the listing that the note rows of this folder equal, NULL where one of them is to be read again.
CREATE TABLE folder (path BLOB PRIMARY KEY, digest BLOB, unreadable TEXT) WITHOUT ROWID;

-- One version of one file. A row never changes but for its stat signature: other content is another row
-- with a higher number. first: the number that the path had when it appeared. stat: its signature, NULL to read
-- it again at the next look. base_id: the id that it would have if it were alone. claims: what the note itself says
-- that it is. over: it is a goal that is achieved. copies: the folded id of the note that it is a sync tool's
-- copy of, NULL for none. leads_to: the path of the file that it is a link to, NULL for no link. is_shadowed: the note
-- that it is a copy of or a link to is there, so that this one counts nowhere. about_keys: how many of its
-- problems are told of no plain note. captures: its lines that
-- may be captures, NULL for none. waiting: how many of them have no arrow.
CREATE TABLE note (
    number INTEGER PRIMARY KEY, first INTEGER NOT NULL, folder BLOB NOT NULL, path BLOB NOT NULL UNIQUE,
    stat BLOB, digest BLOB NOT NULL, base_id BLOB NOT NULL, id BLOB NOT NULL, length INTEGER NOT NULL,
    kind TEXT, claims TEXT, over INTEGER NOT NULL, copies BLOB, leads_to BLOB, is_shadowed INTEGER NOT NULL,
    problems INTEGER NOT NULL, about_keys INTEGER NOT NULL, captures TEXT, waiting INTEGER NOT NULL,
    title BLOB NOT NULL, content TEXT NOT NULL
);
CREATE INDEX note_folder ON note (folder);
CREATE INDEX note_renamed ON note (base_id) WHERE id <> base_id;
CREATE INDEX note_copies ON note (copies) WHERE copies IS NOT NULL;
CREATE INDEX note_leads_to ON note (leads_to) WHERE leads_to IS NOT NULL;
CREATE INDEX note_shadowed ON note (is_shadowed) WHERE is_shadowed;
CREATE INDEX note_captures ON note (number) WHERE captures IS NOT NULL;
CREATE INDEX note_waiting ON note (number) WHERE waiting > 0;
CREATE INDEX note_problems ON note (problems, about_keys, kind) WHERE problems > 0;
CREATE INDEX note_says_when ON note (number) WHERE {_SAYS_WHEN};
CREATE INDEX note_has_tags ON note (kind) WHERE {_HAS_TAGS};

-- Paths that had a note, so that another program of ours learns what went, and at which revision. digest: of what it
-- held, by which a note that was moved is found.
CREATE TABLE tombstone (
    path BLOB PRIMARY KEY, first INTEGER NOT NULL, revision INTEGER NOT NULL, digest BLOB NOT NULL
) WITHOUT ROWID;

-- What a note answers to. rank: 0 its id, 1 what its id ends with, 2 its title, heading or an alias; 3 what a list
-- calls it, where no note names it so.
CREATE TABLE name (key BLOB, rank INTEGER, note INTEGER, PRIMARY KEY (key, rank, note)) WITHOUT ROWID;

-- Whom a note names. means: person, goal, or link (anything). text: of a person or goal, folded, as shown where
-- no note answers.
-- target: the note that is meant, NULL for none, 0 to look up.
CREATE TABLE mention (
    note INTEGER, means TEXT, key BLOB, text BLOB, target INTEGER, PRIMARY KEY (note, means, key, text)
) WITHOUT ROWID;

-- Keys whose meaning may have changed since the mentions were resolved; empty between transactions.
CREATE TABLE touched (key BLOB PRIMARY KEY) WITHOUT ROWID;

-- What such keys mean now; empty between transactions.
CREATE TABLE resolved (means TEXT, key BLOB, target INTEGER, PRIMARY KEY (means, key)) WITHOUT ROWID;

-- What an ask means from one day through another. answer: the day of the answer to what was asked, empty where it
-- is still to come, NULL where the ask does not tell how long answers take. path to unsure: what a list shows of it
-- besides. whom: the people of the next step, NULL where they are its contacts. outline: what counts besides for its
-- contacts and goals, and the review. made: the revision of the notes that it was worked out from.
CREATE TABLE follow_up (
    note INTEGER PRIMARY KEY, since TEXT NOT NULL, until TEXT NOT NULL, place INTEGER, due TEXT, id BLOB,
    move TEXT, needs INTEGER, problems INTEGER, asked TEXT, answer TEXT,
    path BLOB, title BLOB, contacts BLOB, whom BLOB, goals BLOB, errors TEXT, unsure INTEGER, outline TEXT,
    made INTEGER
);

-- What counts of a contact in a list on any day (see ``contact_outlines``), for as long as there is a row. party: the
-- number of their note, or their folded name where no note is meant.
CREATE TABLE contact (party PRIMARY KEY, outline TEXT NOT NULL) WITHOUT ROWID;

-- What is wrong with a name in a note, almost another or one of several, as found at revision alike_at.
CREATE TABLE alike (path BLOB, code TEXT, message BLOB, line INTEGER);
CREATE INDEX alike_path ON alike (path);

-- What happened on a day, by the note that says so; when asks were asked stands in follow_up.
CREATE TABLE event (note INTEGER, day TEXT, event TEXT, PRIMARY KEY (note, day, event)) WITHOUT ROWID;
CREATE TRIGGER note_has_no_events AFTER DELETE ON note BEGIN DELETE FROM event WHERE note = old.number; END;

-- The words of notes, by their numbers (see ``fulltext``). Neither text nor words of a note are kept whole.
-- prefix: a letter or two, which begin so many words, are found at once.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, text, content = '', prefix = '1 2', tokenize = 'unicode61 remove_diacritics 0'
);
-- Bytes to collect before they are written, and how many parts to merge then: fewer, larger steps.
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 16000000), ('automerge', 8);

-- Numbers in fulltext whose notes are no more.
CREATE TABLE dead (number INTEGER PRIMARY KEY);
CREATE TRIGGER note_dies AFTER DELETE ON note BEGIN
    INSERT INTO dead SELECT id FROM fulltext_docsize WHERE id = old.number; END;
"""

INDEXES = (
    "CREATE INDEX IF NOT EXISTS note_id ON note (id)",
    "CREATE INDEX IF NOT EXISTS mention_key ON mention (key, means)",
)
"""Made after the first reading, which they would slow down: what ids of their own are seen with, and each name once."""

KEPT_IN_TOUCH = f"SELECT number FROM note WHERE {_SAYS_WHEN}"
"""The notes that may be of people whose own note says when to be in touch (docs/practice.md 5)."""
TAGGED = f"""
SELECT number, json_extract(content, '$[3].tags.texts') FROM note WHERE {_HAS_TAGS}
AND (kind = 'person' OR EXISTS (SELECT 1 FROM mention WHERE target = number AND means = 'person'))
"""
"""People with tags, and these tags as JSON."""

FURTHER_INDEXES = (
    "CREATE INDEX IF NOT EXISTS note_kind ON note (kind)",
    "CREATE INDEX IF NOT EXISTS mention_target ON mention (target, means, text)",
)
"""Made once names are resolved."""

FOLLOW_UP_INDEXES = (
    "CREATE INDEX IF NOT EXISTS follow_up_until ON follow_up (until)",
    "CREATE INDEX IF NOT EXISTS follow_up_since ON follow_up (since)",
    "CREATE INDEX IF NOT EXISTS follow_up_queue ON follow_up (place, due, id)",
    "CREATE INDEX IF NOT EXISTS follow_up_needing ON follow_up "
    "(place, due, id, move, needs, asked, path, title, contacts, whom, goals, errors, unsure) WHERE needs",
    "CREATE INDEX IF NOT EXISTS follow_up_counted ON follow_up (needs, place, move)",
    "CREATE INDEX IF NOT EXISTS follow_up_wrong ON follow_up (place, due, id, problems) WHERE problems > 0",
    "CREATE INDEX IF NOT EXISTS follow_up_made ON follow_up (made)",
)
"""Made once follow-ups are evaluated."""

_CONTACT_GOES = "DELETE FROM contact WHERE party"
CONTACTS_FOLLOW = (
    f"""
    CREATE TRIGGER IF NOT EXISTS contact_note_goes AFTER DELETE ON note BEGIN
        {_CONTACT_GOES} = old.number; END
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS contact_is_named_no_more AFTER DELETE ON mention WHEN old.means = 'person' BEGIN
        {_CONTACT_GOES} = coalesce(old.target, old.text); END
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS contact_is_meant AFTER UPDATE ON mention
    WHEN new.means = 'person' AND new.target IS NOT old.target BEGIN
        {_CONTACT_GOES} IN (coalesce(old.target, old.text), coalesce(new.target, new.text)); END
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS contact_is_asked AFTER INSERT ON follow_up BEGIN
        {_CONTACT_GOES} IN (
            SELECT coalesce(target, text) FROM mention WHERE note = new.note AND means = 'person'
        ); END
    """,
)
"""Made once contacts are kept, since they would slow down the first reading: the outline of a contact goes where a note
of theirs, or one that names them, is another, where a name begins or ceases to mean them, and where an ask that names
them is evaluated. A new mention means nobody yet, and so it is the update that follows which counts."""

_CANDIDATES = """
SELECT note.number, name.rank, note.claims IS NOT {means} AS unfit, {means} = 'goal' AND note.over AS over,
    note.length, note.id
FROM name JOIN note ON note.number = name.note
WHERE name.key = {key} AND name.rank < 3 AND (
    {means} = 'link' OR note.claims IS {means}
    OR note.kind IS NOT 'ask' AND ({means} <> 'person' OR coalesce(note.kind, '') NOT IN ('meeting', 'goal'))
)
"""
MEANT = f"SELECT number FROM ({_CANDIDATES}) ORDER BY rank, unfit, over, length, id LIMIT 1"
"""docs/format.md 5. An ask is nobody's person or goal, a meeting or a goal nobody's person, unless it says so."""

RIVALS = f"""
SELECT number FROM (
    SELECT *, rank() OVER (ORDER BY rank, unfit, over) AS place
    FROM ({_CANDIDATES.format(means="?1", key="?2")})
) WHERE place = 1 ORDER BY length, id
"""
"""All that a name may as well mean: they differ in the length and order of their ids alone (docs/format.md 5)."""

_SHADOWED = "SELECT path, base_id, digest, stat, id, content, captures, leads_to, NOT is_shadowed FROM note"
SHADOWS = f"""
{_SHADOWED} WHERE copies IS NOT NULL AND is_shadowed <> EXISTS (SELECT 1 FROM name WHERE key = copies AND rank = 0)
UNION ALL {_SHADOWED} WHERE leads_to IS NOT NULL
AND is_shadowed <> EXISTS (SELECT 1 FROM note AS other WHERE other.path = note.leads_to)
"""
"""The copies of sync tools, and the links, whose notes came or went."""

_RESOLVE = f"""
INSERT INTO resolved
SELECT means, key, ({MEANT.format(means="wanted.means", key="wanted.key")})
FROM (SELECT DISTINCT means, key FROM mention WHERE {{which}}) AS wanted
"""

SETTLE = (
    _RESOLVE.format(which="target = 0 OR key IN (SELECT key FROM touched)"),
    """
    UPDATE mention SET target = (
        SELECT target FROM resolved WHERE resolved.means = mention.means AND resolved.key = mention.key
    )
    WHERE key IN (SELECT key FROM resolved) AND (means, key) IN (SELECT means, key FROM resolved)
    """,
    f"""
    UPDATE follow_up SET until = '{AT_ONCE}' WHERE note IN (
        SELECT note FROM mention WHERE means <> 'link' AND key IN (SELECT key FROM touched)
    )
    """,
    "DELETE FROM touched",
    "DELETE FROM resolved",
)
"""What makes the rest of the index follow its notes: every mention of a touched key is resolved again,
once for all that name it, and every ask with such a mention evaluated again before it is next seen."""

SETTLE_ALL = (
    _RESOLVE.format(which="1"),
    """
    UPDATE mention SET target = (
        SELECT target FROM resolved WHERE resolved.means = mention.means AND resolved.key = mention.key
    )
    WHERE target = 0
    """,
    f"UPDATE follow_up SET until = '{AT_ONCE}' WHERE until <> '{AT_ONCE}'",
    "DELETE FROM touched",
    "DELETE FROM resolved",
)
"""The same after a first reading, in the order of the table, since no index has the targets yet; another program may
have evaluated some meanwhile."""

TWINS = """
SELECT EXISTS (
    SELECT 1 FROM note AS new WHERE new.number > ? AND (
        new.id <> new.base_id
        OR EXISTS (SELECT 1 FROM note AS other WHERE other.id = new.base_id AND other.number <> new.number)
        OR EXISTS (SELECT 1 FROM note AS other WHERE other.base_id = new.base_id AND other.id <> other.base_id)
    )
)
"""
"""Whether a note after that number shares its id with another."""

ANY_TWINS = """
SELECT EXISTS (SELECT 1 FROM note WHERE id <> base_id)
OR EXISTS (SELECT 1 FROM note GROUP BY id HAVING count(*) > 1)
"""
"""The same of all notes, for a first reading."""
