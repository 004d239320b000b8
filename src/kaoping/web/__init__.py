"""The platform (考评平台): Django apps; project, results, records, years, people, core: each may call those after it."""
