"""The ledger (得分明细) and what is read out of it: accounts, differences, words."""
