"""The Dutch catalogues, and the Dutch words for dates."""
