package io.roadrunner.conformance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.standalone.Program;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.routing.Routes;
import io.roadrunner.standalone.demo.DemoRoutes;
import io.roadrunner.telemetry.WebSocketEvent.SessionOpened;
import io.roadrunner.testkit.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chat and echo on the page of the demo, in a headless Chromium.
class DemoWebSocketPageTest {
    private static final String CHAT = "Chat";
    private static final String ECHO = "WebSocket echo";

    @TempDir Path profile;

    private static String card(String title) {
        return "[...document.querySelectorAll('.card')]"
                + ".find(card => card.querySelector('h3').textContent === '"
                + title
                + "')";
    }

    private static void awaitShown(Browser page, String title, String expected) {
        String shown = ".textContent.includes('" + expected + "')";
        page.awaitTrue(title + " shows " + expected, card(title) + shown);
    }

    private static void join(Browser page, String name) {
        page.evaluate(card(CHAT) + ".querySelector('input').value = '" + name + "'");
        page.evaluate(card(CHAT) + ".querySelector('form').requestSubmit()");
        awaitShown(page, CHAT, "connected as " + name);
    }

    private static void say(Browser page, String words) {
        page.evaluate(card(CHAT) + ".querySelectorAll('input')[1].value = '" + words + "'");
        page.evaluate(card(CHAT) + ".querySelectorAll('form')[1].requestSubmit()");
    }

    private static void echo(Browser page, int kind, String expected) {
        page.evaluate(card(ECHO) + ".querySelector('select').selectedIndex = " + kind);
        page.evaluate(card(ECHO) + ".querySelector('form').requestSubmit()");
        awaitShown(page, ECHO, "the same, " + expected);
    }

    private static void chatAndEcho(Browser page, String url) throws Exception {
        try (Browser other = page.another(url)) {
            join(page, "Wile");
            join(other, "Beep");
            awaitShown(page, CHAT, "2 here: Wile, Beep");

            say(page, "<b>hello</b> there");
            awaitShown(other, CHAT, "Wile<b>hello</b> there");
            awaitShown(page, CHAT, "Wile<b>hello</b> there");
            say(other, "beep beep");
            awaitShown(page, CHAT, "Beepbeep beep");

            assertEquals(List.of(), other.complaints());
        }
        awaitShown(page, CHAT, "you are alone");
        echo(page, 0, "34 B of text");
        echo(page, 1, "34 B of bytes");
        echo(page, 2, "1.0 MiB of text");
        awaitShown(page, ECHO, "permessage-deflate");
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void twoPagesChatAndMessagesComeBack() throws Exception {
        try (TestServer server = TestServer.start(DemoRoutes.create());
                Browser page = Browser.open(profile, server.url("/"))) {
            chatAndEcho(page, server.url("/"));
        }
    }

    /// A browser opens a session on a stream when the server says that it takes one (RFC 8441).
    @Test
    void theyDoSoOnStreamsOfHttp2(@TempDir Path keys) throws Exception {
        TlsOptions tls = new Certificates(keys).localhost();
        Routes routes = DemoRoutes.create();
        List<SessionOpened> sessions = new CopyOnWriteArrayList<>();
        try (TestServer server =
                TestServer.start(o ->
                        o.routes(routes).tls(tls).protocols(Protocol.http2(), Protocol.http1()))) {
            server.roadrunner()
                    .telemetry()
                    .attach(e -> sessions.add((SessionOpened) e), SessionOpened.class);
            String url = server.url("/").replace("http:", "https:");
            try (Browser page = Browser.open(profile, url)) {
                chatAndEcho(page, url);
            }
            assertEquals(3, sessions.size());
            assertTrue(sessions.stream().allMatch(SessionOpened::compressed));
            assertEquals(
                    Set.of(HttpVersion.HTTP_2),
                    sessions.stream().map(s -> s.request().version()).collect(Collectors.toSet()));
            server.awaitIdle();
        }
    }

    /// The page says what the server has said, leaves by itself and comes back when it can.
    @Test
    void aDrainIsShownAndThePageComesBack() throws Exception {
        try (ChildProcess program = Program.start("demo")) {
            int port = Program.port(program);
            try (Browser page = Browser.open(profile, "http://127.0.0.1:" + port + "/")) {
                join(page, "Wile");
                echo(page, 0, "34 B of text");

                program.signal("TERM");

                page.awaitTrue(
                        "the notice is there",
                        "document.getElementById('notice').checkVisibility()"
                                + " && document.getElementById('notice').textContent"
                                + ".includes('The server is draining.')");
                awaitShown(page, CHAT, "deadline ");
                awaitShown(page, ECHO, "deadline ");
                assertEquals(0, program.awaitExit(Program.SOON), program.stdout());
                awaitShown(page, CHAT, "again in ");
                try (ChildProcess next = Program.startAsIs("demo", "--port=" + port)) {
                    awaitShown(page, CHAT, "connected as Wile");
                    assertTrue(next.isAlive());
                }
                awaitShown(page, CHAT, "again in ");
            }
        }
    }
}
