"""``python -m journal``: the command line alone, without the terminal UI."""

from __future__ import annotations

import sys

from journal.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
