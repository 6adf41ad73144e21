package io.metastore.cli.bench;

import java.util.ArrayList;
import java.util.List;

/** Renews leases: one lease and one stream for each client. */
final class LeaseKeepAliveLoad implements Workload {
    private final Site site;
    private final Leases leases;
    private final Series renewals;

    LeaseKeepAliveLoad(Site site, long timeToLiveSeconds) {
        this.site = site;
        this.leases = new Leases(site, timeToLiveSeconds);
        this.renewals = site.series("lease-keepalive");
    }

    @Override
    public List<Series> series() {
        return List.of(renewals);
    }

    @Override
    public List<Operation> prepare() {
        List<Long> ids = leases.grant();
        List<Operation> clients = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            clients.add(new KeepAliveClient(site.connection(i), ids.get(i), renewals));
        }
        return clients;
    }

    @Override
    public void finish() {
        leases.revoke();
    }
}
