#!/usr/bin/env bash
# A control plane of Kubernetes on loopback: etcd, API server, controller manager.
#
# usage: control-plane.sh DIR PROGRAMS ETCD
#
# DIR is empty; PROGRAMS is the directory that src/test/kube/build.sh prints; ETCD is the binary.
# Prints "ready" once everything serves; DIR/kubeconfig is then that of an administrator. Ends
# everything that it has started when its standard input ends. Needs openssl and Python 3.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../../../../src/test/kube/apiserver.sh
. "$here/../../../../src/test/kube/apiserver.sh"

run=$1 programs=$2 etcd=$3
others=()
finish() {
    trap - EXIT
    [ ${#others[@]} -eq 0 ] || kill "${others[@]}" 2>/dev/null || true
    apiserver_stop
    exit 0
}
trap finish EXIT INT TERM

free_port() {
    python3 -c 'import socket
with socket.socket() as s: s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

client=http://127.0.0.1:$(free_port)
peer=http://127.0.0.1:$(free_port)
"$etcd" --data-dir "$run/etcd" --name default --unsafe-no-fsync \
    --listen-client-urls "$client" --advertise-client-urls "$client" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" \
    --initial-cluster "default=$peer" >"$run/etcd.log" 2>&1 </dev/null &
others+=($!)

apiserver_certificates "$run"
# What the operator asks for, and what it is answered.
cat >"$run/audit-policy.yaml" <<'END'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
    users:
      - system:serviceaccount:metastore-operator:metastore-operator
      - system:serviceaccount:default:metastore-operator
  - level: None
END
apiserver_start "$programs/kube-apiserver" "$run" "$client" \
    --audit-policy-file="$run/audit-policy.yaml" --audit-log-path="$run/audit.log"

# Nodes are stood in for by the tests, so the controllers that watch over nodes are left out.
controllers=statefulset-controller,deployment-controller,replicaset-controller,job-controller
controllers+=,garbage-collector-controller,namespace-controller,serviceaccount-controller
controllers+=,serviceaccount-token-controller,root-ca-certificate-publisher-controller
controllers+=,disruption-controller,persistentvolumeclaim-protection-controller
"$programs/kube-controller-manager" --kubeconfig="$run/kubeconfig" \
    --authentication-kubeconfig="$run/kubeconfig" --authorization-kubeconfig="$run/kubeconfig" \
    --bind-address=127.0.0.1 --secure-port="$(free_port)" --leader-elect=false \
    --use-service-account-credentials=true \
    --service-account-private-key-file="$run/pki/service-account.key" \
    --root-ca-file="$run/pki/ca.crt" --controllers="$controllers" \
    >"$run/controller-manager.log" 2>&1 </dev/null &
others+=($!)

kubectl() {
    KUBECACHEDIR=$run/kubectl-cache "$programs/kubectl" --kubeconfig="$run/kubeconfig" "$@"
}
for ((tenth = 0; tenth < 600; tenth++)); do
    kubectl get serviceaccount default >/dev/null 2>&1 && break
    sleep 0.1
done
kubectl get serviceaccount default >/dev/null
echo ready
cat >/dev/null
