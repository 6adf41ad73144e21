package io.metastore.tests.cluster;

/** Starts threads that do not keep the virtual machine from ending. */
final class Daemon {
    private Daemon() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
