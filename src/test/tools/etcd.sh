#!/usr/bin/env bash
# Builds the real etcd, etcdctl and etcdutl that the tests compare with, once, and prints their directory.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/build.sh"

build_tools etcd-3.7.3 "$here/../go/etcd-tools" \
    etcd=go.etcd.io/etcd/server/v3 \
    etcdctl=go.etcd.io/etcd/etcdctl/v3 \
    etcdutl=go.etcd.io/etcd/etcdutl/v3
