"""What the git program does for a vault."""
