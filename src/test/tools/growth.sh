#!/usr/bin/env bash
# Does a MetaStore with --storage rocksdb stay as fast, as small and as quick to reopen when it grows?
#
#   growth.sh [--keys N] [--small N] [--count N] [--warm-up N] [--rounds N] [--budget BYTES]
#             [--heap MB] [--load BIN] [--etcdctl BIN]
#
#   --keys N         keys of 256-byte values, 10,000,000 by default (about ten minutes on two cores)
#   --small N        keys of the member that it is compared with, 10,000 by default
#   --count N        puts of each measurement, 100,000 by default; the same at both sizes
#   --warm-up N      puts of the small member before the first measurement, 150,000 by default
#   --rounds N       measurements at each size, of which the median counts, 5 by default
#   --budget BYTES   --rocksdb-memory-bytes, 512 MiB by default
#   --heap MB        the JVM's heap, 1024 by default; all of it is touched at the start
#   --load, --etcdctl  etcd's load tool and client; built when they are not given
#
# Two members run beside each other, and are measured in turn, one idle while the other works: a machine is not
# equally fast from one minute to the next. Prints put rate and p99 at both sizes and their ratios, p99 before and
# during Defragment, memory against budget and heap, bytes on disk, and the time from the start after SIGKILL to the
# first answer. Nothing else should use the machine meanwhile.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/store.sh"

usage() {
    sed -n '2,19s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

keys=10000000 small=10000 count=100000 warm_up=150000 rounds=5 budget=536870912 heap=1024 load='' etcdctl=''
while (($#)); do
    case $1 in
    --keys | --small | --count | --warm-up | --rounds | --budget | --heap | --load | --etcdctl)
        (($# > 1)) || usage
        name=${1#--}
        printf -v "${name/-/_}" %s "$2"
        shift 2
        ;;
    *) usage ;;
    esac
done
for number in "$keys" "$small" "$count" "$warm_up" "$rounds" "$budget" "$heap"; do
    [[ $number =~ ^[1-9][0-9]*$ ]] || usage
done
[[ -n $load ]] || load=$("$here/benchmark.sh" | tail -n 1)/benchmark
[[ -n $etcdctl ]] || etcdctl=$("$here/etcd.sh" | tail -n 1)/etcdctl

# What the process takes shall not depend on when the collector gives heap back.
export METASTORE_JAVA_OPTS="-Xms${heap}m -Xmx${heap}m -XX:+AlwaysPreTouch"
start_member() {
    store_open
    store_start metastore 1 --storage rocksdb --rocksdb-memory-bytes "$budget" --quota-backend-bytes -1
}
start_member
small_store=$store_directory
# A shell has one cluster, and ends it.
(
    start_member
    PYTHONDONTWRITEBYTECODE=1 python3 "$here/growth/growth.py" --small-store "$small_store" --store "$store_directory" \
        --load "$load" --etcdctl "$etcdctl" --keys "$keys" --small "$small" --count "$count" --warm-up "$warm_up" \
        --rounds "$rounds" --budget "$budget" --heap "$heap"
)
