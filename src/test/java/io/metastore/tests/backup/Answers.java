package io.metastore.tests.backup;

import static io.metastore.tests.client.Requests.timeToLive;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Dump;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster answers about its past.
 *
 * @param keys all keys at each revision since the compaction
 * @param hashes of some revisions
 */
record Answers(
        SortedMap<Long, List<KeyValue>> keys,
        List<Event> events,
        List<List<Object>> hashes,
        List<LeaseTimeToLiveResponse> leases,
        List<AlarmMember> alarms) {

    static Answers of(Client client, Past past) {
        SortedMap<Long, List<KeyValue>> keys = new TreeMap<>();
        for (long revision = past.compacted(); revision <= past.last(); revision++) {
            keys.put(revision, Dump.keys(client, revision));
        }
        List<List<Object>> hashes = new ArrayList<>();
        for (long revision : List.of(past.compacted() + 1, past.last() - 5, past.last())) {
            hashes.add(Dump.hash(client, revision));
        }
        return new Answers(
                keys,
                Dump.events(client, past.compacted() + 1, past.last()),
                hashes,
                Dump.leases(client).stream().map(id -> lease(client, id)).toList(),
                client.maintenance().alarm(AlarmRequest.getDefaultInstance()).getAlarmsList());
    }

    /**
     * Without what differs from moment to moment and from cluster to cluster. etcd tells a lease's
     * keys in no order.
     */
    private static LeaseTimeToLiveResponse lease(Client client, long id) {
        LeaseTimeToLiveResponse answer = client.lease().leaseTimeToLive(timeToLive(id));
        if (answer.getTTL() <= 0 || answer.getTTL() > answer.getGrantedTTL()) {
            throw new AssertionError("a lease without a sensible time to live: " + answer);
        }
        List<ByteString> keys =
                answer.getKeysList().stream()
                        .sorted(ByteString.unsignedLexicographicalComparator())
                        .toList();
        return answer.toBuilder().clearHeader().clearTTL().clearKeys().addAllKeys(keys).build();
    }
}
