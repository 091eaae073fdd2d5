"""The field that finds everything: records by their words, commands by their letters, and what was used last."""
