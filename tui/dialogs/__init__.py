"""Asks one thing, returns a value, does nothing else."""
