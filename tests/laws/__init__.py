"""The laws of scoring, on generated schemes and facts."""
