"""Facts to results in one pass, and results to counts, rejects and summaries."""
