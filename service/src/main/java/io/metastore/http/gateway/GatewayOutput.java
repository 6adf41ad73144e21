package io.metastore.http.gateway;

import com.google.protobuf.Message;
import io.grpc.Status;

/** Where the answers of one call go. Used on the request's event loop, except where noted. */
interface GatewayOutput {
    void message(Message message);

    /** The call is over; called once. */
    void end(Status status);

    /** Whether the client keeps up with what is written. Any thread. */
    boolean isReady();
}
