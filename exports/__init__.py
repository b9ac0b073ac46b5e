"""Results and figures -> files: pictures, report, slides, workbook, package, citation. No screen, no clock."""
