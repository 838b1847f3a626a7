package io.roadrunner.conformance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.TestServer;
import io.roadrunner.standalone.demo.DemoRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
            press(browser, "Entity tag", "then 304");
            assertEquals(List.of(), browser.complaints());
            press(browser, "Crash", "500");
            press(browser, "Nothing there", "404");
            assertTrue(server.listener().info().activeClients() > 0);
        }
    }
}
