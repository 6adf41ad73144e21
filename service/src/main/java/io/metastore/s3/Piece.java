package io.metastore.s3;

import java.nio.ByteBuffer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * What came of an object as the answer to a request for a range.
 *
 * @param expected how many bytes the answer promised
 * @param total how long the whole object is
 * @param tag changes when the object does
 */
record Piece(ByteBuffer bytes, long expected, long total, String tag) {
    static Piece of(ResponseBytes<GetObjectResponse> answer, long from) {
        GetObjectResponse head = answer.response();
        String range = head.contentRange();
        ByteBuffer bytes = answer.asByteBuffer();
        // A store that knows no ranges sends everything, which is right only from the beginning.
        long total =
                range == null
                        ? head.contentLength()
                        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
        if (range == null && from > 0) {
            throw new ObjectStoreException("the store does not send parts of objects");
        }
        return new Piece(bytes, head.contentLength(), total, head.eTag());
    }

    /** Whether nothing is missing at the end. */
    boolean isWhole() {
        return bytes.remaining() == expected;
    }
}
