"""People, and accounts, that were probably written down twice: proposed with the reasons, never merged by themselves.

Each reason for a pair counts some points, and what speaks against it takes some away; the points stand beside the
reasons in `people` and `accounts`. A pair is proposed from `ENOUGH` points on, those with most points first.
"""
