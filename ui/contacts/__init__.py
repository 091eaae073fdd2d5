"""People: the list, a person's page, and the editors of a person and of a post."""
