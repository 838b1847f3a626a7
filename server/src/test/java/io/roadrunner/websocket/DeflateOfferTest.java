package io.roadrunner.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateOfferTest {
    private static final WebSocketCompression STANDARD = WebSocketCompression.standard();
    private static final WebSocketCompression TAKEOVER =
            WebSocketCompression.builder()
                    .serverContextTakeover(true)
                    .clientContextTakeover(true)
                    .build();
    private static final String NEITHER =
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @DisplayName("RFC 7692 §7.1: what is answered when both windows may stay")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "; server_no_context_takeover | ; server_no_context_takeover",
                "; client_no_context_takeover | ; client_no_context_takeover",
                "; client_no_context_takeover; server_no_context_takeover"
                        + " | ; server_no_context_takeover; client_no_context_takeover",
                "; server_max_window_bits=8 | ; server_max_window_bits=8",
                "; server_max_window_bits=9 | ; server_max_window_bits=9",
                "; server_max_window_bits=10 | ; server_max_window_bits=10",
                "; server_max_window_bits=11 | ; server_max_window_bits=11",
                "; server_max_window_bits=12 | ; server_max_window_bits=12",
                "; server_max_window_bits=13 | ; server_max_window_bits=13",
                "; server_max_window_bits=14 | ; server_max_window_bits=14",
                "; server_max_window_bits=15 | ; server_max_window_bits=15",
                "; server_max_window_bits=\"10\" | ; server_max_window_bits=10",
                "; server_max_window_bits=\"1\\0\" | ; server_max_window_bits=10",
                "; client_max_window_bits | ''",
                "; client_max_window_bits=15 | ''",
                "; client_max_window_bits=14 | ; client_max_window_bits=14",
                "; client_max_window_bits=8 | ; client_max_window_bits=8",
                "; client_max_window_bits; server_max_window_bits=10;"
                        + " client_no_context_takeover; server_no_context_takeover"
                        + " | ; server_no_context_takeover; client_no_context_takeover;"
                        + " server_max_window_bits=10",
            })
    void answersAnOffer(String parameters, String expected) {
        assertEquals(
                "permessage-deflate" + expected,
                response(TAKEOVER, "permessage-deflate" + parameters));
    }

    @ParameterizedTest
    @DisplayName("RFC 7692 §7.1: what a server with wishes of its own answers")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ; server_max_window_bits=11",
                "; server_max_window_bits=10 | ; server_max_window_bits=10",
                "; server_max_window_bits=11 | ; server_max_window_bits=11",
                "; server_max_window_bits=12 | ; server_max_window_bits=11",
                "; server_max_window_bits=15 | ; server_max_window_bits=11",
                "; client_max_window_bits"
                        + " | ; server_max_window_bits=11; client_max_window_bits=12",
                "; client_max_window_bits=15"
                        + " | ; server_max_window_bits=11; client_max_window_bits=12",
                "; client_max_window_bits=12"
                        + " | ; server_max_window_bits=11; client_max_window_bits=12",
                "; client_max_window_bits=9"
                        + " | ; server_max_window_bits=11; client_max_window_bits=9",
            })
    void takesTheSmallerWindow(String parameters, String expected) {
        WebSocketCompression small =
                TAKEOVER.toBuilder().serverMaxWindowBits(11).clientMaxWindowBits(12).build();
        assertEquals(
                "permessage-deflate" + expected,
                response(small, "permessage-deflate" + parameters));
    }

    @Test
    @DisplayName("RFC 7692 §7.1.1: a server may keep and allow no context unasked")
    void keepsNoContextByDefault() {
        assertEquals(NEITHER, response(STANDARD, "permessage-deflate"));
        assertEquals(
                NEITHER,
                response(
                        STANDARD,
                        "permessage-deflate; server_no_context_takeover;"
                                + " client_no_context_takeover; client_max_window_bits"));
        assertEquals(
                "permessage-deflate; client_no_context_takeover",
                response(
                        STANDARD.toBuilder().serverContextTakeover(true).build(),
                        "permessage-deflate"));
        assertEquals(
                "permessage-deflate; server_no_context_takeover",
                response(
                        STANDARD.toBuilder().clientContextTakeover(true).build(),
                        "permessage-deflate"));
    }

    @ParameterizedTest
    @DisplayName("RFC 7692 §7: \"A server MUST decline an extension negotiation offer\"")
    @ValueSource(
            strings = {
                "unknown",
                "unknown=1",
                "SERVER_NO_CONTEXT_TAKEOVER",
                "server_no_context_takeover=1",
                "server_no_context_takeover=true",
                "client_no_context_takeover=0",
                "server_max_window_bits",
                "server_max_window_bits=7",
                "server_max_window_bits=16",
                "server_max_window_bits=0",
                "server_max_window_bits=08",
                "server_max_window_bits=010",
                "server_max_window_bits=+9",
                "server_max_window_bits=-9",
                "server_max_window_bits=9x",
                "server_max_window_bits=100",
                "server_max_window_bits=99999999999999999999",
                "client_max_window_bits=7",
                "client_max_window_bits=16",
                "client_max_window_bits=09",
                "client_max_window_bits=x",
                "server_no_context_takeover; server_no_context_takeover",
                "client_no_context_takeover; client_no_context_takeover",
                "server_max_window_bits=10; server_max_window_bits=10",
                "server_max_window_bits=10; server_max_window_bits=11",
                "client_max_window_bits; client_max_window_bits",
                "client_max_window_bits; client_max_window_bits=10",
                "client_max_window_bits=10; client_no_context_takeover; client_max_window_bits",
                "client_max_window_bits; x-other",
            })
    void declines(String parameters) {
        String bad = "permessage-deflate; " + parameters;
        assertNull(response(STANDARD, bad));
        assertNull(response(STANDARD, bad + ", " + bad));
        assertEquals(
                NEITHER + "; server_max_window_bits=10",
                response(
                        STANDARD,
                        bad
                                + ", permessage-deflate; server_max_window_bits=10,"
                                + " permessage-deflate"));
    }

    @Test
    @DisplayName("RFC 7692 §5: the first acceptable offer wins, whatever stands around it")
    void offersAreTriedInOrder() {
        String two =
                "permessage-deflate; client_max_window_bits; server_max_window_bits=10,"
                        + " permessage-deflate; client_max_window_bits";
        assertEquals("permessage-deflate; server_max_window_bits=10", response(TAKEOVER, two));
        assertEquals(
                "permessage-deflate",
                response(
                        TAKEOVER,
                        "permessage-bzip2; level=9, x-webkit-deflate-frame",
                        two.split(", ", -1)[1]));
        assertNull(response(TAKEOVER, "x-webkit-deflate-frame; no_context_takeover"));
        assertNull(response(TAKEOVER, "permessage-foo, deflate, Permessage-Deflate"));
        assertNull(response(TAKEOVER, ""));
        assertNull(DeflateOffer.agree(List.of(), TAKEOVER));
    }

    @Test
    void theWindowThatIsNotSaidIsTheLargest() {
        assertEquals(15, agreement(TAKEOVER, "permessage-deflate").serverWindowBits());
        for (int bits = 8; bits <= 15; bits++) {
            String offer = "permessage-deflate; server_max_window_bits=" + bits;
            assertEquals(bits, agreement(TAKEOVER, offer).serverWindowBits());
        }
    }

    private static @Nullable String response(WebSocketCompression options, String... lines) {
        List<ExtensionOffer> offers = ExtensionOffer.parse(List.of(lines));
        assertNotNull(offers);
        DeflateAgreement agreement = DeflateOffer.agree(offers, options);
        return agreement == null ? null : agreement.response();
    }

    private static DeflateAgreement agreement(WebSocketCompression options, String line) {
        List<ExtensionOffer> offers = ExtensionOffer.parse(List.of(line));
        assertNotNull(offers);
        DeflateAgreement agreement = DeflateOffer.agree(offers, options);
        assertNotNull(agreement);
        return agreement;
    }
}
