#!/usr/bin/env bash
# Runs the compatibility scenarios of src/test/go/compat against a fresh MetaStore.
#
#   metastore-compat.sh [MEMBERS [STORAGE]] [-- GO_TEST_FLAGS]     1 and memory by default
#
# Ends with the status of compat.sh.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/store.sh"

members=1 storage=memory
if (($#)) && [[ $1 != -- ]]; then
    members=$1
    shift
fi
if (($#)) && [[ $1 != -- ]]; then
    storage=$1
    shift
fi
if [[ ! $members =~ ^[1-9]$ ]] || { (($#)) && [[ $1 != -- ]]; }; then
    echo "usage: metastore-compat.sh [MEMBERS [STORAGE]] [-- GO_TEST_FLAGS]" >&2
    exit 2
fi

store_open
store_start metastore "$members" --storage "$storage"
METASTORE=1 "$here/compat.sh" --endpoints "$store_endpoints" "$@"
