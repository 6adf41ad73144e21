package io.metastore.cli.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Reads and writes, drawn by lot. */
final class MixedLoad implements Workload {
    static final int PERCENT = 100;

    private final Site site;
    private final int readPercent;
    private final RangeLoad reads;
    private final PutLoad writes;

    MixedLoad(Site site, int readPercent, RangeLoad reads, PutLoad writes) {
        this.site = site;
        this.readPercent = readPercent;
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public List<Series> series() {
        return Stream.concat(reads.series().stream(), writes.series().stream()).toList();
    }

    @Override
    public List<Operation> prepare() {
        List<Operation> reading = reads.prepare();
        List<Operation> writing = writes.prepare();
        return site.operations(i -> drawn(site.lots(i), reading.get(i), writing.get(i)));
    }

    private Operation drawn(SplittableRandom lots, Operation read, Operation write) {
        return attempt -> (lots.nextInt(PERCENT) < readPercent ? read : write).start(attempt);
    }
}
