package io.metastore.operator.reconcile;

import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.LastBackup;
import io.metastore.operator.api.MetaStoreCluster;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says what came of a look: events, gauges, and the status that the resource is to have. */
@ApplicationScoped
public class Reporter {
    private final Journal journal;
    private final StatusFactory statuses;
    private final ClusterGauges gauges;

    Reporter(Journal journal, StatusFactory statuses, ClusterGauges gauges) {
        this.journal = journal;
        this.statuses = statuses;
        this.gauges = gauges;
    }

    ClusterStatus report(
            MetaStoreCluster cluster,
            Sighting sighting,
            Outcome outcome,
            Optional<LastBackup> lastBackup) {
        journal.record(cluster, outcome);
        ClusterStatus status = statuses.status(cluster, sighting, outcome, lastBackup);
        gauges.show(cluster, status);
        return status;
    }
}
