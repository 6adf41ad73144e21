package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	health "google.golang.org/grpc/health/grpc_health_v1"
)

func TestHealthService(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		service := health.NewHealthClient(connect(t, endpoint))

		whole, err := service.Check(deadline(t), &health.HealthCheckRequest{})
		require.NoError(t, err)
		require.Equal(t, health.HealthCheckResponse_SERVING, whole.Status)

		_, err = service.Check(deadline(t), &health.HealthCheckRequest{Service: "no.such.Service"})
		requireStatus(t, err, codes.NotFound, "unknown service")

		watch, err := service.Watch(deadline(t), &health.HealthCheckRequest{})
		require.NoError(t, err)
		first, err := watch.Recv()
		require.NoError(t, err)
		require.Equal(t, health.HealthCheckResponse_SERVING, first.Status)

		unknown, err := service.Watch(deadline(t), &health.HealthCheckRequest{Service: "no.such.Service"})
		require.NoError(t, err)
		answer, err := unknown.Recv()
		require.NoError(t, err)
		require.Equal(t, health.HealthCheckResponse_SERVICE_UNKNOWN, answer.Status)
	})
}
