"""What is told when something is wrong (出错提示): the exceptions, where it is wrong, and the texts."""
