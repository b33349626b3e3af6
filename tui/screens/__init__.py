"""Turns keys into calls of the vault, one file per screen."""
