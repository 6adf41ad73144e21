#!/usr/bin/env bash
# Makes the AOT cache of MetaStore for Java 25 or newer: classes as they are once they are loaded and linked, and
# what the JVM has learned about hot methods (JEP 483, 514, 515). Members and tools that ./metastore starts use it from
# then on, until the program is built anew or another Java is taken.
#
# usage: train.sh [--seconds N] [--port FIRST]
#
#   --seconds N    length of each of the eight kinds of load, 6 by default
#   --port FIRST   the first of six free ports on 127.0.0.1, 23790 by default
#
# Runs a cluster of three under load, one of its members for the record. Needs 3 GiB of memory and little more than a
# minute. JAVA_HOME picks the JVM, as for ./metastore. Nothing is left but service/target/quarkus-app/metastore.aot.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
app=$root/service/target/quarkus-app
ready_seconds=60

say() { echo "train: $*" >&2; }

usage() {
    sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

seconds=6 port=23790
while (($#)); do
    (($# > 1)) && [[ $2 =~ ^[1-9][0-9]*$ ]] || usage
    case $1 in
    --seconds) seconds=$2 ;;
    --port) port=$2 ;;
    *) usage ;;
    esac
    shift 2
done

version=$("$root/metastore" version)
[[ $version =~ "Java Version: "([0-9]+) ]] && ((BASH_REMATCH[1] >= 25)) || {
    say "an AOT cache needs Java 25 or newer; set JAVA_HOME"
    exit 1
}

rm -f "$app/metastore.aot"
run=$(mktemp -d "${TMPDIR:-/tmp}/metastore-aot.XXXXXX")
members=()
finish() {
    local status=$? member
    trap - EXIT
    for member in "${members[@]}"; do kill -KILL "$member" 2>/dev/null || true; done
    if ((status)); then
        say "it failed; the last lines of the member on record:"
        tail -n 20 "$run/1.log" >&2 || true
    fi
    rm -rf "$run"
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

url() { echo "http://127.0.0.1:$((port + $1))"; }

start() {
    local id=$1 options=$2
    METASTORE_JAVA_OPTS="-Xmx1g $options" "$root/metastore" server --id "$id" --port $((port + id - 1)) \
        --cluster "$(url 3),$(url 4),$(url 5)" --data-dir "$run/$id" </dev/null >"$run/$id.log" 2>&1 &
    members+=($!)
}

await_ready() {
    local deadline=$((SECONDS + ready_seconds))
    until grep -qs 'ready to serve client requests' "$run/$1.log"; do
        ((SECONDS < deadline)) && kill -0 "${members[$1 - 1]}" 2>/dev/null || return
        sleep 0.1
    done
}

start 1 "-XX:AOTCacheOutput=$run/metastore.aot"
start 2 ''
start 3 ''
for id in 1 2 3; do await_ready "$id"; done

# Puts and ranges come again: by then what surrounds them is compiled.
for load in put range txn watch lease-keepalive mixed put range; do
    say "$load for $seconds s"
    "$root/metastore" bench "$load" --endpoints "$(url 0),$(url 1),$(url 2)" --clients 100 --connections 10 \
        --duration "${seconds}s" -w json >"$run/bench.json"
done

say "writing the cache"
kill "${members[@]}"
wait "${members[0]}" || true
[[ -s $run/metastore.aot ]]
mv "$run/metastore.aot" "$app/metastore.aot"
say "$app/metastore.aot, $(($(stat -c %s "$app/metastore.aot") >> 20)) MiB"
