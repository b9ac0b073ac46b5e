"""Report, slides, records as documents."""
