/**
 * Calls to members over gRPC, with the project's own stubs of etcd's services: each call goes to
 * one named member and has a deadline. Knows nothing of Kubernetes.
 */
@NullMarked
package io.metastore.operator.member;

import org.jspecify.annotations.NullMarked;
