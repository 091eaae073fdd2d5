"""The acceptance of a project: departments by states, the items, the signatures and the way to each of them."""
