"""How satisfied they were against what they had expected: the figures of a visit and the trend of an account."""
