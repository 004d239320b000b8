"""The whole scheme (考评办法): its records, how it is read and checked, and the points in force for a unit."""
