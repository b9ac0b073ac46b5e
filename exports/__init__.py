"""Results and figures -> files: pictures, report, slides, workbook, data package, citation, snapshots. No screen, no clock."""
