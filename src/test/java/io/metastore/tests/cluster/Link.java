package io.metastore.tests.cluster;

/** One direction between two members, by their names. */
record Link(String from, String to) {
    Link back() {
        return new Link(to, from);
    }
}
