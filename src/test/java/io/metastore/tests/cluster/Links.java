package io.metastore.tests.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Which links are cut. Safe for use by many threads. */
final class Links {
    private final Set<Link> held = new HashSet<>();
    private final Set<Link> refused = new HashSet<>();

    /** What is sent over it waits from now on. */
    synchronized void hold(Link link) {
        held.add(link);
    }

    /** Connections over it are closed from now on. */
    synchronized void refuse(Link link) {
        refused.add(link);
        notifyAll();
    }

    synchronized void heal() {
        held.clear();
        refused.clear();
        notifyAll();
    }

    synchronized boolean isCut(Link link) {
        return held.contains(link) || refused.contains(link);
    }

    synchronized boolean isRefused(Link link) {
        return refused.contains(link);
    }

    /** Waits while the link holds what is sent over it, or until the waiting has become useless. */
    synchronized void awaitOpen(Link link, BooleanSupplier useless) {
        try {
            while (held.contains(link) && !useless.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets those that wait look again whether their waiting has become useless. */
    synchronized void wakeAll() {
        notifyAll();
    }
}
