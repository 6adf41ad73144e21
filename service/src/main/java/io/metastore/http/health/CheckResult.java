package io.metastore.http.health;

/**
 * The answer of a check.
 *
 * @param reason why it failed, empty when it did not
 */
public record CheckResult(boolean ok, String reason) {
    private static final CheckResult PASSED = new CheckResult(true, "");

    public static CheckResult passed() {
        return PASSED;
    }

    public static CheckResult failed(String reason) {
        return new CheckResult(false, reason);
    }
}
