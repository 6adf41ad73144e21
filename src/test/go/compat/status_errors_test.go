package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// requireStatus checks what travelled on the wire: the code and the exact text that clients compare with.
func requireStatus(t *testing.T, err error, code codes.Code, text string) {
	t.Helper()
	require.Error(t, err)
	answer, isStatus := status.FromError(err)
	require.True(t, isStatus, "not a gRPC status: %v", err)
	require.Equal(t, code.String()+": "+text, answer.Code().String()+": "+answer.Message())
}
