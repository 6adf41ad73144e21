package io.metastore.http.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;

/**
 * Messages as JSON the way protobuf defines it, with the field names of the .proto files. Written:
 * fields at their zero value left out, 64-bit numbers as strings, bytes in base64. Read: both forms
 * of a field's name, numbers for strings, both alphabets of base64; unknown fields are skipped.
 */
final class MessageJson {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private MessageJson() {}

    /**
     * @param prototype an empty message of the wanted type
     * @throws InvalidProtocolBufferException when the JSON does not describe such a message
     */
    static Message parse(Message prototype, byte[] json) throws InvalidProtocolBufferException {
        Message.Builder builder = prototype.newBuilderForType();
        PARSER.merge(new String(json, StandardCharsets.UTF_8), builder);
        return builder.build();
    }

    static String print(MessageOrBuilder message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            // Only an Any of an unknown type cannot be printed, and no message here has an Any.
            throw new IllegalStateException(
                    "no JSON form of " + message.getDescriptorForType().getFullName(), e);
        }
    }
}
