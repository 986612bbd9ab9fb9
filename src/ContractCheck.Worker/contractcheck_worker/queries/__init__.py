"""SQL of dbt models as trees of names (docs/worker-protocol.md). `parse` reads the order, `tree` walks what sqlglot parsed.

What a name means is not decided here: which relation has a column is known only where all models are seen together.
"""
