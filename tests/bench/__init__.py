"""The budgets of the design, measured: each figure stands beside a floor taken in the same run."""
