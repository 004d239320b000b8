"""records: what happened, filed by one person and confirmed by another; facts in, facts out."""
