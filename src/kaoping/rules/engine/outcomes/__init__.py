"""What follows from scores (结果): vetoes, places, grades, consequences (spec section 6), one module each."""
