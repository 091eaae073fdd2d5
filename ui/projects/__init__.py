"""Projects: the pipeline, the list, and one project from the pursuit to the money."""
