# A kube-apiserver on loopback that keeps its objects in a given store. To be sourced.
#
#   apiserver_certificates DIR                        certificates for server and administrator
#   apiserver_start PROGRAM DIR ENDPOINTS [FLAG...]   starts it and waits until it is ready
#   apiserver_stop                                    ends it and waits until it is gone
#
# apiserver_start sets apiserver_pid and apiserver_url, writes DIR/kubeconfig and appends to
# DIR/apiserver.log. The caller owns DIR and must call apiserver_stop from an EXIT trap, so that
# the server ends when the caller fails. The administrator's certificate is DIR/pki/admin.crt.

apiserver_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
apiserver_pid=
apiserver_url=

# Longest wait for readiness; a start takes 3 s on an idle machine.
apiserver_ready_seconds=60
# Longest wait for a graceful end; after it the server is killed.
apiserver_stop_seconds=10
# A free port can be taken by somebody else between its choice and its use.
apiserver_port_attempts=3

apiserver_certificates() {
    local pki=$1/pki
    mkdir -p "$pki"
    apiserver_key "$pki/ca.key"
    openssl req -x509 -new -key "$pki/ca.key" -subj /CN=acceptance-ca -days 2 -out "$pki/ca.crt"
    apiserver_certificate "$pki" server /CN=kube-apiserver serverAuth \
        "subjectAltName=IP:127.0.0.1,DNS:localhost"
    # The group system:masters may do everything and is exempt from the server's rate limits.
    apiserver_certificate "$pki" admin /O=system:masters/CN=admin clientAuth
    apiserver_key "$pki/service-account.key"
}

apiserver_key() {
    openssl ecparam -name prime256v1 -genkey -noout -out "$1"
}

apiserver_certificate() {
    local pki=$1 name=$2 subject=$3 usage=$4 extension=${5:-}
    apiserver_key "$pki/$name.key"
    openssl req -new -key "$pki/$name.key" -subj "$subject" -out "$pki/$name.csr"
    printf 'extendedKeyUsage=%s\n%s\n' "$usage" "$extension" >"$pki/$name.ext"
    openssl x509 -req -in "$pki/$name.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" \
        -CAcreateserial -days 2 -extfile "$pki/$name.ext" -out "$pki/$name.crt" 2>/dev/null
}

apiserver_start() {
    local program=$1 dir=$2 endpoints=$3 attempt
    shift 3
    for ((attempt = 1; attempt <= apiserver_port_attempts; attempt++)); do
        apiserver_spawn "$program" "$dir" "$endpoints" "$@"
        if python3 "$apiserver_here/client.py" --server "$apiserver_url" --pki "$dir/pki" \
            ready --pid "$apiserver_pid" --seconds "$apiserver_ready_seconds"; then
            apiserver_kubeconfig "$dir"
            return 0
        fi
        apiserver_stop
        tail -n 20 "$dir/apiserver.log" | grep -q 'address already in use' || break
    done
    echo "the API server on $endpoints did not become ready; the end of its log:" >&2
    tail -n 5 "$dir/apiserver.log" | cut -c1-400 >&2
    return 1
}

apiserver_spawn() {
    local program=$1 dir=$2 endpoints=$3 pki=$2/pki port
    shift 3
    port=$(python3 -c 'import socket
with socket.socket() as s: s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    apiserver_url=https://127.0.0.1:$port
    # Without a reconciler for its endpoints the server accepts a loopback address as its own.
    "$program" \
        --etcd-servers="$endpoints" \
        --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$port" \
        --endpoint-reconciler-type=none \
        --authorization-mode=RBAC \
        --client-ca-file="$pki/ca.crt" \
        --tls-cert-file="$pki/server.crt" --tls-private-key-file="$pki/server.key" \
        --service-account-issuer=https://kubernetes.default.svc \
        --service-account-key-file="$pki/service-account.key" \
        --service-account-signing-key-file="$pki/service-account.key" \
        --service-cluster-ip-range=10.96.0.0/16 \
        --profiling=false \
        "$@" >>"$dir/apiserver.log" 2>&1 </dev/null &
    apiserver_pid=$!
}

apiserver_kubeconfig() {
    cat >"$1/kubeconfig" <<END
apiVersion: v1
kind: Config
current-context: acceptance
contexts: [{name: acceptance, context: {cluster: acceptance, user: admin}}]
clusters:
- {name: acceptance, cluster: {server: "$apiserver_url", certificate-authority: pki/ca.crt}}
users:
- {name: admin, user: {client-certificate: pki/admin.crt, client-key: pki/admin.key}}
END
}

apiserver_stop() {
    local pid=$apiserver_pid tenth
    apiserver_pid=
    [ -n "$pid" ] || return 0
    kill "$pid" 2>/dev/null || true
    for ((tenth = 0; tenth < apiserver_stop_seconds * 10; tenth++)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}
