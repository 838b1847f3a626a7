package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketCompression;
import io.roadrunner.websocket.WebSocketOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7692 §5 and §7.1: what a client offers, and what is agreed upon.
class Rfc7692NegotiationTest {
    private static final String OFFER = "permessage-deflate";

    private static WebSocketServer server;

    @BeforeAll
    static void start() {
        server =
                WebSocketServer.start(
                        options(
                                WebSocketCompression.builder()
                                        .serverContextTakeover(true)
                                        .clientContextTakeover(true)
                                        .build()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        server.awaitIdle();
    }

    private static WebSocketOptions options(WebSocketCompression compression) {
        return WebSocketOptions.builder().compression(compression).build();
    }

    private static Handshake offering(String... offers) {
        return Handshake.to(WebSocketServer.PATH).extensions(offers);
    }

    private static void assertAgreed(String agreed, WebSocketServer with, Handshake request) {
        try (WebSocketWire wire = with.open()) {
            wire.handshake(request)
                    .expectStatus(101)
                    .expectHeader("sec-websocket-extensions", agreed);
            String text = "compressed ".repeat(50);
            wire.send(wire.compression().deflate(text(text))).expectText(text);
            wire.closeHandshake();
        }
        with.expectEnd(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate",
                "permessage-deflate; client_max_window_bits | permessage-deflate",
                "permessage-deflate; client_max_window_bits=15 | permessage-deflate",
                """
                permessage-deflate; server_no_context_takeover |\
                 permessage-deflate; server_no_context_takeover\
                """,
                """
                permessage-deflate; client_no_context_takeover |\
                 permessage-deflate; client_no_context_takeover\
                """,
                """
                permessage-deflate; server_max_window_bits=10 |\
                 permessage-deflate; server_max_window_bits=10\
                """,
                """
                permessage-deflate; server_max_window_bits="8" |\
                 permessage-deflate; server_max_window_bits=8\
                """,
                """
                permessage-deflate; client_max_window_bits=9 |\
                 permessage-deflate; client_max_window_bits=9\
                """,
            })
    @Rfc({"7692 §5.1", "7692 §7.1"})
    void anOfferIsAnsweredWithWhatBothSidesDo(String offer, String agreed) {
        assertAgreed(agreed, server, offering(offer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; server_max_window_bits=1O",
                "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; unknown",
                "permessage-deflate-2",
                "x-webkit-deflate-frame",
            })
    @Rfc({"7692 §5.1", "7692 §7", "7692 §7.1.2"})
    void anOfferThatIsWrongIsDeclined(String offer) {
        try (WebSocketWire wire = server.open()) {
            wire.handshake(offering(offer))
                    .expectStatus(101)
                    .expectNoHeader("sec-websocket-extensions");
            assertFalse(wire.isCompressing());
            wire.send(text("a".repeat(1_000)));
            assertFalse(wire.receiveMessage().compressed());
            wire.closeHandshake();
        }
        server.expectEnd(1000);
    }

    @Test
    @Rfc({"7692 §5", "7692 §5.2"})
    void theFirstOfferThatCanBeAcceptedIs() {
        String wrong = "permessage-deflate; server_max_window_bits=99";
        assertAgreed(OFFER, server, offering("x-other; a=\"b\"", wrong, OFFER));
        assertAgreed(OFFER, server, offering(wrong).extensions(OFFER));
        assertAgreed(
                "permessage-deflate; server_no_context_takeover",
                server,
                offering("permessage-deflate; server_no_context_takeover", OFFER));
    }

    @Test
    @Rfc({"7692 §7.1.1", "7692 §7.1.2"})
    void theServerMayAskForLessThanTheClientOffers() {
        WebSocketCompression less =
                WebSocketCompression.builder()
                        .serverMaxWindowBits(11)
                        .clientMaxWindowBits(12)
                        .build();
        String neither = "; server_no_context_takeover; client_no_context_takeover";
        try (WebSocketServer other = WebSocketServer.start(options(less))) {
            assertAgreed(OFFER + neither + "; server_max_window_bits=11", other, offering(OFFER));
            assertAgreed(
                    OFFER + neither + "; server_max_window_bits=11; client_max_window_bits=12",
                    other,
                    offering(OFFER + "; client_max_window_bits"));
            assertAgreed(
                    OFFER + neither + "; server_max_window_bits=9; client_max_window_bits=10",
                    other,
                    offering(OFFER + "; server_max_window_bits=9; client_max_window_bits=10"));
        }
    }

    @Test
    @Rfc("7692 §5")
    void aServerThatDoesNotCompressAgreesToNothing() {
        WebSocketOptions plain = WebSocketOptions.builder().compression(null).build();
        try (WebSocketServer other = WebSocketServer.start(plain);
                WebSocketWire wire = other.open()) {
            wire.handshake(offering(OFFER)).expectNoHeader("sec-websocket-extensions");
            wire.send(text("x").rsv1()).expectFailure(1002);
        }
    }
}
