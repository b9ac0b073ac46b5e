"""The interface for programs, version 1: read only, strict, the same objects as the command line."""
