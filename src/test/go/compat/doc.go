// Package compat holds the scenarios that every etcd 3.7 server passes. They use etcd's own Go client, raw gRPC,
// etcdctl and HTTP, and run unchanged against real etcd and against MetaStore.
//
// The environment variable ENDPOINTS names the client addresses of one running cluster, separated by commas. The
// store may have been used before and other tests may run at the same time: each test keeps to keys of its own.
// Tests that count revisions or compact are sequential, so nothing else of the suite writes while they run.
package compat
