#!/usr/bin/env bash
# A real Kubernetes API server keeps its objects in the store at the given client URLs.
#
# usage: acceptance.sh --endpoints URL[,URL...] [--restart-hook COMMAND]
#
# The hook is a shell command that ends the store, gracefully or not, starts it again on the same
# data and the same URLs, and returns when it has been started. Without a hook only the API server
# is restarted. The scenario leaves its objects in the store; it can be run again on the same data.
#
# Prints one line for each step with its time. Ends with status 0, or with 1 after one sentence
# that says what is wrong; then the directory with the logs stays and is named. Takes less than
# three minutes; needs bash, openssl, Python 3 and what build.sh needs.
set -euo pipefail

# The limit for everything after the programs have been built.
limit_seconds=180

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=apiserver.sh
. "$here/apiserver.sh"

usage() {
    echo "usage: acceptance.sh --endpoints URL[,URL...] [--restart-hook COMMAND]" >&2
    exit 2
}

endpoints='' hook=''
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --endpoints) endpoints=$2 ;;
        --restart-hook) hook=$2 ;;
        *) usage ;;
    esac
    shift 2
done
[ -n "$endpoints" ] || usage

for program in openssl python3; do
    command -v "$program" >/dev/null || {
        echo "acceptance.sh: $program is needed and is not on the PATH" >&2
        exit 1
    }
done

programs=$("$here/build.sh" | tail -n 1)
run=$(mktemp -d "${TMPDIR:-/tmp}/metastore-kube.XXXXXX")
export PYTHONDONTWRITEBYTECODE=1

phase=
finish() {
    local status=$?
    trap - EXIT
    [ -z "$phase" ] || kill "$phase" 2>/dev/null || true
    apiserver_stop
    if [ "$status" -eq 0 ]; then
        rm -rf "$run"
    else
        echo "the logs and the state of the failed run are in $run" >&2
    fi
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

SECONDS=0
remaining() {
    echo $((limit_seconds > SECONDS ? limit_seconds - SECONDS : 1))
}

# Prints the line of a step that this script does itself; the times of the others come from Python.
step_began=$EPOCHREALTIME
begin() {
    step_began=$EPOCHREALTIME
}
done_with() {
    awk -v from="$step_began" -v to="$EPOCHREALTIME" -v name="$1" \
        'BEGIN { printf "ok %7.2f s  %s\n", to - from, name }'
}
fail() {
    echo "FAILED  $1"
    exit 1
}

start() {
    local name=$1
    shift
    begin
    apiserver_ready_seconds=$(($(remaining) < 60 ? $(remaining) : 60))
    apiserver_start "$programs/kube-apiserver" "$run" "$endpoints" \
        --event-ttl=10s --delete-collection-workers=8 "$@" || fail "$name: see above"
    done_with "$name"
}

scenario() {
    # In the background, because a shell handles a signal only when its foreground command ends.
    python3 "$here/scenario.py" --server "$apiserver_url" --pki "$run/pki" \
        --state "$run/state.json" --seconds "$(remaining)" "$@" &
    phase=$!
    wait "$phase" || { phase=; exit 1; }
    phase=
}

kubectl() {
    KUBECACHEDIR=$run/kubectl-cache timeout "$(remaining)" \
        "$programs/kubectl" --kubeconfig="$run/kubeconfig" --request-timeout=30s "$@"
}

run_namespace() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["run"])' "$run/state.json"
}

define_widgets() {
    begin
    kubectl apply -f "$here/widgets.yaml" >"$run/kubectl.log" 2>&1 &&
        kubectl wait --for=condition=Established --timeout=30s \
            crd/widgets.acceptance.metastore.io >>"$run/kubectl.log" 2>&1 ||
        fail "custom resource defined with kubectl: $(tail -n 1 "$run/kubectl.log")"
    done_with "custom resource defined and established with kubectl"
}

count_with_kubectl() {
    local namespace plural
    namespace=$(run_namespace)
    begin
    for plural in configmaps widgets; do
        kubectl get "$plural" -n "$namespace" -o name --chunk-size=100 >"$run/$plural.names" ||
            fail "kubectl get $plural ended with an error"
    done
    python3 - "$run" "$namespace" <<'END' || exit 1
import json, sys
run, namespace = sys.argv[1:]
objects = json.load(open(f"{run}/state.json"))["objects"]
for path, wanted in objects.items():
    plural = path.split("/")[-1]
    found = [line.strip().split("/")[-1] for line in open(f"{run}/{plural}.names")]
    if sorted(found) != sorted(wanted):
        sys.exit(f"FAILED  kubectl get {plural} in {namespace}: "
                 f"{len(found)} names that are not the {len(wanted)} expected ones")
END
    done_with "kubectl get in chunks shows the same objects"
}

apiserver_certificates "$run"
start "API server ready"
define_widgets
scenario fill
count_with_kubectl
if [ -n "$hook" ]; then
    scenario restart --hook "$hook"
else
    echo "--            store not restarted, for want of a --restart-hook"
fi

apiserver_stop
start "API server ready after a restart"
scenario verify
apiserver_stop
start "API server ready without watch cache" --watch-cache=false
scenario direct
apiserver_stop
start "API server ready, compacting every 2 s" --watch-cache=false --etcd-compaction-interval=2s
scenario compacted

echo "passed in $SECONDS s"
