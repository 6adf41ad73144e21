#!/usr/bin/env bash
# Builds the program that grants, keeps and loses many leases, src/test/go/compat/cmd/leases, and prints its path. It
# belongs to this working tree, so it lies under src/test/target, and is built anew each time: that costs little when
# nothing has changed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
target=$here/../target/tools
command -v go >/dev/null || { echo "go is needed to build the load of leases" >&2; exit 1; }
mkdir -p "$target"
target=$(cd "$target" && pwd)
(cd "$here/../go/compat" && CGO_ENABLED=0 go build -mod=readonly -trimpath -o "$target/leases" ./cmd/leases)
echo "$target/leases"
