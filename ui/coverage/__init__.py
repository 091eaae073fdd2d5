"""How well each role group of an account is known, what is missing, and what is wanted."""
