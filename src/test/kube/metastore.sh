#!/usr/bin/env bash
# A real Kubernetes API server keeps its objects in a fresh MetaStore that is killed on the way.
#
#   metastore.sh [MEMBERS]     MEMBERS is 1 by default
#
# Ends with the status of acceptance.sh. The hook kills every member
# at once with SIGKILL and starts them again on the same data and ports.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../tools/store.sh"

members=${1:-1}
if (($# > 1)) || [[ ! $members =~ ^[1-9]$ ]]; then
    echo "usage: metastore.sh [MEMBERS]" >&2
    exit 2
fi

store_open
store_start metastore "$members"
hook="set -e; source '$here/../tools/store.sh'; store_attach '$store_directory'"
hook+="; store_kill; store_restart"
"$here/acceptance.sh" --endpoints "http://${store_endpoints//,/,http://}" --restart-hook "$hook"
