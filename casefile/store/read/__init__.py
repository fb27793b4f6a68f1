"""Questions to a case file, each answered in frozen rows of `casefile.domain.rows`."""
