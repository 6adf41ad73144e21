package io.metastore.api;

import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a watcher was refused. A refusal is no error of the stream: it is a response that is both
 * created and canceled, with watch id -1 and one of these texts as its reason.
 */
public final class WatchCancelReason {
    /** The range has no key in it. */
    public static final String EMPTY_RANGE = "mvcc: watcher range is empty";

    /** The id asked for is in use on this stream. */
    public static final String DUPLICATE_ID =
            "mvcc: duplicate watch ID provided on the WatchStream";

    /** The start revision was negative. A revision merely compacted away gets an empty reason. */
    public static final String NEGATIVE_REVISION = EtcdError.COMPACTED.message();

    private WatchCancelReason() {}

    /**
     * The reason for a refusal by authorisation: the whole status in the notation of Go's client
     * library, in which clients search for the text of {@code error}.
     */
    public static String refusedBy(EtcdError error) {
        return "rpc error: code = " + codeName(error.code()) + " desc = " + error.message();
    }

    private static String codeName(Code code) {
        // The one name the two libraries spell differently.
        if (code == Code.CANCELLED) {
            return "Canceled";
        }
        return Arrays.stream(code.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
