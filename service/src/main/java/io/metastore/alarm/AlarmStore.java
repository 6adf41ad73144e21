package io.metastore.alarm;

import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.util.List;

/**
 * The alarms of the applied state. The apply thread changes them; any thread reads them, without
 * touching the engine, so that every request may ask.
 */
public final class AlarmStore {
    private final Engine engine;
    private volatile List<AlarmMember> raised = List.of();

    /** The alarms among the rows of {@code engine}. */
    public AlarmStore(Engine engine) {
        this.engine = engine;
        reload();
    }

    /** Starts over from what the engine holds, after its state has been replaced. */
    public void reload() {
        raised = AlarmRows.all(engine);
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
        raised = AlarmRows.all(batch);
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
        raised = AlarmRows.all(batch);
        return true;
    }
}
