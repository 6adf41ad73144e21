package io.metastore.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Everything of a set of proto files that a client on the wire can notice, one fact a line. */
final class Surface {
    private final List<String> lines = new ArrayList<>();

    private Surface() {}

    /** The sorted lines, each ended by a line feed. */
    static String of(List<FileDescriptor> files) {
        Surface surface = new Surface();
        files.forEach(surface::add);
        Collections.sort(surface.lines);
        return String.join("\n", surface.lines) + "\n";
    }

    private void add(FileDescriptor file) {
        file.getServices().forEach(this::add);
        file.getMessageTypes().forEach(this::add);
        file.getEnumTypes().forEach(this::add);
    }

    private void add(ServiceDescriptor service) {
        for (MethodDescriptor method : service.getMethods()) {
            lines.add(
                    "rpc %s(%s%s) returns (%s%s)"
                            .formatted(
                                    method.getFullName(),
                                    stream(method.isClientStreaming()),
                                    method.getInputType().getFullName(),
                                    stream(method.isServerStreaming()),
                                    method.getOutputType().getFullName()));
        }
    }

    private static String stream(boolean streaming) {
        return streaming ? "stream " : "";
    }

    private void add(Descriptor message) {
        lines.add("message " + message.getFullName());
        message.getFields().forEach(this::add);
        message.getEnumTypes().forEach(this::add);
        message.getNestedTypes().forEach(this::add);
    }

    private void add(FieldDescriptor field) {
        OneofDescriptor oneof = field.getRealContainingOneof();
        lines.add(
                "field %s = %d %s%s%s"
                        .formatted(
                                field.getFullName(),
                                field.getNumber(),
                                field.isRepeated() ? "repeated " : "",
                                type(field),
                                oneof == null ? "" : " in " + oneof.getName()));
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private void add(EnumDescriptor choice) {
        choice.getValues()
                .forEach(
                        value ->
                                lines.add(
                                        "enum %s.%s = %d"
                                                .formatted(
                                                        choice.getFullName(),
                                                        value.getName(),
                                                        value.getNumber())));
    }
}
