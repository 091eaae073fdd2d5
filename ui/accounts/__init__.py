"""The page Accounts: the customers as list and tree, and each one's page."""
