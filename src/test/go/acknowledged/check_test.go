package main

import (
	"reflect"
	"testing"
)

func TestJudge(t *testing.T) {
	writes := map[string]write{
		"kept":           {"a", 5},
		"lost":           {"b", 6},
		"changed":        {"c", 7},
		"written later":  {"d", 8},
		"unknown, there": {"e", 0},
		"unknown, not":   {"f", 0},
		"unknown, wrong": {"g", 0},
	}
	found := map[string]write{
		"kept":           {"a", 5},
		"changed":        {"x", 7},
		"written later":  {"d", 9},
		"unknown, there": {"e", 10},
		"unknown, wrong": {"x", 11},
		"nobody's":       {"h", 12},
	}
	got := judge(writes, found)
	wrong := map[string]bool{}
	for _, key := range got.Wrong {
		wrong[key] = true
	}
	if got.Acknowledged != 4 || got.Unknown != 3 || got.UnknownPresent != 1 {
		t.Errorf("counted %+v", got)
	}
	if !reflect.DeepEqual(got.Lost, []string{"lost"}) {
		t.Errorf("lost %v", got.Lost)
	}
	expected := map[string]bool{
		"changed": true, "written later": true, "unknown, wrong": true, "nobody's": true}
	if !reflect.DeepEqual(wrong, expected) {
		t.Errorf("wrong %v", got.Wrong)
	}
}
