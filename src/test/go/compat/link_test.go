package compat

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// link forwards connections to a member and can cut all of them.
type link struct {
	address string
	mutex   sync.Mutex
	open    []net.Conn
}

func newLink(t *testing.T, target string) *link {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	made := &link{address: listener.Addr().String()}
	t.Cleanup(func() {
		_ = listener.Close()
		made.cut()
	})
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.DialTimeout("tcp", target, 5*time.Second)
			if err != nil {
				_ = near.Close()
				continue
			}
			made.keep(near, far)
			go forward(near, far)
			go forward(far, near)
		}
	}()
	return made
}

func (l *link) keep(connections ...net.Conn) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.open = append(l.open, connections...)
}

func (l *link) cut() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, connection := range l.open {
		_ = connection.Close()
	}
	l.open = nil
}

func forward(from, to net.Conn) {
	_, _ = io.Copy(to, from)
	_ = from.Close()
	_ = to.Close()
}
