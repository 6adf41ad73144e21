package main

import (
	"strings"
	"testing"
	"time"
)

const searchMax = 10 * time.Second

// accepted fails the test when something is wrong with the history.
func accepted(t *testing.T, h *history) {
	t.Helper()
	if wrong := check(h, searchMax); len(wrong) > 0 {
		t.Fatalf("should be accepted:\n%s", strings.Join(wrong, "\n"))
	}
}

// rejected fails the test when the history is accepted, or for another reason.
func rejected(t *testing.T, h *history, reason string) {
	t.Helper()
	wrong := strings.Join(check(h, searchMax), "\n")
	if !strings.Contains(wrong, reason) {
		t.Fatalf("should be rejected with %q, not with:\n%s", reason, wrong)
	}
}

// busy is a history with a bit of everything.
func busy() *sample {
	s := newSample()
	s.do(1, of(put("k/a", "v1")))
	s.do(2, of(put("k/b", "v2"), put("k/c", "v3"), all().Then[0]))
	s.do(1, of(get("k/a")))
	s.do(2, swap("k/a", 2, "v4"))
	s.do(1, swap("k/a", 2, "v5"))
	s.do(1, of(del("k/b")))
	s.do(2, of(del("k/nothing")))
	s.do(1, all())
	return s
}

func TestRightHistoryIsAccepted(t *testing.T) {
	accepted(t, busy().finish())
}

func TestStaleReadIsCaught(t *testing.T) {
	s := busy()
	h := s.finish()
	last := &h.Operations[len(h.Operations)-1]
	// The answer of the read before the deletion, given after it.
	before := of(step{Kind: "RANGE", Key: "k/", End: "k0"})
	j, _ := newJournal(h)
	o := before.on(j.states[s.rev-1], s.rev-1)
	last.Answer = &answer{Revision: s.rev - 1, Succeeded: true, Results: o.results}
	rejected(t, h, "stale: revision 4 after 5 was known")
}

func TestStaleValueUnderTheNewestRevisionIsCaught(t *testing.T) {
	s := busy()
	h := s.finish()
	read := &h.Operations[len(h.Operations)-1]
	read.Answer.Results[0].Rows[0].Value = "v1"
	rejected(t, h, "the answer does not fit revision 5")
}

func TestLostAcknowledgedWriteIsCaught(t *testing.T) {
	s := busy()
	s.h.Operations = append(s.h.Operations, operation{
		Client: 2, Request: of(put("k/a", "lost")),
		Answer: &answer{Revision: s.rev + 1, Succeeded: true, Results: []result{{Previous: s.content.scan("k/a", "")}}},
		Span:   span{Called: s.clock(), Returned: s.clock()},
	})
	s.do(1, of(put("k/d", "v9")))
	rejected(t, s.finish(), "the answer does not fit revision 6")
}

func TestAcknowledgementBeyondTheEndIsCaught(t *testing.T) {
	s := busy()
	s.h.Operations = append(s.h.Operations, operation{
		Client: 2, Request: of(put("k/a", "lost")),
		Answer: &answer{Revision: s.rev + 1, Succeeded: true, Results: []result{{}}},
		Span:   span{Called: s.clock(), Returned: s.clock()},
	})
	rejected(t, s.finish(), "revision 6 lies beyond the history")
}

func TestWriteCarriedOutTwiceIsCaught(t *testing.T) {
	s := busy()
	again := s.do(1, of(put("k/a", "v4")))
	s.h.Operations = s.h.Operations[:again]
	rejected(t, s.finish(), `"v4" was put at revision 4 and again at 6`)
}

func TestTwoAnswersWithOneRevisionAreCaught(t *testing.T) {
	s := busy()
	h := s.finish()
	deletion := h.Operations[5]
	deletion.Client = 3
	h.Operations = append(h.Operations, deletion)
	rejected(t, h, "two operations made revision 5")
}

func TestChangeThatNobodyAskedForIsCaught(t *testing.T) {
	s := busy()
	deletion := s.do(1, of(del("k/a")))
	s.h.Operations = s.h.Operations[:deletion]
	rejected(t, s.finish(), "nobody asked for revision 6")
}

func TestUnknownOutcomesMayHaveHappenedOrNot(t *testing.T) {
	s := busy()
	s.lose(s.do(1, of(put("k/a", "v9"))))
	s.lose(s.do(2, of(del("k/a"))))
	s.h.Operations = append(s.h.Operations, operation{
		Client: 3, Request: of(put("k/a", "never")), Error: "unavailable",
		Span: span{Called: s.clock(), Returned: s.clock()},
	})
	s.do(1, all())
	accepted(t, s.finish())
}

func TestOneDeletionOfUnknownOutcomeDoesNotExplainTwo(t *testing.T) {
	s := busy()
	s.lose(s.do(1, of(del("k/a"))))
	s.do(2, of(put("k/a", "v9")))
	second := s.do(1, of(del("k/a")))
	s.h.Operations = s.h.Operations[:second]
	rejected(t, s.finish(), "nobody asked for revision 8")
}

func TestSerializableReadsMayBeOldButNotWrong(t *testing.T) {
	s := busy()
	h := s.finish()
	j, _ := newJournal(h)
	q := all()
	q.Serializable = true
	old := &answer{Revision: 3, Succeeded: true, Results: q.on(j.states[3], 3).results}
	h.Operations = append(h.Operations, operation{
		Client: 4, Request: q, Answer: old, Span: span{Called: s.clock(), Returned: s.clock()},
	})
	accepted(t, h)
	old.Revision = 4
	rejected(t, h, "a serializable read was told what was not so at revision 4")
}

func TestPorcupineItselfFindsAStaleRead(t *testing.T) {
	s := busy()
	h := s.finish()
	j, _ := newJournal(h)
	read := &h.Operations[len(h.Operations)-1]
	read.Answer = &answer{Revision: 4, Succeeded: true, Results: all().on(j.states[4], 4).results}
	calls, _ := j.calls(h.Operations)
	wrong := search(j.model(), calls, searchMax)
	if len(wrong) != 1 || !strings.HasPrefix(wrong[0], "not linearizable") {
		t.Fatalf("should not be linearizable: %v", wrong)
	}
}

func TestSearchThatGivesUpIsAFailure(t *testing.T) {
	h := busy().finish()
	j, _ := newJournal(h)
	calls, _ := j.calls(h.Operations)
	model := j.model()
	step := model.Step
	model.Step = func(now, input, output any) (bool, any) {
		time.Sleep(5 * time.Millisecond)
		return step(now, input, output)
	}
	wrong := search(model, calls, time.Millisecond)
	if len(wrong) != 1 || !strings.HasPrefix(wrong[0], "gave up") {
		t.Fatalf("should give up: %v", wrong)
	}
}

func TestPorcupineItselfMindsTheRevisionOfARead(t *testing.T) {
	s := busy()
	read := s.do(1, of(get("k/a")))
	h := s.finish()
	// The key was the same then, but the revision was not.
	h.Operations[read].Answer.Revision = 4
	j, _ := newJournal(h)
	calls, _ := j.calls(h.Operations)
	if wrong := search(j.model(), calls, searchMax); len(wrong) == 0 {
		t.Fatal("should not be linearizable")
	}
}

func TestConditionSaidToHaveFailedIsCaught(t *testing.T) {
	s := busy()
	q := swap("k/a", 4, "")
	q.Then = []step{get("k/a")}
	index := s.do(1, q)
	h := s.finish()
	h.Operations[index].Answer.Succeeded = false
	rejected(t, h, "the answer does not fit revision 5")
}

func TestRequestDoesNotExplainWhatHappenedBeforeIt(t *testing.T) {
	s := busy()
	deletion := s.do(1, of(del("k/a")))
	s.lose(deletion)
	h := s.finish()
	accepted(t, h)
	h.Operations[deletion].Span.Called = s.clock()
	rejected(t, h, "nobody asked for revision 6")
}
