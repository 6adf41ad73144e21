#!/usr/bin/env bash
# Builds the program that judges histories, src/test/go/linearizability, and prints its path. It belongs to this
# working tree, so it lies under src/test/target, and is built anew each time: that costs little when nothing
# has changed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
target=$here/../target/tools
command -v go >/dev/null || { echo "go is needed to build the checker of histories" >&2; exit 1; }
mkdir -p "$target"
target=$(cd "$target" && pwd)
(cd "$here/../go/linearizability" && CGO_ENABLED=0 go build -mod=readonly -trimpath -o "$target/linearizability" .)
echo "$target/linearizability"
