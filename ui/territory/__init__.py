"""The territory: all accounts against the visits of a period, as a table with bars and on paper."""
