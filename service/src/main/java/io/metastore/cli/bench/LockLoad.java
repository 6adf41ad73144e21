package io.metastore.cli.bench;

import java.util.ArrayList;
import java.util.List;

/** Takes and releases locks, as the clients of etcd do it with keys, leases and watches. */
final class LockLoad implements Workload {
    private final Site site;
    private final String prefix;
    private final int locks;
    private final Leases leases;
    private final LockSeries series;
    private final List<LockClient> clients = new ArrayList<>();

    /**
     * Prepares a load.
     *
     * @param locks different locks, which the clients are spread over
     */
    LockLoad(Site site, String prefix, int locks, long timeToLiveSeconds) {
        this.site = site;
        this.prefix = prefix;
        this.locks = locks;
        this.leases = new Leases(site, timeToLiveSeconds);
        this.series = new LockSeries(site.series("lock"), site.series("unlock"));
    }

    @Override
    public List<Series> series() {
        return List.of(series.lock(), series.unlock());
    }

    @Override
    public List<Operation> prepare() {
        List<Long> ids = leases.grant();
        leases.keepAlive();
        for (int i = 0; i < ids.size(); i++) {
            String lock = prefix + "lock/" + i % locks + "/";
            var place = new LockPlace(lock, ids.get(i));
            clients.add(new LockClient(site.connection(i), place, series, site.nanoTime()));
        }
        return List.copyOf(clients);
    }

    @Override
    public void finish() {
        clients.forEach(LockClient::close);
        leases.revoke();
    }
}
