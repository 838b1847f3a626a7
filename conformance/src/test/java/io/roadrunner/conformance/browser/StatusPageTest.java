package io.roadrunner.conformance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.ListenerInfo;
import io.roadrunner.status.Checker;
import io.roadrunner.status.Readiness;
import io.roadrunner.status.Registration;
import io.roadrunner.status.Status;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The status page as a person sees it, in a headless Chromium.
class StatusPageTest {
    private static final String CELLS =
            "[...document.querySelectorAll('#listeners td')]"
                    + ".map(cell => cell.textContent).join('|')";
    private static final String POINTS =
            "(document.querySelector('#requests-chart path:last-of-type')?.getAttribute('d')"
                    + ".split('L').length || 0)";

    @TempDir Path profile;

    private final ObservedProgram program = new ObservedProgram();

    @AfterEach
    void closeProgram() {
        program.close();
    }

    private Browser open() throws Exception {
        Browser page = Browser.open(profile, program.url("/"));
        awaitConnection(page, "live");
        return page;
    }

    private static void awaitConnection(Browser page, String words) {
        page.awaitTrue(
                "the connection is: " + words,
                "document.getElementById('connection')?.textContent === '" + words + "'");
    }

    private static void awaitState(Browser page, String state) {
        page.awaitTrue(
                "the state is " + state,
                "document.getElementById('state').textContent === '"
                        + state
                        + "' && document.title.startsWith('"
                        + state
                        + "')");
    }

    private static void awaitText(Browser page, String id, String text) {
        page.awaitTrue(
                id + " says " + text,
                "document.getElementById('" + id + "')?.textContent.includes('" + text + "')");
    }

    private static int points(Browser page) {
        return Integer.parseInt(page.evaluate(POINTS));
    }

    private static String cells(ListenerInfo info) {
        return "http1|accepting|%d of %,d|%d|%,d|%d|%d|%d|%d|%d"
                .formatted(
                        info.activeClients(),
                        info.maxClients(),
                        info.activeRequests(),
                        info.requestsServed(),
                        info.rejected(),
                        info.throttled(),
                        info.rateLimited(),
                        info.routesGeneration(),
                        info.tlsGeneration());
    }

    @Test
    void itShowsWhatTheListenerCountsAndComplainsOfNothing() throws Exception {
        program.ask("/", 700);
        program.ask("/", 534);
        program.ask("/crash", 3);
        try (Wire _ = program.hold("one");
                Browser page = open()) {
            ListenerInfo info = program.listener().info();
            assertEquals(1, info.activeRequests());
            page.awaitTrue("the first numbers are there", CELLS + ".includes('1,238')");
            assertEquals(cells(info), page.evaluate(CELLS));
            program.ask("/", 17);
            page.awaitTrue("the last numbers are there", CELLS + ".includes('1,255')");
            Await.until(
                    "the page and the listener say the same",
                    () -> page.evaluate(CELLS).equals(cells(program.listener().info())));
            awaitState(page, "ready");
            assertEquals(
                    "true",
                    page.evaluate(
                            "performance.getEntriesByType('resource').length >= 3 &&"
                                    + " performance.getEntriesByType('resource').every(entry =>"
                                    + " entry.name.startsWith(location.origin))"));
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void theCurvesGrowAndAreThereAfterAReload() throws Exception {
        try (Browser page = open()) {
            page.awaitTrue("there are points", POINTS + " >= 3");
            int before = points(page);
            page.call("Page.reload", "{}");
            awaitConnection(page, "live");
            page.awaitTrue("the curve is drawn", POINTS + " > 0");
            assertTrue(points(page) >= before, "the first points came with the page");
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void aCheckThatFailsTurnsTheStateAndItsWordsAreNoMarkup() throws Exception {
        String evil = "<script>document.title='broken'</script><img src=x onerror=alert(1)>";
        AtomicReference<Status> said = new AtomicReference<>(Status.ok());
        try (Registration _ = program.status().register(Checker.of("<b>db</b>", said::get));
                Browser page = open()) {
            awaitState(page, "ready");
            awaitText(page, "health", "<b>db</b>");
            said.set(Status.unavailable(evil));
            awaitState(page, "unhealthy");
            awaitText(page, "health", "<script>document.title=");
            page.call("Page.reload", "{}");
            awaitConnection(page, "live");
            awaitText(page, "health", "<script>document.title=");
            assertEquals(
                    "1,0,0",
                    page.evaluate(
                            "['script', 'main img', '#health b'].map(s =>"
                                    + " document.querySelectorAll(s).length)"));
            said.set(Status.ok());
            awaitState(page, "ready");
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void whatIsNotReadyIsSaid() throws Exception {
        Readiness warming = Readiness.of("cache", () -> Status.unavailable("warming up"));
        try (Browser page = open()) {
            try (Registration _ = program.status().register(warming)) {
                awaitState(page, "not ready");
                awaitText(page, "ready", "warming up");
            }
            awaitState(page, "ready");
            program.status().shutDown();
            awaitState(page, "shutting down");
        }
    }

    @Test
    void aDrainAppearsWithWhatIsLeftAndEndsWithItsStragglers() throws Exception {
        try (Wire _ = program.hold("first");
                Wire _ = program.hold("second");
                Browser page = open()) {
            CompletableFuture<?> drain =
                    CompletableFuture.runAsync(() -> {
                        try {
                            program.listener().drain(Duration.ofSeconds(3));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    });
            awaitState(page, "draining");
            awaitText(page, "drains", "2 connections of 2 and 2 requests left");
            awaitText(page, "drains", "until what is left is cut");
            awaitText(page, "listeners", "s left");
            drain.join();
            awaitText(page, "ended", "2 connections and 2 requests were cut at the deadline.");
            awaitText(page, "ended", "/hold/:name");
            awaitText(page, "ended", "ObservedProgram.hold(");
            assertEquals("2", page.evaluate("document.querySelectorAll('#ended details').length"));
            awaitState(page, "not ready");
            awaitText(page, "listeners", "No listener runs.");
            assertEquals(
                    "false", page.evaluate("document.getElementById('drains').checkVisibility()"));
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void theOtherColoursAreUsedInTheDark() throws Exception {
        try (Browser page = open()) {
            page.emulate("prefers-color-scheme", "light");
            byte[] light = page.screenshot();
            page.emulate("prefers-color-scheme", "dark");
            byte[] dark = page.screenshot();
            assertFalse(Arrays.equals(light, dark));
            assertEquals(
                    "rgb(21, 18, 15)",
                    page.evaluate("getComputedStyle(document.body).backgroundColor"));
        }
    }

    @Test
    void whenTheServerGoesThePageSaysSoAndComesBack() throws Exception {
        int port = program.status().port();
        try (Browser page = open()) {
            program.endStatus();
            awaitState(page, "no connection");
            awaitConnection(page, "trying again");
            program.restartStatus(port);
            awaitConnection(page, "live");
            awaitState(page, "ready");
        }
    }

    @Test
    void aPageThatIsOneTooManyAsksFromTimeToTimeAndIsLetInLater() throws Exception {
        List<Wire> watchers = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                Wire wire = program.connect();
                watchers.add(wire);
                wire.send("GET /feed HTTP/1.1\r\nhost: a\r\n\r\n").readHead().expectStatus(200);
            }
            try (Browser page = Browser.open(profile, program.url("/"))) {
                awaitText(page, "connection", "too many watch");
                program.ask("/", 77);
                page.awaitTrue("the numbers are there", CELLS + ".includes('|77|')");
                watchers.forEach(Wire::close);
                awaitConnection(page, "live");
            }
        } finally {
            watchers.forEach(Wire::close);
        }
    }

    @Test
    void aPersonMovesAlongTheCurveByKeys() throws Exception {
        String plot = "document.querySelector('#requests-chart svg')";
        try (Browser page = open()) {
            page.awaitTrue("there are points", POINTS + " >= 3");
            page.evaluate(plot + ".focus()");
            page.evaluate(plot + ".dispatchEvent(new KeyboardEvent('keydown', {key: 'Home'}))");
            assertEquals("0", page.evaluate(plot + ".getAttribute('aria-valuenow')"));
            assertTrue(
                    page.evaluate(plot + ".getAttribute('aria-valuetext')")
                            .matches("\\d\\d:\\d\\d:\\d\\d: requests [\\d.]+, errors 0"));
            assertEquals("1", page.evaluate(plot + ".querySelectorAll('.cursor').length"));
            page.evaluate(plot + ".dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))");
            assertEquals("0", page.evaluate(plot + ".querySelectorAll('.cursor').length"));
        }
    }

    @Test
    void withoutScriptsTheTablesAreThere() throws Exception {
        program.ask("/", 700);
        try (Browser page = Browser.open(profile, "about:blank")) {
            page.call("Emulation.setScriptExecutionDisabled", "{\"value\":true}");
            page.call("Page.navigate", "{\"url\":\"" + program.url("/") + "\"}");
            page.awaitTrue("the numbers are there", CELLS + ".includes('|700|')");
            awaitText(page, "connection", "curves need JavaScript");
            program.ask("/", 70);
            page.awaitTrue("they are loaded again", CELLS + ".includes('|770|')");
            assertEquals("0", page.evaluate("document.querySelectorAll('#charts svg').length"));
        }
    }

    /// The contrast that WCAG 2 asks for, of every colour of text on what it stands on.
    @Test
    void everyTextStandsOut() throws Exception {
        String contrast =
                "(() => { const light = c => c.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)"
                        + ".map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)"
                        + ".reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);"
                        + "const ground = e => { for (; e; e = e.parentElement) {"
                        + " const c = getComputedStyle(e).backgroundColor;"
                        + " if (!c.endsWith(', 0)')) return c; } };"
                        + "return Math.min(...[...document.querySelectorAll('body *')]"
                        + ".filter(e => e.checkVisibility() && e.textContent.trim()).map(e => {"
                        + " const l = [light(getComputedStyle(e).color), light(ground(e))].sort();"
                        + " return (Math.max(...l) + .05) / (Math.min(...l) + .05); })); })()";
        Checker broken = Checker.of("broken", () -> Status.unavailable("broken"));
        try (Registration _ = program.status().register(broken);
                Browser page = open()) {
            awaitState(page, "unhealthy");
            for (String scheme : List.of("light", "dark")) {
                page.emulate("prefers-color-scheme", scheme);
                String least = page.evaluate(contrast);
                assertTrue(Double.parseDouble(least) >= 4.5, scheme + ": " + least);
            }
        }
    }
}
