"""Asks a store file, opened read-only, the queries on standard input, and prints the first column of each."""
import json
import sys

import duckdb

asked = json.load(sys.stdin)
store = duckdb.connect(asked["store"], read_only=True)
store.execute("set timezone = 'UTC'")
answers = {name: [row[0] for row in store.execute(query).fetchall()] for name, query in asked["queries"].items()}
print(json.dumps({"version": duckdb.__version__, "answers": answers}))
