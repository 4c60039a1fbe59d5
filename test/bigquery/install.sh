#!/usr/bin/env bash
# Installs a server that speaks BigQuery into the folder `server` beside this file. Needs Python 3.13: PYTHON names one, else it is looked for, under uv and pyenv too.
cd "$(dirname "$0")" || exit 1
hint="the server that speaks BigQuery could not be installed: the tests of warehouses are skipped"
python=${PYTHON:-}
for candidate in python3.13 python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python "$(uv python find 3.13 2>/dev/null)"; do
  [ -n "$python" ] && break
  "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null && python=$candidate
done
[ -n "$python" ] || { command -v uv >/dev/null && uv python install --quiet 3.13 && python=$(uv python find 3.13); }
[ -n "$python" ] || { echo "$hint (Python 3.13 was not found)"; exit 0; }
if [ ! -f server/installed ]; then
  { "$python" -m venv server && server/bin/pip install --quiet --disable-pip-version-check -r requirements.txt; } || { echo "$hint"; exit 0; }
  # Its engine looks for extensions below the home folder; a home of its own keeps it away from the user's.
  for extension in server/lib/python3.13/site-packages/duckdb_extension_*/extensions/*/*.duckdb_extension; do
    version=$(basename "$(dirname "$extension")")
    platform=$(server/bin/python -c 'import duckdb; print(duckdb.sql("pragma platform").fetchone()[0])')
    mkdir -p "server/home/.duckdb/extensions/$version/$platform"
    cp "$extension" "server/home/.duckdb/extensions/$version/$platform/"
  done
  touch server/installed
fi
exit 0
