package io.metastore.node;

import io.metastore.alarm.AlarmStore;
import io.metastore.engine.Engine;
import io.metastore.engine.StateStorage;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.MvccStore;

/** What the log has made of this member: one store for each kind of data, all over one engine. */
record Stores(
        StateStorage storage,
        MvccStore keys,
        LeaseStore leases,
        MemberStore members,
        AlarmStore alarms) {
    /** Opens what the engine holds. */
    static Stores of(StateStorage storage) {
        Engine engine = storage.engine();
        return new Stores(
                storage,
                new MvccStore(engine),
                new LeaseStore(engine),
                new MemberStore(engine),
                new AlarmStore(engine));
    }

    Engine engine() {
        return storage.engine();
    }
}
