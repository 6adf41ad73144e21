package io.metastore.cli;

import java.net.BindException;

/** Says in one line why a server did not start. */
final class StartFailure {
    private static final int CAUSES_MAX = 20;

    private StartFailure() {}

    /**
     * The innermost reason, which is the one a user can do something about, unless a failure of our
     * own on the way there says what that is.
     */
    static String explain(Throwable failure) {
        Throwable reason = failure;
        for (int depth = 0;
                reason.getCause() != null && !isOurs(reason) && depth < CAUSES_MAX;
                depth++) {
            reason = reason.getCause();
        }
        String message = reason.getMessage();
        if (reason instanceof BindException) {
            return "an address is not free: " + message;
        }
        boolean telling = message != null && !message.isBlank();
        return telling ? message : reason.getClass().getName();
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getClass().getName().startsWith("io.metastore.");
    }
}
