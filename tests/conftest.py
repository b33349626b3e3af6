"""What every test has: a home of its own, programs counted where they are missing, and vaults made in one line."""

from __future__ import annotations

import os
import signal

import hypothesis

pytest_plugins = ["pytester", "tests.home", "tests.needs", "tests.vaults", "tests.clones"]

hypothesis.settings.register_profile("same", deadline=None, derandomize=True)  # what fails a change is the change
hypothesis.settings.register_profile("search", deadline=None, max_examples=1000)  # `make laws`
hypothesis.settings.load_profile(os.environ.get("JOURNAL_LAWS", "same"))

# A shell starts what runs in its background deaf to Ctrl-C, and so would be every program that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)
