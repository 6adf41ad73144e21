package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.stream.Stream;

/** How far a job is. */
enum JobState {
    RUNNING,
    COMPLETE,
    FAILED;

    static JobState of(Job job) {
        if (job.getStatus() == null) {
            return RUNNING;
        }
        return job.getStatus().getConditions().stream()
                .filter(condition -> condition.getStatus().equals("True"))
                .map(JobCondition::getType)
                .flatMap(
                        type ->
                                switch (type) {
                                    case "Complete" -> Stream.of(COMPLETE);
                                    case "Failed" -> Stream.of(FAILED);
                                    default -> Stream.<JobState>empty();
                                })
                .findFirst()
                .orElse(RUNNING);
    }
}
