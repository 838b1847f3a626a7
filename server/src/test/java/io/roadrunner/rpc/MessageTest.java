package io.roadrunner.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Descriptions of messages, and messages that keep to them.
class MessageTest {
    private static final MessageType PART = MessageType.of("Part", Field.text(1, "name"));
    private static final MessageType WHOLE =
            MessageType.of(
                    "Whole",
                    Field.text(1, "title"),
                    Field.number(2, "count"),
                    Field.truth(3, "done"),
                    Field.texts(4, "words"),
                    Field.messages(5, "parts", PART));

    @Test
    void whatIsNotGivenHasItsDefault() {
        Message empty = WHOLE.empty();
        assertEquals("", empty.text("title"));
        assertEquals(0, empty.number("count"));
        assertFalse(empty.truth("done"));
        assertEquals(List.of(), empty.texts("words"));
        assertEquals(List.of(), empty.messages("parts"));
    }

    @Test
    void whatIsGivenIsThere() {
        Message part = PART.message().put("name", "p").build();
        Message whole =
                WHOLE.message()
                        .put("title", "t")
                        .put("count", -1)
                        .put("done", true)
                        .put("words", List.of("a", "b"))
                        .put("parts", List.of(part))
                        .build();
        assertEquals("t", whole.text("title"));
        assertEquals(-1, whole.number("count"));
        assertTrue(whole.truth("done"));
        assertEquals(List.of("a", "b"), whole.texts("words"));
        assertEquals(List.of(part), whole.messages("parts"));
    }

    @Test
    void aDefaultThatIsGivenMakesNoDifference() {
        Message.Builder message = WHOLE.message().put("title", "x").put("count", 1);
        message.put("title", "").put("count", 0).put("done", false).put("words", List.of());
        assertEquals(WHOLE.empty(), message.build());
    }

    @Test
    void aMessageDoesNotChangeWithItsBuilder() {
        Message.Builder builder = WHOLE.message().put("words", List.of("a"));
        Message message = builder.build();
        builder.put("words", List.of("b"));
        assertEquals(List.of("a"), message.texts("words"));
    }

    @Test
    void anUnknownOrMistakenFieldIsRefused() {
        Message.Builder builder = WHOLE.message();
        refused(() -> builder.put("tilte", "x"));
        refused(() -> builder.put("title", 1));
        refused(() -> builder.put("count", "1"));
        refused(() -> builder.put("words", "a"));
        refused(() -> builder.put("words", List.of(1L)));
        refused(() -> builder.put("title", List.of("a")));
        refused(() -> builder.put("parts", List.of(WHOLE.empty())));
        refused(() -> WHOLE.empty().text("tilte"));
        refused(() -> WHOLE.message().put("count", 1).build().text("count"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1 << 29, 19_000, 19_999})
    void aNumberOfAFieldIsOneOfProtobuf(int number) {
        refused(() -> Field.text(number, "name"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, (1 << 29) - 1, 18_999, 20_000})
    void theFirstAndTheLastNumberAreAllowed(int number) {
        assertEquals(number, Field.text(number, "name").number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name", "1st", "a-b", "a b", "\u00e4"})
    void aNameOfAFieldIsOneOfBothCodecs(String name) {
        refused(() -> Field.text(1, name));
    }

    @Test
    void fieldsCanBeToldApart() {
        refused(() -> MessageType.of("M", Field.text(1, "a"), Field.text(1, "b")));
        refused(() -> MessageType.of("M", Field.text(1, "a"), Field.text(2, "a")));
        refused(() -> MessageType.of("M", Field.text(2, "a"), Field.text(1, "b")));
        refused(() -> MessageType.bare("M", Field.texts(1, "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Status", ".Status", "status.", "a.b.c", "a b.c", "status.St\u00e4t"})
    void aNameOfAMethodIsTwoWords(String name) {
        refused(() -> new MethodType(name, MessageType.EMPTY, MessageType.EMPTY));
    }

    private static void refused(org.junit.jupiter.api.function.Executable code) {
        assertThrows(IllegalArgumentException.class, code);
    }
}
