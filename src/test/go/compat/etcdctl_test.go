package compat

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// etcdctlCommand prepares a call of the etcdctl that the environment variable ETCDCTL names.
func etcdctlCommand(t *testing.T, endpoint string, arguments ...string) *exec.Cmd {
	t.Helper()
	program := os.Getenv("ETCDCTL")
	require.NotEmpty(t, program, "ETCDCTL must name the program")
	return exec.CommandContext(deadline(t), program, append([]string{"--endpoints", endpoint}, arguments...)...)
}

// etcdctl runs a command against the test's member and returns its output line by line.
func etcdctl(t *testing.T, arguments ...string) []string {
	t.Helper()
	return etcdctlWithInput(t, "", arguments...)
}

func etcdctlWithInput(t *testing.T, input string, arguments ...string) []string {
	t.Helper()
	command := etcdctlCommand(t, memberOf(t), arguments...)
	command.Stdin = strings.NewReader(input)
	var problems bytes.Buffer
	command.Stderr = &problems
	output, err := command.Output()
	require.NoError(t, err, "etcdctl %v: %s", arguments, problems.String())
	return strings.Split(strings.TrimSuffix(string(output), "\n"), "\n")
}

// etcdctlFails runs a command that must fail, and returns what it says about it.
func etcdctlFails(t *testing.T, arguments ...string) string {
	t.Helper()
	output, err := etcdctlCommand(t, memberOf(t), arguments...).CombinedOutput()
	require.Error(t, err, "etcdctl %v: %s", arguments, output)
	return string(output)
}

// runningEtcdctl is a command that goes on until the test ends it.
type runningEtcdctl struct {
	t       *testing.T
	command *exec.Cmd
	lines   *bufio.Scanner
}

func startEtcdctl(t *testing.T, arguments ...string) *runningEtcdctl {
	t.Helper()
	command := etcdctlCommand(t, memberOf(t), arguments...)
	output, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	running := &runningEtcdctl{t, command, bufio.NewScanner(output)}
	t.Cleanup(running.end)
	return running
}

// next waits for the next line of output.
func (r *runningEtcdctl) next() string {
	r.t.Helper()
	require.True(r.t, r.lines.Scan(), "etcdctl ended early")
	return r.lines.Text()
}

// interrupt ends the command as a user would, so that it gives its lease back.
func (r *runningEtcdctl) interrupt() {
	r.t.Helper()
	require.NoError(r.t, r.command.Process.Signal(os.Interrupt))
	for r.lines.Scan() {
		// Read to the end, so that the program can write what it has left.
	}
	_ = r.command.Wait()
}

func (r *runningEtcdctl) end() {
	if r.command.ProcessState == nil {
		_ = r.command.Process.Kill()
		_ = r.command.Wait()
	}
}
