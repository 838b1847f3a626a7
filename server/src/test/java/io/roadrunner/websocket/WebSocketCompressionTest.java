package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WebSocketCompressionTest {
    @Test
    void theDefaultsKeepNothingBetweenMessages() {
        WebSocketCompression standard = WebSocketCompression.standard();
        assertEquals(1, standard.level());
        assertEquals(256, standard.threshold());
        assertFalse(standard.serverContextTakeover());
        assertFalse(standard.clientContextTakeover());
        assertEquals(15, standard.serverMaxWindowBits());
        assertEquals(15, standard.clientMaxWindowBits());
        assertEquals(200, standard.maxInflateRatio());
        assertEquals(standard, WebSocketCompression.builder().build());
    }

    @Test
    void eachValueHasItsRange() {
        checkRange("level", 1, 9, (builder, value) -> builder.level(value));
        checkRange("threshold", 0, 1 << 30, (builder, value) -> builder.threshold(value));
        checkRange(
                "serverMaxWindowBits",
                8,
                15,
                (builder, value) -> builder.serverMaxWindowBits(value));
        checkRange(
                "clientMaxWindowBits",
                8,
                15,
                (builder, value) -> builder.clientMaxWindowBits(value));
        checkRange("maxInflateRatio", 1, 1032, (builder, value) -> builder.maxInflateRatio(value));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        String problems =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> new WebSocketCompression(0, -1, true, true, 7, 16, 0))
                                .getMessage());
        assertEquals(5, problems.split(";", -1).length, problems);
    }

    @Test
    void whatIsBuiltIsWhatWasSaid() {
        WebSocketCompression other = new WebSocketCompression(6, 0, true, true, 8, 9, 1032);
        assertEquals(other, other.toBuilder().build());
        assertEquals(
                other,
                WebSocketCompression.builder()
                        .level(6)
                        .threshold(0)
                        .serverContextTakeover(true)
                        .clientContextTakeover(true)
                        .serverMaxWindowBits(8)
                        .clientMaxWindowBits(9)
                        .maxInflateRatio(1032)
                        .build());
    }

    private static void checkRange(String name, int least, int most, Setter setter) {
        accepts(setter, least);
        accepts(setter, most);
        assertEquals(
                name + " must be " + least + " to " + most + ", not " + (least - 1),
                refusal(setter, least - 1));
        assertEquals(
                name + " must be " + least + " to " + most + ", not " + (most + 1),
                refusal(setter, most + 1));
    }

    private static void accepts(Setter setter, int value) {
        setter.set(WebSocketCompression.builder(), value).build();
    }

    private static String refusal(Setter setter, int value) {
        WebSocketCompression.Builder builder = setter.set(WebSocketCompression.builder(), value);
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }

    private interface Setter {
        WebSocketCompression.Builder set(WebSocketCompression.Builder builder, int value);
    }
}
