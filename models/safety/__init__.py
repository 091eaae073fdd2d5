"""What keeps a journal safe: lock, backup and check."""
