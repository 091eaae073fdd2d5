"""The journal: everything Rounds knows and does, without a window."""
