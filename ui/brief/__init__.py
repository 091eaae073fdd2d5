"""The brief on screen: one page before a visit, its ways out of the journal, and what to prepare."""
