package io.metastore.grpc;

import io.netty.buffer.ByteBuf;

/** Where messages begin and end in the data of a gRPC stream: each has a prefix with its length. */
final class GrpcFraming {
    /** Whether the message is compressed, and how long it is. */
    static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private GrpcFraming() {}

    /**
     * How much of the data from an index on, where a message begins, is whole messages; all of it
     * when it is not gRPC's.
     */
    static int wholeBytes(ByteBuf data, int from) {
        int end = data.writerIndex();
        int at = from;
        while (end - at >= PREFIX_BYTES) {
            if (data.getByte(at) >> 1 != 0) {
                return end - from;
            }
            long message = messageBytes(data, at);
            if (message > end - at) {
                break;
            }
            at += (int) message;
        }
        return at - from;
    }

    /** Bytes of the message that begins at an index, its prefix included. */
    static long messageBytes(ByteBuf data, int at) {
        return PREFIX_BYTES + data.getUnsignedInt(at + 1);
    }
}
