"""Files from other programs, into the journal."""
