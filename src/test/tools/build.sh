# Sourced by the build scripts of this directory: turns a pinned Go module into a directory of programs.

# build_tools NAME MODULE_DIRECTORY PROGRAM=PACKAGE...
#
# Leaves the programs in ${METASTORE_TOOLS:-$HOME/.cache/metastore}/NAME and prints that directory as the last
# line. Does nothing more when they are all there and run. Two calls at once wait for each other, and the
# directory appears whole or not at all.
build_tools() {
    local name=$1 module=$2
    shift 2
    local root=${METASTORE_TOOLS:-$HOME/.cache/metastore}
    local target=$root/$name
    mkdir -p "$root"

    local lock
    exec {lock}>"$root/$name.lock"
    flock "$lock"
    if ! programs_run "$target" "$@"; then
        build_programs "$target" "$module" "$@"
    fi
    exec {lock}>&-
    echo "$target"
}

# Succeeds when every program is in the directory and can be started.
programs_run() {
    local directory=$1 pair
    shift
    for pair in "$@"; do
        "$directory/${pair%%=*}" --help >/dev/null 2>&1 || return 1
    done
}

build_programs() {
    local target=$1 module=$2 pair
    shift 2
    if ! command -v go >/dev/null; then
        echo "go is needed to build $(basename "$target")" >&2
        return 1
    fi
    local scratch
    scratch=$(mktemp -d "$target.XXXXXX")
    # The trap of a subshell clears up after a failed build without replacing a trap of the caller.
    (
        trap 'rm -rf "$scratch"' EXIT
        for pair in "$@"; do
            echo "building ${pair%%=*} from ${pair#*=}" >&2
            (cd "$module" && CGO_ENABLED=0 go build -mod=readonly -trimpath -o "$scratch/${pair%%=*}" "${pair#*=}")
        done
        programs_run "$scratch" "$@" || { echo "a program built from $module does not run" >&2; exit 1; }
        chmod 755 "$scratch"
        rm -rf "$target"
        mv -T "$scratch" "$target"
    )
}
