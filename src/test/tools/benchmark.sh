#!/usr/bin/env bash
# Builds etcd's load tool once and prints the directory that holds the program `benchmark`.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/build.sh"

build_tools benchmark-3.6.8 "$here/../go/benchmark-tools" \
    benchmark=go.etcd.io/etcd/v3/tools/benchmark
