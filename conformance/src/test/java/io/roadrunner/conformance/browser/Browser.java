package io.roadrunner.conformance.browser;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One page in a headless Chromium, driven through its DevTools protocol. Owned by the test that
/// opened it, which closes it and with it the browser; further pages of the same one are closed
/// before.
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final Pattern PAGE =
            Pattern.compile("\"webSocketDebuggerUrl\": \"(ws://[^\"]+/page/[^\"]+)\"");
    private static final Pattern DATA = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]*)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"([A-Za-z0-9+/=]*)\"");

    private final ChildProcess process;
    private final boolean first;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    private Browser(ChildProcess process, boolean first) throws IOException, InterruptedException {
        this.process = process;
        this.first = first;
        boolean connected = false;
        try {
            Await.until(
                    "chromium listens", PATIENCE, () -> LISTENING.matcher(process.stderr()).find());
            socket = connect();
            connected = true;
        } finally {
            if (!connected && first) {
                process.close();
            }
        }
    }

    /// Starts a browser and goes to an address.
    static Browser open(Path profile, String url) throws IOException, InterruptedException {
        ChildProcess process =
                ChildProcess.start(
                        Programs.need("chromium").toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--ignore-certificate-errors",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank");
        return new Browser(process, true).go(url);
    }

    /// Opens another page in the same browser.
    Browser another(String url) throws IOException, InterruptedException {
        return new Browser(process, false).go(url);
    }

    private Browser go(String url) {
        call("Runtime.enable", "{}");
        call("Log.enable", "{}");
        call("Page.enable", "{}");
        call("Page.navigate", "{\"url\":\"" + url + "\"}");
        awaitTrue("the page is loaded", "document.readyState === 'complete'");
        return this;
    }

    private WebSocket connect() throws IOException, InterruptedException {
        Matcher address = LISTENING.matcher(process.stderr());
        if (!address.find()) {
            throw new AssertionError(process.stderr());
        }
        String pages = ask(address.group(1), first ? "/json/list" : "/json/new?about:blank");
        Matcher page = PAGE.matcher(pages);
        if (!page.find()) {
            throw new AssertionError("no page among " + pages);
        }
        return client.newWebSocketBuilder()
                .buildAsync(URI.create(page.group(1)), new Listener())
                .join();
    }

    private String ask(String address, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + address + path));
        // What changes something wants this method.
        String method = first ? "GET" : "PUT";
        HttpRequest built = request.method(method, BodyPublishers.noBody()).build();
        return client.send(built, BodyHandlers.ofString()).body();
    }

    /// Gathers messages; one may come in several parts.
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    /// Asks the browser for something of its protocol and waits for the answer.
    ///
    /// @param parameters as JSON
    String call(String method, String parameters) {
        int id = ids.incrementAndGet();
        String text = "{\"id\":%d,\"method\":\"%s\",\"params\":%s}";
        socket.sendText(text.formatted(id, method, parameters), true).join();
        String start = "{\"id\":" + id + ",";
        Await.until(
                "an answer to " + method,
                PATIENCE,
                () -> messages.stream().anyMatch(message -> message.startsWith(start)));
        return messages.stream().filter(m -> m.startsWith(start)).findFirst().orElseThrow();
    }

    /// What an expression gives as a text.
    ///
    /// @param script without double quotes
    String evaluate(String script) {
        String encoded = "btoa(unescape(encodeURIComponent(String(" + script + "))))";
        String answer =
                call(
                        "Runtime.evaluate",
                        "{\"expression\":\"" + encoded + "\",\"awaitPromise\":true}");
        Matcher value = VALUE.matcher(answer);
        if (!value.find()) {
            throw new AssertionError(script + " gave " + answer);
        }
        return new String(Base64.getDecoder().decode(value.group(1)), StandardCharsets.UTF_8);
    }

    /// Waits until an expression is true.
    void awaitTrue(String what, String script) {
        Await.until(what, PATIENCE, () -> evaluate(script).equals("true"));
    }

    /// Has the page shown as to somebody with a wish.
    ///
    /// @param feature such as `prefers-color-scheme`
    void emulate(String feature, String value) {
        String media = "{\"features\":[{\"name\":\"%s\",\"value\":\"%s\"}]}";
        call("Emulation.setEmulatedMedia", media.formatted(feature, value));
    }

    /// What the page looks like, as PNG.
    byte[] screenshot() {
        Matcher data = DATA.matcher(call("Page.captureScreenshot", "{}"));
        if (!data.find()) {
            throw new AssertionError("no screenshot");
        }
        return Base64.getDecoder().decode(data.group(1));
    }

    /// What the page has complained of.
    List<String> complaints() {
        return messages.stream()
                .filter(message ->
                        message.contains("\"Runtime.exceptionThrown\"")
                                || (message.contains("\"Runtime.consoleAPICalled\"")
                                        && message.contains("\"type\":\"error\""))
                                || (message.contains("\"Log.entryAdded\"")
                                        && message.contains("\"level\":\"error\"")))
                .toList();
    }

    /// Ends the browser with all its processes, which write into the profile until then; a further
    /// page ends alone.
    @Override
    public void close() {
        if (!first) {
            call("Page.close", "{}");
        }
        socket.abort();
        client.shutdownNow();
        if (first) {
            end();
        }
    }

    private void end() {
        List<ProcessHandle> others =
                ProcessHandle.of(process.pid()).stream()
                        .flatMap(ProcessHandle::descendants)
                        .toList();
        process.signal("TERM");
        process.close();
        others.forEach(ProcessHandle::destroyForcibly);
        Await.until(
                "no process of the browser is left",
                PATIENCE,
                () -> others.stream().noneMatch(ProcessHandle::isAlive));
    }
}
