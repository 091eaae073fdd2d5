"""The map of people: who stands where at an account, who reports to whom, and who introduced whom."""
