package io.roadrunner.conformance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody who watches the feed and reads each event as soon as it comes. Owned by one test.
final class Watcher implements AutoCloseable {
    private static final String END = "end";
    private static final long SECONDS = 20;
    private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\":(-?[0-9.]+|true|false|null)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final InputStream stream;

    /// What came.
    ///
    /// @param name of the event
    /// @param data as JSON
    record Event(String name, String data) {
        /// The first value of this name that is no text.
        String value(String member) {
            Matcher matcher = NUMBER.matcher(data);
            while (matcher.find()) {
                if (matcher.group(1).equals(member)) {
                    return matcher.group(2);
                }
            }
            throw new AssertionError("no " + member + " in " + data);
        }

        boolean has(String text) {
            return data.contains(text);
        }

        /// How many samples it brings.
        int samples() {
            return data.split("\"latency_us\"", -1).length - 1;
        }
    }

    Watcher(String url) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                client.send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream", response.headers().firstValue("content-type").orElseThrow());
        stream = response.body();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        String name = "";
        try (Scanner lines = new Scanner(stream, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, line.substring("data: ".length())));
                }
            }
        }
        events.add(new Event(END, ""));
    }

    /// The next event.
    Event next() throws InterruptedException {
        Event event = events.poll(SECONDS, TimeUnit.SECONDS);
        assertTrue(event != null, "no event came");
        return event;
    }

    /// The next event that has a text in it.
    Event nextWith(String text) throws InterruptedException {
        Event event = next();
        while (!event.has(text)) {
            assertTrue(!event.name().equals(END), "the feed ended without " + text);
            event = next();
        }
        return event;
    }

    /// Reads on until the server ends the feed.
    void awaitEnd() throws InterruptedException {
        Event event = next();
        while (!event.name().equals(END)) {
            event = next();
        }
    }

    /// Goes away.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
