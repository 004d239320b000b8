"""Pages of the year. Each asks its rule, reads or acts through queries and actions, and shows the words."""
