#!/usr/bin/env bash
# Runs the compatibility scenarios of src/test/go/compat.
#
#   compat.sh [--members N] [-- GO_TEST_FLAGS]     against a throw-away real etcd 3.7.3 of N members (default 1)
#   compat.sh --endpoints LIST [-- GO_TEST_FLAGS]  against the running cluster with these client addresses
#
# METASTORE=1 in the environment adds what MetaStore offers beyond etcd. GO_TEST_FLAGS are for example
# -run TestLease -v.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
compat=$here/../go/compat
members=1
endpoints=

usage() {
    sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

while (($#)); do
    case $1 in
    --endpoints | --members)
        (($# > 1)) || usage
        printf -v "${1#--}" %s "$2"
        shift 2
        ;;
    --)
        shift
        break
        ;;
    *) usage ;;
    esac
done

tools=$("$here/etcd.sh" | tail -n 1)
scratch=
started=()

# Ends what this script started, by process id, also when the scenarios fail.
finish() {
    local pid
    for pid in "${started[@]}"; do
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    if [[ -n $scratch ]]; then
        rm -rf "$scratch"
    fi
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start_etcd() {
    local ports cluster="" clients=() number
    mapfile -t ports < <(cd "$compat" && go run ./cmd/freeports $((2 * members)))
    for ((number = 0; number < members; number++)); do
        clients+=("127.0.0.1:${ports[number]}")
        cluster+="${cluster:+,}etcd$number=http://127.0.0.1:${ports[members + number]}"
    done
    for ((number = 0; number < members; number++)); do
        "$tools/etcd" --name "etcd$number" --data-dir "$scratch/etcd$number" --log-level warn \
            --listen-client-urls "http://${clients[number]}" \
            --advertise-client-urls "http://${clients[number]}" \
            --listen-peer-urls "http://127.0.0.1:${ports[members + number]}" \
            --initial-advertise-peer-urls "http://127.0.0.1:${ports[members + number]}" \
            --initial-cluster "$cluster" --unsafe-no-fsync \
            >"$scratch/etcd$number.log" 2>&1 &
        started+=($!)
    done
    endpoints=$(IFS=,; echo "${clients[*]}")
    await_health
}

# The first call may find a member that does not listen yet, so it is repeated for at most 15 seconds.
await_health() {
    local attempt
    for ((attempt = 0; attempt < 30; attempt++)); do
        if "$tools/etcdctl" --endpoints "$endpoints" endpoint health >/dev/null 2>&1; then
            return
        fi
        sleep 0.5
    done
    echo "etcd did not become healthy; its log ends with:" >&2
    tail -n 20 "$scratch"/*.log >&2
    exit 1
}

if [[ -z $endpoints ]]; then
    scratch=$(mktemp -d)
    start_etcd
fi

cd "$compat"
ENDPOINTS=$endpoints ETCDCTL=$tools/etcdctl go test -count=1 -parallel 32 -timeout 180s "$@" .
