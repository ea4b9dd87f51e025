"""The schema, one readable step per change."""
