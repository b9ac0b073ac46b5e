"""The pages that a public body owes its readers: accessibility, legal notice, cookies and data."""
