"""Receivables: what customers owe, how late it is, and what is done to collect it."""
