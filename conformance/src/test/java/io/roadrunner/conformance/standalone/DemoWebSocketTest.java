package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.routing.Routes;
import io.roadrunner.standalone.demo.DemoRoutes;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.websocket.Frames;
import io.roadrunner.testkit.websocket.Handshake;
import io.roadrunner.testkit.websocket.Message;
import io.roadrunner.testkit.websocket.OutgoingFrame;
import io.roadrunner.testkit.websocket.WebSocketWire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/ws` and `/chat` of the demo.
final class DemoWebSocketTest {
    private static final int GOING_AWAY = 1001;
    private static final int TOO_LARGE = 1009;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int LARGEST_ECHO = 16 << 20;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(DemoRoutes.create());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebSocketWire member(String name) {
        return WebSocketWire.connect(server.port(), "/chat?name=" + name);
    }

    /// Takes the next message, which has all these parts.
    private static Message hears(WebSocketWire wire, String... parts) {
        Message message = wire.receiveMessage();
        for (String part : parts) {
            assertTrue(message.text().contains(part), () -> part + " is not in " + message.text());
        }
        return message;
    }

    private static void awaitOpen(WebSocketWire wire) {
        wire.send(Frames.text("beep"));
        String text = wire.receiveMessage().text();
        while (!text.contains("beep")) {
            text = wire.receiveMessage().text();
        }
    }

    private static String kind(String kind) {
        return "\"kind\":\"" + kind + "\"";
    }

    private static String name(String name) {
        return "\"name\":\"" + name + "\"";
    }

    @Test
    void theEchoGivesTextAndBinaryBack() {
        try (WebSocketWire wire = WebSocketWire.connect(server.port(), "/ws")) {
            wire.send(Frames.text("beep"), Frames.binary(new byte[] {0, -1, 7}), Frames.text(""));

            wire.expectText("beep").expectBinary(new byte[] {0, -1, 7}).expectText("");
            wire.closeHandshake();
        }
        server.awaitIdle();
    }

    @Test
    void theEchoCompressesForThoseWhoAsk() {
        Handshake handshake = Handshake.to("/ws").extensions("permessage-deflate");
        try (WebSocketWire wire = WebSocketWire.open(server.port()).start(handshake)) {
            String text = "beep ".repeat(1000);

            wire.send(Frames.text(text));

            Message message = wire.receiveMessage();
            assertEquals(text, message.text());
            assertTrue(message.compressed());
        }
    }

    @Test
    void theEchoTakesSixteenMebibytesAndNoMore() {
        byte[] largest = new byte[LARGEST_ECHO];
        new Random(1).nextBytes(largest);
        try (WebSocketWire wire = WebSocketWire.connect(server.port(), "/ws")) {
            wire.send(Frames.binary(largest)).expectBinary(largest);

            wire.send(Frames.binary(largest).notFinal(), Frames.continuation("x"));

            wire.expectClose(TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/chat"})
    void whatIsNoHandshakeIsRefused(String target) {
        try (WebSocketWire wire = WebSocketWire.open(server.port())) {
            wire.handshake(Handshake.to(target).without("upgrade")).expectStatus(400);
        }
        try (WebSocketWire wire = WebSocketWire.open(server.port())) {
            Handshake foreign = Handshake.to(target).field("origin", "https://elsewhere.example");
            wire.handshake(foreign).expectStatus(403);
        }
    }

    @Test
    void whatIsSaidReachesEverybodyInTheSameOrder() {
        try (WebSocketWire first = member("Wile")) {
            hears(first, kind("welcome"), "\"you\":\"Wile\"", "\"members\":[\"Wile\"]");
            try (WebSocketWire second = member("Road%20Runner")) {
                hears(second, "\"members\":[\"Wile\",\"Road Runner\"]");
                hears(first, kind("joined"), name("Road Runner"));

                for (int i = 0; i < 20; i++) {
                    first.send(Frames.text("first " + i));
                    second.send(Frames.text("second " + i));
                }

                List<String> heard = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    heard.add(hears(first, kind("said")).text());
                }
                for (String line : heard) {
                    assertEquals(line, second.receiveMessage().text());
                }
                second.closeHandshake();
            }
            hears(first, kind("left"), name("Road Runner"));
        }
        server.awaitIdle();
    }

    @Test
    void whoComesLaterHearsTheLastFiftyLines() {
        try (WebSocketWire first = member("a")) {
            hears(first, kind("welcome"));
            for (int i = 0; i < 51; i++) {
                first.send(Frames.text("line " + i + "."));
                hears(first, "line " + i + ".");
            }
            try (WebSocketWire late = member("b")) {
                String welcome = hears(late, kind("welcome"), "line 1.", "line 50.").text();
                assertFalse(welcome.contains("line 0."), welcome);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "%3Cb%3Ex%22%5C%0A%E2%80%AE,bx",
        "%20%20,guest",
        "abcdefghijklmnopqrstuvwxyz,abcdefghijklmnopqrstuvwx",
        "%F0%9F%90%A6,guest",
        "%C3%84nne-Marie,Änne-Marie",
    })
    void aNameHasNothingThatMisleads(String wish, String name) {
        try (WebSocketWire member = member(wish)) {
            hears(member, "\"you\":\"" + name + "\"");
        }
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        try (WebSocketWire first = WebSocketWire.connect(server.port(), "/chat")) {
            hears(first, "\"you\":\"guest\"");
            try (WebSocketWire second = WebSocketWire.connect(server.port(), "/chat")) {
                hears(second, "\"you\":\"guest 2\"");
            }
        }
    }

    @Test
    void blankWordsAreNotHeardAndLongOnesEndTheSession() {
        try (WebSocketWire wire = member("a")) {
            hears(wire, kind("welcome"));
            String longest = "x".repeat(4096);
            wire.send(Frames.text("  "), Frames.text(longest));
            hears(wire, kind("said"), longest);

            wire.send(Frames.text(longest + "x"));

            wire.expectClose(TOO_LARGE);
        }
    }

    @Test
    void theRoomHasABound() {
        List<WebSocketWire> members = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                members.add(member("a"));
                hears(members.getLast(), kind("welcome"));
            }
            try (WebSocketWire tooMany = member("b")) {
                assertEquals("the room is full", tooMany.expectClose(TRY_AGAIN_LATER));
            }
            members.removeLast().close();
            Await.until("one has left", () -> server.listener().info().activeClients() == 199);
            try (WebSocketWire fits = member("b")) {
                hears(fits, kind("welcome"));
            }
        } finally {
            members.forEach(WebSocketWire::close);
        }
        server.awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/chat"})
    void aDrainIsAnnouncedAndThenMeant(String target) {
        try (ChildProcess program = Program.start("demo", "--drain-timeout=1500ms");
                WebSocketWire wire = WebSocketWire.connect(Program.port(program), target)) {
            awaitOpen(wire);

            program.signal("TERM");

            hears(wire, "drain", "202", "Z");
            wire.expectClose(GOING_AWAY);
            wire.send(Frames.close(GOING_AWAY)).expectClosed();
            wire.endOutput();
            program.awaitExit(Program.SOON);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/chat"})
    void aDrainEndsWithTheLastSession(String target) {
        try (ChildProcess program = Program.start("demo");
                WebSocketWire wire = WebSocketWire.connect(Program.port(program), target)) {
            awaitOpen(wire);
            program.signal("TERM");
            hears(wire, "drain");

            wire.closeHandshake();

            wire.endOutput();
            assertEquals(0, program.awaitExit(Program.SOON), program.stdout());
        }
    }

    /// The bound is the mailbox of its session; the others hear every word meanwhile.
    @Test
    void whoDoesNotReadIsShownOut() throws IOException {
        Routes routes = DemoRoutes.create();
        try (TestServer small = TestServer.start(o -> o.routes(routes).mailboxCapacity(32));
                Talkers talkers = new Talkers(small.port());
                Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress("127.0.0.1", small.port()));
            slow.getOutputStream().write(Handshake.to("/chat?name=slow").bytes());
            hears(talkers.wires.getFirst(), kind("joined"), name("slow"));

            int rounds = 0;
            while (!talkers.haveSeenOut("slow")) {
                rounds++;
                assertTrue(rounds < 1000, "nobody was shown out");
            }
            talkers.haveSeenOut("nobody");
        }
    }

    /// Who never pauses takes turns with what the others say to it.
    @Test
    void whoTalksWithoutEndStillHears() throws IOException {
        Routes routes = DemoRoutes.create();
        OutgoingFrame[] words = new OutgoingFrame[50];
        Arrays.setAll(words, i -> Frames.text("word " + i + "."));
        try (TestServer small = TestServer.start(o -> o.routes(routes).mailboxCapacity(8));
                WebSocketWire wire = WebSocketWire.connect(small.port(), "/chat")) {
            hears(wire, kind("welcome"));

            wire.send(words);

            for (int i = 0; i < words.length; i++) {
                hears(wire, kind("said"), "word " + i + ".");
            }
        }
    }

    /// Members that say something in turn and listen.
    private static final class Talkers implements AutoCloseable {
        private static final int COUNT = 10;
        private static final String WORDS = "beep".repeat(1024);

        private final List<WebSocketWire> wires = new ArrayList<>();

        Talkers(int port) {
            for (int i = 0; i < COUNT; i++) {
                WebSocketWire wire = WebSocketWire.connect(port, "/chat?name=talker-" + i);
                hears(wire, kind("welcome"));
                for (WebSocketWire earlier : wires) {
                    hears(earlier, kind("joined"));
                }
                wires.add(wire);
            }
        }

        /// Each says one thing, and hears what each has said.
        ///
        /// @return whether one of them has heard that somebody has left
        boolean haveSeenOut(String name) {
            wires.forEach(wire -> wire.send(Frames.text(WORDS)));
            int seen = 0;
            for (WebSocketWire wire : wires) {
                int said = 0;
                while (said < COUNT) {
                    String text = wire.receiveMessage().text();
                    said += text.contains(kind("said")) ? 1 : 0;
                    seen += text.contains(kind("left")) && text.contains(name(name)) ? 1 : 0;
                }
            }
            return seen > 0;
        }

        @Override
        public void close() {
            wires.forEach(WebSocketWire::close);
        }
    }
}
