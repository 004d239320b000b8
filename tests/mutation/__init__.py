"""Which small changes of the code no test notices (变异测试): `python -m tests.mutation`, see CONTRIBUTING.md."""
