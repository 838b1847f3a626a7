package io.roadrunner.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The published description of the messages is the one that the codecs work by.
class ProtoFileTest {
    private static final List<MethodType> METHODS =
            List.of(
                    StatusMethods.STATUS,
                    StatusMethods.READY,
                    StatusMethods.JOBS,
                    ListenerMethods.LIST,
                    ListenerMethods.DRAIN,
                    ServerMethods.RELOAD,
                    ServerMethods.STOP,
                    ServerMethods.VERSION);

    /// On a difference, the text that is expected here belongs into the file.
    @Test
    void theFileSaysWhatTheCodecsDo() throws IOException {
        try (InputStream file = RpcMethod.class.getResourceAsStream("roadrunner.proto")) {
            assertTrue(file != null);
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected(), text);
        }
    }

    @Test
    void theDocumentHasTheFile() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "rpc.md"));
        assertTrue(document.contains("```proto\n" + expected() + "```\n"));
    }

    private static String expected() {
        Map<String, MessageType> types = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("syntax = \"proto3\";\n\npackage roadrunner;\n\n");
        for (MethodType method : METHODS) {
            text.append(
                    "// %s: %s -> %s\n"
                            .formatted(
                                    method.name(), name(method.argument()), name(method.result())));
            gather(method.argument(), types);
            gather(method.result(), types);
        }
        types.values().forEach(type -> append(text, type));
        return text.toString();
    }

    private static String name(MessageType type) {
        return type.bare() ? "google.protobuf." + type.name() : type.name();
    }

    private static void gather(MessageType type, Map<String, MessageType> types) {
        for (Field field : type.fields()) {
            if (field.type() instanceof FieldType.Nested nested) {
                gather(nested.type(), types);
            }
        }
        if (!type.bare()) {
            MessageType other = types.putIfAbsent(type.name(), type);
            assertTrue(other == null || other.equals(type), type.name() + " means two things");
        }
    }

    private static void append(StringBuilder text, MessageType type) {
        text.append("\nmessage ").append(type.name()).append(" {\n");
        for (Field field : type.fields()) {
            text.append(
                    "  %s%s %s = %d;\n"
                            .formatted(
                                    field.repeated() ? "repeated " : "",
                                    name(field.type()),
                                    field.name(),
                                    field.number()));
        }
        text.append("}\n");
    }

    private static String name(FieldType type) {
        return switch (type) {
            case FieldType.Nested nested -> nested.type().name();
            case FieldType.Scalar scalar ->
                    switch (scalar) {
                        case STRING -> "string";
                        case INT64 -> "int64";
                        case BOOL -> "bool";
                    };
        };
    }
}
