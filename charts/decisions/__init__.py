"""Pictures of records and of documented decisions."""
