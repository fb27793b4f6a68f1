#!/bin/sh
# A virtual environment of its own in .venv, with the program and what EXTRAS (dev, bundle) name. Usage: setup.sh EXTRAS
set -eu
cd "$(dirname "$0")/.."
extras=$1

python=""
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "CaseFile needs Python 3.11, 3.12, 3.13 or 3.14; install one, then run this again." >&2
    exit 1
fi

if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    sh tools/system-libraries.sh "$version"
else
    sh tools/system-libraries.sh
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[$extras]"
