"""The way to a person over people we know."""
