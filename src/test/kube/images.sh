#!/usr/bin/env bash
# Makes the images of the acceptance run and the programs around them, offline but for what Maven and
# Go have not fetched before.
#
# usage: images.sh DIRECTORY     leaves *.tar, for containerd to import, and kube-dns there
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=$(cd "$1" && pwd)

go_program() {
    CGO_ENABLED=0 go build -C "$1" -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' -o "$2" .
}

# An image that holds one program alone.
program_image() {
    local module=$1 name=$2 contents
    contents=$(mktemp -d "$target/contents.XXXXXX")
    chmod 755 "$contents"
    go_program "$module" "$contents/$name"
    python3 "$here/lab/archive.py" "$target/$name.tar" "localhost/$name:1" "$contents" "/$name"
    rm -rf "$contents"
}

program_image "$here/pause" pause
program_image "$here/../go/acknowledged" acknowledged
go_program "$here/dns" "$target/kube-dns"

python3 "$here/lab/base_image.py" "$target/base"
(cd "$root" && ./mvnw -B -ntp -q package -pl service,operator -am -Dmaven.test.skip \
    -Dspotless.check.skip com.google.cloud.tools:jib-maven-plugin:buildTar \
    "-Dimage.base=tar://$target/base")
for module in service operator; do
    cp "$root/$module/target/jib-image.tar" "$target/metastore-$module.tar"
done
