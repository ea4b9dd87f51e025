"""Benchmarks: what the whole process reaches, written to `docs/benchmarks.md`; never a test."""
