"""Shows what it is given and posts messages; never touches the disk."""
