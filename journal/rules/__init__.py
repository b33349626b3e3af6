"""What the notes mean today (docs/rules.md): notes, settings and today in, values out; no clock, no disk."""
