"""demo: the fictional city, and "以谁的身份进入"; installed only where KAOPING_DEMO is set."""
