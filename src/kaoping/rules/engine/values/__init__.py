"""Measured values (指标值) and named quantities (中间量): rows, periods, what is made of them (spec section 4)."""
