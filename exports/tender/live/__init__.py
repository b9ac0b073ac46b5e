"""The bids as a workbook that reckons."""
