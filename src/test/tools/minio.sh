#!/usr/bin/env bash
# Builds MinIO, the S3 server that backups are tested with, once, and prints the directory that holds `minio`.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/build.sh"

build_tools minio-20260212 "$here/../go/minio-tools" \
    minio=github.com/minio/minio
