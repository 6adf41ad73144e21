package io.metastore.tests.faults;

/** A put of a value that is never written twice. */
record Write(String key, String value) {}
