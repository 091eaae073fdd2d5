"""Search over everything: what the index holds, how it follows the journal, what is asked, and what is found."""
