package io.metastore.apply;

import com.google.protobuf.Message;
import io.metastore.api.EtcdError;

/** What became of one command. */
public sealed interface Outcome {
    /** The command was carried out; the response is ready to be sent. */
    record Answered(Message response) implements Outcome {}

    /** The command was refused and changed nothing. */
    record Refused(EtcdError error) implements Outcome {}
}
