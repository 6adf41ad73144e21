package io.metastore.http.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Status;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the pieces of a body and gives them to a receiver. After a failure nothing more
 * is given. Event loop.
 */
final class GatewayInput {
    /** Who takes the messages. Called on the event loop. */
    interface Receiver {
        void received(Message message);

        /** No more messages will come. */
        void inputEnded();

        /** The body is not what it should be; nothing more will come. */
        void inputFailed(Status status);
    }

    /**
     * What is still read of a body after its failure, so that a client that first sends and then
     * reads gets to see the answer.
     */
    private static final int DISCARDED_BYTES_MAX = 16 << 20;

    private static final Status CUT_OFF = Status.INVALID_ARGUMENT.withDescription("unexpected EOF");

    private static final Status BODY_TOO_LARGE =
            Status.RESOURCE_EXHAUSTED.withDescription("http: request body too large");

    private final Message prototype;
    private final GatewayLimits limits;
    private final JsonMessages json;
    private final Receiver receiver;
    private boolean failed;
    private long discardedBytes;

    GatewayInput(Message prototype, GatewayLimits limits, Receiver receiver) {
        this.prototype = prototype;
        this.limits = limits;
        this.json = new JsonMessages(limits.jsonBytesMax());
        this.receiver = receiver;
    }

    void piece(byte[] bytes) {
        if (failed) {
            discardedBytes += bytes.length;
            return;
        }
        try {
            receive(json.feed(bytes));
        } catch (IOException e) {
            fail(Status.INVALID_ARGUMENT.withDescription(reason(e)));
        } catch (JsonMessages.TooLargeException e) {
            fail(BODY_TOO_LARGE);
        }
    }

    /** Whether the client sends without end although the body has failed. */
    boolean discardedTooMuch() {
        return discardedBytes > DISCARDED_BYTES_MAX;
    }

    void end() {
        if (failed) {
            return;
        }
        try {
            receive(json.finish());
        } catch (IOException e) {
            fail(CUT_OFF);
        } catch (JsonMessages.TooLargeException e) {
            fail(BODY_TOO_LARGE);
        }
        if (!failed) {
            receiver.inputEnded();
        }
    }

    private void receive(List<byte[]> values) {
        for (byte[] value : values) {
            receive(value);
            if (failed) {
                return;
            }
        }
    }

    private void receive(byte[] value) {
        Message message;
        try {
            message = MessageJson.parse(prototype, value);
        } catch (InvalidProtocolBufferException e) {
            fail(Status.INVALID_ARGUMENT.withDescription("proto: " + e.getMessage()));
            return;
        }
        int bytes = message.getSerializedSize();
        if (bytes > limits.messageBytesMax()) {
            fail(
                    Status.RESOURCE_EXHAUSTED.withDescription(
                            "grpc: received message larger than max (%d vs. %d)"
                                    .formatted(bytes, limits.messageBytesMax())));
        } else {
            receiver.received(message);
        }
    }

    private static @Nullable String reason(IOException e) {
        // Without the position, which names the parser's source.
        return e instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : e.getMessage();
    }

    private void fail(Status status) {
        failed = true;
        receiver.inputFailed(status);
    }
}
