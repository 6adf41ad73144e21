#!/usr/bin/env bash
# Makes one fixture: lets an etcd live through some history, saves a snapshot of it and notes what
# etcd answered before. Usage: make.sh NAME ETCD ETCDCTL ETCDUTL OUTPUT_DIRECTORY
set -euo pipefail

name=$1 etcd=$2 etcdctl=$3 etcdutl=$4 output=$5
work=$(mktemp -d)
client=http://127.0.0.1:${CLIENT_PORT:-23790} peer=http://127.0.0.1:${PEER_PORT:-23800}

"$etcd" --name "$name" --data-dir "$work/data" --log-level error \
    --listen-client-urls "$client" --advertise-client-urls "$client" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" \
    --initial-cluster "$name=$peer" > "$work/log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null || true; rm -rf "$work"' EXIT

ctl() { "$etcdctl" --endpoints "$client" "$@"; }
quiet() { ctl "$@" > /dev/null; }
for _ in $(seq 100); do quiet endpoint health 2> /dev/null && break; sleep 0.1; done

for i in $(seq 12); do quiet put "key$((i % 5))" "value $i"; done
printf 'key6 with a\0zero' | quiet put nul
quiet del key1
quiet put key1 "again"
quiet del key2
quiet put empty ""
quiet txn <<< $'version("key3") > "0"\n\nput key3 "in a txn"\nput other "in the same txn"\ndel key4\n\n'
head -c 100000 /dev/zero | tr '\0' x | quiet put long
quiet compaction --physical 14
quiet put key3 "after the compaction"
quiet del key0

grant() { ctl lease grant "$1" | sed 's/^lease \([0-9a-f]*\) .*/\1/'; }
first=$(grant 3600) second=$(grant 1000) none=$(grant 100000)
quiet put --lease "$first" leased1 one
quiet put --lease "$first" leased2 two
quiet put --lease "$second" leased3 three
quiet put --lease "$second" leased2 moved
quiet put leased1 "no longer"
quiet del other

notes="$work/notes"
last=$(ctl get none -w json | sed 's/.*"revision":\([0-9]*\).*/\1/')
for revision in $(seq 14 "$last"); do
    echo "range $revision $(ctl get "" --from-key --rev "$revision" -w protobuf | base64 -w 0)"
    test "$revision" = 14 || echo "hash $revision $(ctl endpoint hashkv --rev "$revision" -w json |
        sed 's/.*"hash":\([0-9]*\).*/\1/')"
done > "$notes"
for lease in "$first" "$second" "$none"; do
    echo "lease $lease $(ctl lease timetolive "$lease" --keys | tr -d ',' )"
done >> "$notes"

quiet user add root:secret
quiet role add reader
quiet role grant-permission reader read key key9
quiet user add someone:else
quiet user grant-role someone reader
quiet user grant-role root root
member=$(ctl endpoint status -w json | sed 's/.*"member_id":\([0-9]*\).*/\1/')
curl -sf "$client/v3/maintenance/alarm" > /dev/null \
    -d "{\"action\":\"ACTIVATE\",\"memberID\":\"$member\",\"alarm\":\"NOSPACE\"}"
quiet auth enable
quiet --user root:secret snapshot save "$work/db" 2> /dev/null

echo "member $member" >> "$notes"
echo "status $("$etcdutl" snapshot status "$work/db" -w json)" >> "$notes"
gzip -9n < "$work/db" > "$output/$name.db.gz"
gzip -9n < "$notes" > "$output/$name.notes.gz"
