package io.metastore.alarm;

import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The alarms of the applied state. The apply thread changes them; any thread reads them, without
 * touching the engine, so that every request may ask.
 */
public final class AlarmStore {
    private final Engine engine;
    private final List<Consumer<List<AlarmMember>>> listeners = new CopyOnWriteArrayList<>();
    private volatile List<AlarmMember> raised = List.of();

    /** The alarms among the rows of {@code engine}. */
    public AlarmStore(Engine engine) {
        this.engine = engine;
        reload();
    }

    /** Starts over from what the engine holds, after its state has been replaced. */
    public void reload() {
        changed(engine);
    }

    /** What is raised, ascending by member and kind; immutable. */
    public List<AlarmMember> raised() {
        return raised;
    }

    /** What is raised in a state, ascending by member and kind. */
    public static List<AlarmMember> raised(View view) {
        return AlarmRows.all(view);
    }

    /** Whether any member has raised an alarm of that kind. */
    public boolean isRaised(AlarmType kind) {
        for (AlarmMember alarm : raised) {
            if (alarm.getAlarm() == kind) {
                return true;
            }
        }
        return false;
    }

    public boolean isRaised(AlarmMember alarm) {
        return raised.contains(alarm);
    }

    /** Raises an alarm, which may be raised already; the commands that follow see it. */
    public void raise(WriteBatch batch, AlarmMember alarm) {
        batch.put(Keyspace.META, AlarmRows.key(alarm), AlarmRows.EMPTY);
        changed(batch);
    }

    /**
     * Clears an alarm.
     *
     * @return whether it had been raised
     */
    public boolean clear(WriteBatch batch, AlarmMember alarm) {
        if (!isRaised(alarm)) {
            return false;
        }
        batch.delete(Keyspace.META, AlarmRows.key(alarm));
        changed(batch);
        return true;
    }

    /** Registers who is told what is raised: now, and at each change on the apply thread. */
    public void onChange(Consumer<List<AlarmMember>> listener) {
        listeners.add(listener);
        listener.accept(raised);
    }

    private void changed(View view) {
        List<AlarmMember> now = AlarmRows.all(view);
        raised = now;
        listeners.forEach(listener -> listener.accept(now));
    }
}
