package io.metastore.tests.robustness.load;

import io.metastore.tests.robustness.history.Answer;
import io.metastore.tests.robustness.history.Compare;
import io.metastore.tests.robustness.history.Request;
import io.metastore.tests.robustness.history.Row;
import io.metastore.tests.robustness.history.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Chooses what a client does next, some of it because of what it has seen. Used by one thread. */
final class Choices {
    /** All keys lie under it; few, so that clients get in each other's way. */
    static final String PREFIX = "k/";

    static final String PREFIX_END = "k0";
    private static final int KEYS = 6;
    private static final int PERCENT = 100;

    private final Random random;
    private final String client;
    private final Map<String, Row> seen = new HashMap<>();
    private int values;

    Choices(Random random, int client) {
        this.random = random;
        this.client = "c" + client + "-";
    }

    /** Everything there is. */
    static Request all() {
        return Request.of(Step.get(PREFIX).through(PREFIX_END));
    }

    Request next() {
        int choice = random.nextInt(PERCENT);
        String key = key();
        if (choice < 25) {
            return Request.of(put(key));
        } else if (choice < 40) {
            return Request.of(Step.get(key));
        } else if (choice < 50) {
            return all();
        } else if (choice < 60) {
            return Request.of(Step.delete(key));
        } else if (choice < 61) {
            return Request.of(Step.delete(PREFIX).through(PREFIX_END));
        } else if (choice < 78) {
            return swap(key);
        } else if (choice < 86) {
            return deleteIfSeen(key);
        } else if (choice < 94) {
            return several(key, other(key));
        }
        return (random.nextBoolean() ? all() : Request.of(Step.get(key))).asSerializable();
    }

    private String key() {
        return PREFIX + random.nextInt(KEYS);
    }

    private String other(String key) {
        String other = key();
        return other.equals(key) ? other(key) : other;
    }

    private Step put(String key) {
        return Step.put(key, client + values++);
    }

    /** Puts when nobody has changed the key since it was seen. */
    private Request swap(String key) {
        Row known = seen.get(key);
        long mod = known == null ? 0 : known.at().mod();
        return new Request(
                List.of(new Compare(key, mod, "")),
                List.of(put(key)),
                List.of(Step.get(key)),
                false);
    }

    /** Deletes when the key still has the value that was seen. */
    private Request deleteIfSeen(String key) {
        Row known = seen.get(key);
        String value = known == null ? "never" : known.value();
        return new Request(
                List.of(new Compare(key, 0, value)),
                List.of(Step.delete(key)),
                List.of(Step.get(key)),
                false);
    }

    /** Changes two keys at once and reads what it has made of them. */
    private Request several(String one, String other) {
        return random.nextBoolean()
                ? Request.of(put(one), put(other), all().then().get(0))
                : Request.of(Step.get(other), put(one), Step.delete(other));
    }

    void learn(Answer answer) {
        answer.results().forEach(result -> result.rows().forEach(row -> seen.put(row.key(), row)));
    }
}
