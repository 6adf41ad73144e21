package io.metastore.simulation;

import io.metastore.simulation.Message.Install;

/** What follows from the protocol. */
interface RaftListener {
    void send(long to, Message message);

    void committed(long after, long index);

    /** This member leads no longer; what is behind the index may be lost. */
    void steppedDown(long committed);

    void leaderChanged(long leaderId, long term);

    /** A majority has confirmed that this leader still led in this round. */
    void roundConfirmed(long round);

    void install(Install message);
}
