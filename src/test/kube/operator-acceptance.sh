#!/usr/bin/env bash
# The operator and its images on a whole cluster: API server, kubelet, containerd, runc, in a network
# namespace of this machine. Writes what happened to docs/kubernetes-acceptance.md.
#
# usage: operator-acceptance.sh [PAGE.md]
#
# Needs root, Go, Python 3.11, openssl, curl and binutils; Debian's packages of the container runtime
# are installed when they are missing. Takes ten minutes, the first time longer: Kubernetes is built.
# The logs of a failed run stay in the directory that is named.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
page=${1:-$root/docs/kubernetes-acceptance.md}
lab=$here/lab/lab.py
export PYTHONDONTWRITEBYTECODE=1

packages=(containerd runc containernetworking-plugins iptables nftables)
dpkg -s "${packages[@]}" >/dev/null 2>&1 ||
    apt-get install -y --no-install-recommends "${packages[@]}" >&2

METASTORE_KUBE=$("$here/build.sh" kube-apiserver kube-controller-manager kube-scheduler kubectl \
    kubelet kube-proxy | tail -n 1)
etcd=$("$here/../tools/etcd.sh" | tail -n 1)
export METASTORE_KUBE METASTORE_ETCD=$etcd/etcd METASTORE_ETCDCTL=$etcd/etcdctl

run=$(mktemp -d "${TMPDIR:-/tmp}/metastore-lab.XXXXXX")
METASTORE_KUBE_DNS=$run/kube-dns
export METASTORE_KUBE_DNS
finish() {
    local status=$?
    trap - EXIT
    python3 "$lab" down "$run"
    if [ "$status" -eq 0 ]; then
        rm -rf "$run"
    else
        echo "the logs of the failed run are in $run" >&2
    fi
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$here/images.sh" "$run"
python3 "$lab" up "$run" "$run"/*.tar
nsenter --net=/run/netns/metastore-lab python3 "$here/operator/run.py" "$run" "$page"
