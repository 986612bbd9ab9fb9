"""Reads SQLAlchemy models from source code without the libraries that they depend on."""

PROTOCOL = 1
