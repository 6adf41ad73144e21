#!/usr/bin/env bash
# Compares MetaStore with real etcd on this machine, with etcd's own load tool.
#
#   side-by-side.sh [--etcd BIN] [--load BIN] [--rounds N] [--write] [--smoke | --null]
#
#   --etcd, --load   real etcd and its load tool; built when they are not given
#   --rounds N       rounds of etcd and MetaStore in turn, 3 by default; one takes about 3 minutes
#   --write          writes docs/performance.md
#   --smoke          one round of few requests: fails when one of them does, says nothing of speed
#   --null           etcd in both roles: how far from 1 do equal servers come on this machine?
#
# Nothing else should use the machine meanwhile, except with --smoke.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
source "$here/store.sh"

usage() {
    sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

etcd='' load='' rounds=3 write='' smoke='' null=
while (($#)); do
    case $1 in
    --etcd | --load | --rounds)
        (($# > 1)) || usage
        printf -v "${1#--}" %s "$2"
        shift
        ;;
    --write | --smoke | --null) printf -v "${1#--}" %s "$1" ;;
    *) usage ;;
    esac
    shift
done
[[ $rounds =~ ^[1-9][0-9]*$ ]] || usage
# Numbers that are not a comparison do not belong into the page.
[[ -z $write || -z $smoke$null ]] || usage
[[ -z $smoke ]] || rounds=1

export PYTHONDONTWRITEBYTECODE=1
python3 "$here/side_by_side/test_side_by_side.py"

[[ -n $etcd ]] || etcd=$("$here/etcd.sh" | tail -n 1)/etcd
[[ -n $load ]] || load=$("$here/benchmark.sh" | tail -n 1)/benchmark

# measure NAME PRODUCT MEMBERS ROUND: a fresh cluster from its start to its end.
measure() {
    store_start "$2" "$3"
    if [[ $2 == metastore ]]; then
        program=/proc/${store_pids[0]}
        java=$(readlink "$program/exe")
        java_options=$(tr '\0' ' ' <"$program/cmdline" | sed 's/ -jar .*//; s/^[^ ]* *//; s/-Djava.io.tmpdir=[^ ]* *//')
    fi
    python3 "$here/side_by_side/measure.py" --load "$load" --product "$1" --round "$4" \
        --endpoints "$store_endpoints" --pids "$(IFS=,; echo "${store_pids[*]}")" \
        --results "$store_directory/results.jsonl" $smoke
    store_stop
}

candidate=metastore
[[ -z $null ]] || candidate=$etcd
# What MetaStore really runs on, read from its process.
java=java java_options=

store_open
for ((round = 1; round <= rounds; round++)); do
    for members in 1 3; do
        measure etcd "$etcd" "$members" "$round"
        measure MetaStore "$candidate" "$members" "$round"
    done
done

if [[ -n $smoke ]]; then
    echo "passed: every request of every run was answered"
    exit
fi
python3 "$here/side_by_side/report.py" --results "$store_directory/results.jsonl" \
    --command "src/test/tools/side-by-side.sh --rounds $rounds --write" \
    --etcd "$etcd" --java "$java" --java-options "$java_options" \
    --repository "$repository" ${write:+--write "$repository/docs/performance.md"}
