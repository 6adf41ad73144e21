package io.metastore.operator.member;

/** A member refused a call or did not answer. What it would have changed is then unknown. */
public final class MemberCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MemberCallException(String call, String address, Throwable cause) {
        super("%s at %s: %s".formatted(call, address, cause.getMessage()), cause);
    }
}
