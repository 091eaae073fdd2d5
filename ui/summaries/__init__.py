"""Review: the summary of a period, and the brief before a visit, as pages to look at before they are saved."""
