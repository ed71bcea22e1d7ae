"""EXTRACTION: a corpus of any size to tables on disk, in parts, in bounded memory, resumable.

`plan` cuts the corpus into tasks, `run` does them on the cores of this machine and `cluster` on those of others,
each writing parts (`parts`); `publish` puts the parts together as CSV or Parquet, and `store` queries that."""
