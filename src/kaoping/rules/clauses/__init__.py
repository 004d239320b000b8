"""What a clause (条款) is made of: where its facts come from, what they are worth, and how periods and lacks are treated."""
