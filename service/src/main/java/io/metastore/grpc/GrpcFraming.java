package io.metastore.grpc;

import io.netty.buffer.ByteBuf;

/** Where messages begin and end in the data of a gRPC stream: each has a prefix with its length. */
final class GrpcFraming {
    /** Whether the message is compressed, and how long it is. */
    static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private GrpcFraming() {}

    /**
     * How much of the readable data from an offset on, where a message begins, is whole messages;
     * all of it when it is not gRPC's.
     */
    static int wholeBytes(ByteBuf data, int offset) {
        int whole = 0;
        while (data.readableBytes() - offset - whole >= PREFIX_BYTES) {
            if (data.getByte(data.readerIndex() + offset + whole) >> 1 != 0) {
                return data.readableBytes() - offset;
            }
            long message = messageBytes(data, offset + whole);
            if (message > data.readableBytes() - offset - whole) {
                break;
            }
            whole += (int) message;
        }
        return whole;
    }

    /** Bytes of the message that begins at an offset of the readable data, its prefix included. */
    static long messageBytes(ByteBuf data, int offset) {
        return PREFIX_BYTES + data.getUnsignedInt(data.readerIndex() + offset + 1);
    }
}
