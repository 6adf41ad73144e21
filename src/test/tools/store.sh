# Sourced by the scripts that need a running cluster of MetaStore or of real etcd.
#
#   store_open                            makes the directory of a cluster and the traps that end it
#   store_attach DIRECTORY                goes on with a cluster that another shell has opened
#   store_start PRODUCT MEMBERS [FLAG...] starts an empty cluster; waits until all members serve
#   store_kill [MEMBER...]                ends members, all by default, as a crash does (SIGKILL)
#   store_restart [MEMBER...]             starts ended members on the same data, ports and flags
#   store_stop                            ends all members gracefully and removes their data
#   store_close                           for the traps: ends everything, shows logs of a failure
#
# PRODUCT is `metastore`, started by its launcher, or the path of an etcd. FLAGs are etcd's and go
# to every member. Members are numbered from 0. After store_start:
#
#   store_directory   one directory for each member with `data`, `pid` and a log for each start
#   store_endpoints   host:port of every member, separated by commas
#   store_pids        the process ids
#
# Everything listens on 127.0.0.1. JAVA_HOME and METASTORE_JAVA_OPTS mean what they mean to the
# launcher, which also builds MetaStore when it is older than its sources.

store_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
store_launcher=$(realpath "$store_here/../../../metastore")

# Longest wait for a member to serve, and for its graceful end, after which it is killed.
store_ready_seconds=60
store_stop_seconds=20
# Lines of each member's log that a failure shows.
store_log_lines=30

store_directory=
store_endpoints=
store_pids=()

store_open() {
    store_directory=$(mktemp -d "${TMPDIR:-/tmp}/metastore-store.XXXXXX")
    trap store_close EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

store_attach() {
    store_directory=$1
    store_read
}

store_start() {
    local product=$1 members=$2 number ports cluster=
    shift 2
    # Builds once, not once for each member.
    [[ $product != metastore ]] || "$store_launcher" version >/dev/null || return
    mapfile -t ports < <(store_free_ports $((2 * members)))
    ((${#ports[@]} == 2 * members)) || store_fail "no free ports were found" || return
    for ((number = 0; number < members; number++)); do
        cluster+=${cluster:+,}member$number=http://127.0.0.1:${ports[members + number]}
    done
    for ((number = 0; number < members; number++)); do
        mkdir "$store_directory/member$number"
        echo "127.0.0.1:${ports[number]}" >"$store_directory/member$number/endpoint"
        store_command "$product" "$number" "${ports[number]}" "${ports[members + number]}" \
            "$cluster" "$@" >"$store_directory/member$number/command"
    done
    store_restart
}

# Prints the command of a member, one word a line.
store_command() {
    local product=$1 number=$2 client=http://127.0.0.1:$3 peer=http://127.0.0.1:$4 cluster=$5
    shift 5
    if [[ $product == metastore ]]; then
        printf '%s\n' "$store_launcher" server
    else
        printf '%s\n' "$product"
    fi
    printf '%s\n' --name "member$number" --data-dir "$store_directory/member$number/data" \
        --listen-client-urls "$client" --advertise-client-urls "$client" \
        --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" \
        --initial-cluster "$cluster" --initial-cluster-state new "$@"
}

store_restart() {
    local number
    for number in $(store_numbers "$@"); do
        store_spawn "$number"
    done
    store_read
    for number in $(store_numbers "$@"); do
        store_await_ready "$number" || return
    done
}

store_spawn() {
    local member=$store_directory/member$1 command starts
    starts=("$member"/*.log)
    [[ -e ${starts[0]} ]] || starts=()
    local log=$member/start${#starts[@]}.log
    mapfile -t command <"$member/command"
    # It has no output of the caller, so that who reads the caller's output sees its end.
    # A member that is killed leaves the native library that it unpacked: beside its data.
    METASTORE_JAVA_OPTS="-Djava.io.tmpdir=$member ${METASTORE_JAVA_OPTS:-}" \
        "${command[@]}" </dev/null >"$log" 2>&1 &
    echo $! >"$member/pid"
    # The shell shall not report that it was killed; store_kill itself waits for its end.
    disown
    ln -sfn "$(basename "$log")" "$member/latest"
}

store_await_ready() {
    local member=$store_directory/member$1 pid deadline=$((SECONDS + store_ready_seconds))
    pid=$(store_pid "$1")
    until grep -q 'ready to serve client requests' "$member/latest"; do
        store_runs "$pid" || store_fail "member $1 ended before it was ready" || return
        ((SECONDS < deadline)) ||
            store_fail "member $1 was not ready within $store_ready_seconds s" || return
        sleep 0.1
    done
}

store_kill() {
    local number pid
    for number in $(store_numbers "$@"); do
        store_signal KILL "$number"
    done
    for number in $(store_numbers "$@"); do
        pid=$(store_pid "$number")
        while store_runs "$pid"; do sleep 0.02; done
    done
}

store_stop() {
    local number pid deadline=$((SECONDS + store_stop_seconds))
    for number in $(store_numbers); do
        store_signal TERM "$number"
    done
    for number in $(store_numbers); do
        pid=$(store_pid "$number")
        while store_runs "$pid" && ((SECONDS < deadline)); do sleep 0.1; done
        ! store_runs "$pid" || echo "store: member $number did not end in time, it is killed" >&2
    done
    store_kill
    rm -rf "$store_directory"/member*
    store_read
}

store_close() {
    local status=$? number
    trap - EXIT
    [[ -d $store_directory ]] || exit "$status"
    store_kill
    if ((status == 0)) || [[ -z $(store_numbers) ]]; then
        rm -rf "$store_directory"
    else
        for number in $(store_numbers); do
            [[ -f $store_directory/member$number/latest ]] || continue
            echo "the log of member $number ends with:" >&2
            tail -n "$store_log_lines" "$store_directory/member$number/latest" | cut -c1-400 >&2
        done
        echo "the logs and the data of the failed run are in $store_directory" >&2
    fi
    exit "$status"
}

# Prints the given member numbers, or those of all members.
store_numbers() {
    local member
    if (($#)); then
        printf '%s\n' "$@"
        return
    fi
    for member in "$store_directory"/member*; do
        [[ ! -e $member ]] || echo "${member##*/member}"
    done
}

# Prints the process id of a member, or nothing when it was never started.
store_pid() {
    cat "$store_directory/member$1/pid" 2>/dev/null || true
}

# Sets store_endpoints and store_pids to what the directory says.
store_read() {
    local number
    store_pids=()
    store_endpoints=
    for number in $(store_numbers); do
        store_pids+=("$(store_pid "$number")")
        store_endpoints+=${store_endpoints:+,}$(<"$store_directory/member$number/endpoint")
    done
}

# Signals a member if it runs. The number of a process that has ended may belong to another one by
# now, so the process must have the member's data directory among its arguments.
store_signal() {
    local pid
    pid=$(store_pid "$2")
    if grep -zqxF -- "$store_directory/member$2/data" "/proc/$pid/cmdline" 2>/dev/null; then
        kill -"$1" "$pid" 2>/dev/null || true
    fi
}

# Succeeds while the process has a thread that has not ended, and with it files and ports.
store_runs() {
    local threads stat
    [[ -n $1 && -d /proc/$1 ]] || return 1
    threads=("/proc/$1/task/"*)
    ((${#threads[@]} == 1)) || return 0
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    [[ ${stat##*) } != [ZX]* ]]
}

# Below the range from which the system takes the ports of outgoing connections, because one of
# those could hold the port of a member while it is being restarted.
store_free_ports() {
    python3 - "$1" <<'END'
import random, socket, sys
with open("/proc/sys/net/ipv4/ip_local_port_range") as limits:
    below = int(limits.read().split()[0])
held = []
while len(held) < int(sys.argv[1]):
    candidate = socket.socket()
    try:
        candidate.bind(("127.0.0.1", random.randrange(10000, below)))
        held.append(candidate)
    except OSError:
        candidate.close()
print(*(one.getsockname()[1] for one in held), sep="\n")
END
}

store_fail() {
    echo "store: $1" >&2
    return 1
}
