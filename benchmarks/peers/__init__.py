"""What journal is compared with where no program does it: a script each, that does that one thing and no more."""
