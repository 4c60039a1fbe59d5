#!/usr/bin/env bash
# Installs the Python builds of DuckDB that must be able to read our stores, each into a folder of its own beside this file.
cd "$(dirname "$0")" || exit 1
while read -r version; do
  [ -d "python/$version/duckdb" ] && continue
  python3 -m pip install --quiet --disable-pip-version-check --target "python/$version" "duckdb==$version" ||
    echo "DuckDB $version for Python could not be installed: the tests of stores in it are skipped"
done <versions.txt
exit 0
