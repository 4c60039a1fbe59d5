"""Stamps and verifies the rows of a CSV file in SQLite with json.dumps and SHA-256, and prints what it took as JSON.

Arguments: the CSV file, a folder, and the fields as JSON pairs of name and hash type. Rows are loaded before the clock starts.
"""

import csv
import hashlib
import json
import sqlite3
import sys
import time

source, folder, declared = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
names = [name for name, _ in declared]
READ = {"int": int, "float": float, "bool": lambda text: int(text == "true")}
KINDS = {"int": "integer", "float": "real", "bool": "integer"}
bools = {place for place, (_, kind) in enumerate(declared) if kind == "bool"}

database = sqlite3.connect(folder + "/rows.sqlite")
columns = ", ".join(f"{name} {KINDS.get(kind, 'text')}" for name, kind in declared)
database.execute(f"create table rows (number integer primary key, {columns}, data_hash text)")
readers = [READ.get(kind, str) for _, kind in declared]
with open(source, newline="") as file:
    lines = csv.reader(file)
    next(lines)
    rows = ([None if text == "" else read(text) for read, text in zip(readers, line)] for line in lines)
    database.executemany(f"insert into rows ({', '.join(names)}) values ({', '.join('?' * len(names))})", rows)
database.commit()


def hashed(row):
    fields = {name: bool(value) if place in bools and value is not None else value for place, (name, value) in enumerate(zip(names, row))}
    return hashlib.sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()[:16]


start = time.perf_counter()
found = database.execute(f"select number, {', '.join(names)} from rows where data_hash is null")
stamps = [(hashed(row[1:]), row[0]) for row in found]
database.executemany("update rows set data_hash = ? where number = ?", stamps)
database.commit()
stamped = time.perf_counter()
differing = sum(row[0] != hashed(row[1:]) for row in database.execute(f"select data_hash, {', '.join(names)} from rows"))
verified = time.perf_counter()
total = sum(int(row[0][:15], 16) for row in database.execute("select data_hash from rows")) % 2**64
print(json.dumps({"rows": len(stamps), "stamp": stamped - start, "verify": verified - stamped, "differing": differing, "digest": str(total)}))
