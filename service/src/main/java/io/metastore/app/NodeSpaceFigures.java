package io.metastore.app;

import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.app.metrics.SpaceFigures;
import io.metastore.node.DirectoryFigures;
import io.metastore.node.Node;
import java.util.List;
import java.util.function.Consumer;

/** The node's figures about space as metrics ask for them. */
final class NodeSpaceFigures implements SpaceFigures {
    private final Node node;

    NodeSpaceFigures(Node node) {
        this.node = node;
    }

    @Override
    public long quotaBytes() {
        return node.space().quotaBytes();
    }

    @Override
    public List<Alarm> alarms() {
        return alarms(node.space().alarms().raised());
    }

    @Override
    public void onAlarms(Consumer<List<Alarm>> listener) {
        node.space().alarms().onChange(raised -> listener.accept(alarms(raised)));
    }

    private static List<Alarm> alarms(List<AlarmMember> raised) {
        return raised.stream()
                .map(alarm -> new Alarm(alarm.getMemberID(), alarm.getAlarm().name()))
                .toList();
    }

    @Override
    public boolean isDefragmenting() {
        return node.upkeep().defragmentation().isRunning();
    }

    @Override
    public boolean isCompacting() {
        return node.upkeep().isCompacting();
    }

    @Override
    public long compactedVersions() {
        return node.upkeep().compactedVersions();
    }

    @Override
    public long diskFreeBytes() {
        return node.space().disk().freeBytes();
    }

    @Override
    public long diskReserveBytes() {
        return node.space().disk().reserveBytes();
    }

    @Override
    public long diskLevel() {
        return node.space().disk().level().ordinal();
    }

    @Override
    public long logBytes() {
        return directories().log().bytes();
    }

    @Override
    public long logFiles() {
        return directories().log().files();
    }

    @Override
    public long snapshotBytes() {
        return directories().snapshots().bytes();
    }

    @Override
    public long snapshotAgeSeconds() {
        return directories().snapshotAgeSeconds();
    }

    @Override
    public long stateBytes() {
        return directories().state().bytes();
    }

    @Override
    public long stateFiles() {
        return directories().state().files();
    }

    private DirectoryFigures directories() {
        return node.upkeep().directories();
    }
}
