"""The words of a scheme (办法的写法): marked text, shapes of values, numbers, formulas, conditions, groups."""
