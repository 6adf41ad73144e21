#!/usr/bin/env bash
# Builds Kubernetes programs from the module in module/ and prints the directory that holds them
# as its last line.
#
# usage: build.sh [PROGRAM...]     kube-apiserver and kubectl by default
#
# The directory is ${METASTORE_TOOLS:-$HOME/.cache/metastore}/kube-<version>. A program appears in
# it only when it is complete; a second call finds it and does nothing. Calls at the same time wait
# for the one that builds. Needs Go as named in module/go.mod; a cold build takes about five minutes.
set -euo pipefail

version=1.36.3
programs=("$@")
((${#programs[@]})) || programs=(kube-apiserver kubectl)

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${METASTORE_TOOLS:-$HOME/.cache/metastore}

mkdir -p "$tools"
tools=$(cd "$tools" && pwd)
target=$tools/kube-$version
exec 9>"$tools/.kube-$version.lock"
flock 9

missing=()
for program in "${programs[@]}"; do
    [ -x "$target/$program" ] || missing+=("$program")
done

if ((${#missing[@]})); then
    command -v go >/dev/null || {
        echo "build.sh: Go is needed to build Kubernetes $version and is not on the PATH" >&2
        exit 1
    }
    unfinished=$(mktemp -d "$tools/.kube-$version.XXXXXX")
    trap 'rm -rf "$unfinished"' EXIT

    # The version is stamped the way a release does it: the API server derives its feature gates
    # and its compatibility version from it.
    minor=$(cut -d. -f2 <<<"$version")
    stamp="-s -w"
    for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        stamp+=" -X $package.gitVersion=v$version -X $package.gitMajor=1"
        stamp+=" -X $package.gitMinor=$minor -X $package.gitTreeState=clean"
        stamp+=" -X $package.buildDate=1970-01-01T00:00:00Z"
    done

    # The lock's descriptor is closed for the compiler, so that nothing it leaves behind holds it.
    CGO_ENABLED=0 go build -C "$here/module" -mod=readonly -trimpath -buildvcs=false \
        -ldflags "$stamp" -o "$unfinished/" "${missing[@]/#/k8s.io/kubernetes/cmd/}" 9>&- >&2
    mkdir -p "$target"
    mv "$unfinished"/* "$target/"
fi

echo "$target"
