package io.metastore.tests.robustness.history;

import java.util.List;

/**
 * What a client asks for. One step without conditions is a simple call, everything else is a
 * transaction.
 *
 * @param serializable whether it reads what the member has, however old
 */
public record Request(
        List<Compare> compares, List<Step> then, List<Step> otherwise, boolean serializable) {

    public static Request of(Step... steps) {
        return new Request(List.of(), List.of(steps), List.of(), false);
    }

    /** The same for a reader who does not mind old data. */
    public Request asSerializable() {
        return new Request(compares, then, otherwise, true);
    }

    /** Whether it is made by the call for a step instead of a transaction. */
    public boolean needsNoTxn() {
        return compares.isEmpty() && then.size() == 1;
    }
}
