#!/bin/sh
# Resolves pyproject.toml to exact versions with hashes, without naming any registry.
set -eu
cd "$(dirname "$0")/.."
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
python3 -m venv "$tool"
"$tool/bin/pip" install --quiet uv
lock() { "$tool/bin/uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-annotate --custom-compile-command "make lock" "$@"; }
lock --group build --output-file requirements.txt
lock --group build --group dev --group bench --constraints requirements.txt --output-file requirements-dev.txt
