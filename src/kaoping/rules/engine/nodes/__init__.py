"""Scores of nodes (指标得分): leaves, what bounds and closes a node, inner nodes, the total (spec section 2)."""
