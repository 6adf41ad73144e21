#!/usr/bin/env bash
# Compares MetaStore, with both engines, with real etcd on this machine.
#
#   side-by-side.sh [--rounds N] [--only PARTS] [--engines LIST] [--results DIRECTORY] [--write]
#                   [--etcd BIN] [--load BIN] [--smoke | --null]
#
#   --rounds N       rounds of etcd and MetaStore in turn, 2 by default; one takes about 17 minutes
#   --only PARTS     some of one,three,growth: clusters of one member and of three, and one member with
#                    many keys, watchers and leases, which is measured in the first round only and
#                    takes 10 minutes more
#   --engines LIST   some of memory,rocksdb
#   --results DIR    keeps what was measured of each cluster there, and does not measure it again: a run
#                    goes on where it was stopped, and may be made in parts
#   --write          writes docs/performance.md, from everything in the results
#   --etcd, --load   real etcd, with etcdctl beside it, and its load tool; built when they are not given
#   --smoke          one round of few requests: fails when one of them does, says nothing of speed
#   --null           etcd in the place of MetaStore: how far from 1 do equal servers come on this machine?
#
# Nothing else should use the machine meanwhile, except with --smoke.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
source "$here/store.sh"
# A start on a busy machine shall show in no more than its own row.
store_ready_seconds=180

usage() {
    sed -n '2,19s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

etcd='' load='' rounds=2 only=one,three,growth engines=memory,rocksdb results='' write='' smoke='' null=
while (($#)); do
    case $1 in
    --etcd | --load | --rounds | --only | --engines | --results)
        (($# > 1)) || usage
        printf -v "${1#--}" %s "$2"
        shift
        ;;
    --write | --smoke | --null) printf -v "${1#--}" %s "$1" ;;
    *) usage ;;
    esac
    shift
done
[[ $rounds =~ ^[1-9][0-9]*$ && $only =~ ^((one|three|growth)(,|$))+$ ]] || usage
[[ $engines =~ ^((memory|rocksdb)(,|$))+$ ]] || usage
# Numbers that are not a comparison do not belong into the page.
[[ -z $smoke$null || -z $write$results ]] || usage
[[ -z $smoke ]] || rounds=1
[[ -z $null ]] || engines=memory

export PYTHONDONTWRITEBYTECODE=1
python3 "$here/side_by_side/test_side_by_side.py"

[[ -n $etcd ]] || etcd=$("$here/etcd.sh" | tail -n 1)/etcd
[[ -n $load ]] || load=$("$here/benchmark.sh" | tail -n 1)/benchmark
leases=$("$here/leases.sh" | tail -n 1)
# Builds now rather than as part of the first measurement.
"$repository/metastore" version >/dev/null

# Etcd refuses more than 2 GiB by default, MetaStore as well.
quota=(--quota-backend-bytes 8589934592)

# measure ROUND PART NAME PRODUCT [FLAG...]: a fresh cluster from its start to its end.
measure() {
    local round=$1 part=$2 name=$3 product=$4 members=1 java='' java_options='' program
    shift 4
    [[ ! -e $results/$round-$part-$name.jsonl ]] || return 0
    [[ $part != three ]] || members=3
    store_start "$product" "$members" "${quota[@]}" "$@"
    if [[ $product == metastore ]]; then
        # What it really runs on.
        program=/proc/${store_pids[0]}
        java=$(readlink "$program/exe")
        java_options=$(tr '\0' '\n' <"$program/cmdline" | sed '1d; /^-jar$/,$d' | java_words)
    fi
    python3 "$here/side_by_side/measure.py" --part "$part" --product "$name" --round "$round" \
        --store "$store_directory" --results "$results" --load "$load" \
        --bench "$repository/metastore" --etcd "$etcd" --leases "$leases" \
        --java "$java" --java-options="$java_options" $smoke
    store_stop
}

# Prints options of Java, given one a line, in one line: files of options as what is in them.
java_words() {
    local word
    while read -r word; do
        case $word in
        -Djava.io.tmpdir=* | -Xlog:*) ;;
        -XX:AOTCache=*) echo -XX:AOTCache ;;
        @*) grep -v '^#' "${word#@}" ;;
        *) echo "$word" ;;
        esac
    done | tr '\n' ' '
}

# candidates PART: the engines of this part; few requests need not go to both everywhere.
candidates() {
    local chosen=$engines
    if [[ -n $smoke && $engines == memory,rocksdb ]]; then
        [[ $1 == three ]] && chosen=rocksdb || chosen=memory
    fi
    echo "${chosen//,/ }"
}

store_open
[[ -n $results ]] || results=$store_directory/results
mkdir -p "$results"
for ((round = 1; round <= rounds; round++)); do
    for part in ${only//,/ }; do
        [[ $part != growth || $round == 1 ]] || continue
        measure "$round" "$part" etcd "$etcd"
        for engine in $(candidates "$part"); do
            if [[ -n $null ]]; then
                measure "$round" "$part" "$engine" "$etcd"
            else
                measure "$round" "$part" "$engine" metastore --storage "$engine"
            fi
        done
    done
done

if [[ -n $smoke ]]; then
    echo "passed: every request of every run was answered"
    exit
fi
python3 "$here/side_by_side/report.py" --results "$results" \
    ${write:+--write "$repository/docs/performance.md"}
