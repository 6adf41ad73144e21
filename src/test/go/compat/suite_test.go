package compat

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// testDeadline bounds every call of a test, so that a server that never answers fails it.
const testDeadline = 20 * time.Second

func TestMain(m *testing.M) {
	if len(endpoints()) == 0 {
		fmt.Fprintln(os.Stderr, "ENDPOINTS must name the client addresses of a running cluster")
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// endpoints returns host:port of every member named by ENDPOINTS.
func endpoints() []string {
	var found []string
	for _, part := range strings.Split(os.Getenv("ENDPOINTS"), ",") {
		part = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(part), "http://"), "/")
		if part != "" {
			found = append(found, part)
		}
	}
	return found
}

// deadline returns a context that ends with the test or after testDeadline.
func deadline(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := boundedContext()
	t.Cleanup(cancel)
	return ctx
}

// boundedContext serves code that outlives or has no test of its own.
func boundedContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), testDeadline)
}

// onEachMember runs the scenario once for each endpoint, so that followers are tested as well as the leader.
func onEachMember(t *testing.T, scenario func(t *testing.T, endpoint string)) {
	t.Helper()
	for number, endpoint := range endpoints() {
		t.Run(fmt.Sprintf("member%d", number+1), func(t *testing.T) { scenario(t, endpoint) })
	}
}
