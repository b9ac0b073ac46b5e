"""Tables, workbook, data package, snapshots."""
