package io.metastore.http.gateway;

/**
 * How much one request may be.
 *
 * @param messageBytesMax the largest request as a protobuf message, as on the gRPC side
 */
public record GatewayLimits(int messageBytesMax) {
    /** What gRPC allows a message on top of the largest request. */
    private static final int MESSAGE_OVERHEAD_BYTES = 512 * 1024;

    /** JSON is longer than the message: a third more for base64, and names and quotes. */
    private static final int JSON_GROWTH = 2;

    public GatewayLimits {
        if (messageBytesMax <= 0 || messageBytesMax > Integer.MAX_VALUE / JSON_GROWTH) {
            throw new IllegalArgumentException("messageBytesMax=" + messageBytesMax);
        }
    }

    /** The limits of a node that takes requests of up to so many bytes. */
    public static GatewayLimits ofRequestBytesMax(int requestBytesMax) {
        return new GatewayLimits(Math.addExact(requestBytesMax, MESSAGE_OVERHEAD_BYTES));
    }

    /** The longest JSON text of one message. */
    public int jsonBytesMax() {
        return messageBytesMax * JSON_GROWTH;
    }
}
