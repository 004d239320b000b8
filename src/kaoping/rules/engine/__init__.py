"""The evaluator (评分): a scheme and facts become a ledger, and all that is summed from it."""
