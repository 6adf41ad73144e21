package main

import "fmt"

// checkSerializable finds serializable reads that were answered what was never so at the revision they name.
// They may be old.
func (j *journal) checkSerializable(operations []operation) []string {
	var wrong []string
	for i := range operations {
		op := &operations[i]
		if !op.Request.Serializable || op.Answer == nil {
			continue
		}
		revision := op.Answer.Revision
		content, ok := j.states[revision]
		if !ok || !op.Request.on(content, revision).matches(op.Answer) {
			wrong = append(wrong, fmt.Sprintf("a serializable read was told what was not so at revision %d:\n  %s\n  content %v",
				revision, describe(op), content))
		}
	}
	return wrong
}
