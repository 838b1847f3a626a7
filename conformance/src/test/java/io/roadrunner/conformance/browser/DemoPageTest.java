package io.roadrunner.conformance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.conformance.TestServer;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.routing.Routes;
import io.roadrunner.standalone.demo.DemoRoutes;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionFailed;
import io.roadrunner.telemetry.TelemetryEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of the demo as a person sees it, in a headless Chromium.
class DemoPageTest {
    @TempDir Path profile;

    private static TestServer server() throws IOException {
        return TestServer.start(DemoRoutes.create());
    }

    /// The card of a title, as an expression.
    private static String card(String title) {
        return "[...document.querySelectorAll('.card')]"
                + ".find(card => card.querySelector('h3').textContent === '"
                + title
                + "')";
    }

    /// Presses the button of a card and waits until what its result shows is as it should be.
    private static void press(Browser browser, String title, String expected) {
        browser.evaluate(card(title) + ".querySelector('form').requestSubmit()");
        String shown = ".querySelector('.result').textContent.includes('" + expected + "')";
        browser.awaitTrue(title + " shows " + expected, card(title) + shown);
    }

    @Test
    void thePageDoesWhatItSaysWithoutAComplaint() throws Exception {
        try (TestServer server = server();
                Browser browser = Browser.open(profile, server.url("/"))) {
            pressEverything(browser);
            assertTrue(server.listener().info().activeClients() > 0);
        }
    }

    /// And the browser is not taken for an attacker.
    @Test
    void itDoesTheSameOverHttp2(@TempDir Path keys) throws Exception {
        TlsOptions tls = new Certificates(keys).localhost();
        Routes routes = DemoRoutes.create();
        List<TelemetryEvent> failures = new CopyOnWriteArrayList<>();
        try (TestServer server =
                TestServer.start(o ->
                        o.routes(routes).tls(tls).protocols(Protocol.http2(), Protocol.http1()))) {
            server.roadrunner().telemetry().attach(failures::add, ConnectionFailed.class);
            String url = server.url("/").replace("http:", "https:");
            try (Browser browser = Browser.open(profile, url)) {
                String protocol = "performance.getEntriesByType('navigation')[0].nextHopProtocol";
                assertEquals("h2", browser.evaluate(protocol));
                pressEverything(browser);
                for (int i = 0; i < 10; i++) {
                    browser.call("Page.reload", "{}");
                    browser.awaitTrue("it is loaded", "document.readyState === 'complete'");
                }
            }
            server.awaitIdle();
            assertEquals(List.of(), failures);
        }
    }

    private static void pressEverything(Browser browser) {
        browser.awaitTrue(
                "it has subscribed",
                "document.getElementById('live').textContent.includes('subscri')");
        press(browser, "Hello", "hello, roadrunner!");
        press(browser, "Server-sent events", "complete");
        String lines = card("Server-sent events") + ".querySelectorAll('li').length";
        assertEquals("9", browser.evaluate(lines), "eight ticks and the last word");
        press(browser, "Upload", "same hash in the browser");
        press(browser, "Form", "beep.txt");
        press(browser, "Files", "200");
        press(browser, "Compression", "sent as gzip");
        press(browser, "Readiness", "true");
        press(browser, "Jobs", "running");
        press(browser, "Entity tag", "then 304");
        assertEquals(List.of(), browser.complaints());
        press(browser, "Crash", "500");
        press(browser, "Nothing there", "404");
    }
}
