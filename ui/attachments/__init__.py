"""Files kept with a visit, an account or a person: seen, added, opened as private copies, saved elsewhere."""
