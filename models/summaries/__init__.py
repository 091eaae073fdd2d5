"""Summaries: a period of visits on one page for the manager, and the brief before a visit."""
