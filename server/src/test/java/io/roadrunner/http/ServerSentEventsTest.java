package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
    @Test
    void writesNameIdAndData() {
        assertEquals("data: hello\n\n", ServerSentEvents.event("hello"));
        assertEquals("event: tick\ndata: 1\n\n", ServerSentEvents.event("tick", "1"));
        assertEquals("event: tick\nid: 7\ndata: 1\n\n", ServerSentEvents.event("tick", "1", "7"));
        assertEquals("id: 7\ndata: 1\n\n", ServerSentEvents.event(null, "1", "7"));
        assertEquals("id: \ndata: 1\n\n", ServerSentEvents.event(null, "1", ""));
    }

    @Test
    void splitsDataAtEveryKindOfLineBreak() {
        String[][] rows = {
            {"", "data: \n\n"},
            {"a\nb", "data: a\ndata: b\n\n"},
            {"a\rb", "data: a\ndata: b\n\n"},
            {"a\r\nb", "data: a\ndata: b\n\n"},
            {"a\n\rb", "data: a\ndata: \ndata: b\n\n"},
            {"a\r\r\nb", "data: a\ndata: \ndata: b\n\n"},
            {"\n", "data: \ndata: \n\n"},
            {"a\r", "data: a\ndata: \n\n"},
            {"a\r\n", "data: a\ndata: \n\n"},
            {" x:y", "data:  x:y\n\n"},
        };
        for (String[] row : rows) {
            assertEquals(row[1], ServerSentEvents.event(row[0]));
        }
    }

    @Test
    void writesCommentsAndDelays() {
        assertEquals(": still here\n\n", ServerSentEvents.comment("still here"));
        assertEquals("retry: 1500\n\n", ServerSentEvents.retry(Duration.ofMillis(1500)));
        assertEquals("retry: 0\n\n", ServerSentEvents.retry(Duration.ZERO));
    }

    @Test
    void refusesLineBreaksInNamesIdsAndComments() {
        for (String broken : new String[] {"a\nb", "a\rb", "a\r\nb", "\n", "a\r"}) {
            assertThrows(InvalidEventException.class, () -> ServerSentEvents.event(broken, "d"));
            assertThrows(
                    InvalidEventException.class, () -> ServerSentEvents.event("n", "d", broken));
            assertThrows(InvalidEventException.class, () -> ServerSentEvents.comment(broken));
        }
    }

    @Test
    void refusesWhatReceiversWouldIgnore() {
        for (String id : new String[] {"a\0b", "\u0001", "a\u007f", "\u001b[0m"}) {
            assertThrows(InvalidEventException.class, () -> ServerSentEvents.event("n", "d", id));
        }
        assertEquals("id: a\tb\ndata: d\n\n", ServerSentEvents.event(null, "d", "a\tb"));
        assertThrows(
                InvalidEventException.class, () -> ServerSentEvents.retry(Duration.ofMillis(-1)));
    }

    @Test
    void tellsTheLastIdThatTheBrowserSaw() {
        assertNull(ServerSentEvents.lastEventId(TestRequests.of("GET", "/")));
        String[][] rows = {{"", ""}, {"7", "7"}, {"\u00c3\u00a9", "é"}, {"\u00ff", "\ufffd"}};
        for (String[] row : rows) {
            Request request = TestRequests.post(Headers.of("Last-Event-ID", row[0]), new byte[0]);
            assertEquals(row[1], ServerSentEvents.lastEventId(request));
        }
    }

    @Test
    void aReceiverGetsTheDataBackWithLineFeeds() {
        long seed = 1_522;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            String data = RandomText.of(random, 30);
            String lineFeeds = data.replace("\r\n", "\n").replace('\r', '\n');
            assertEquals(
                    lineFeeds,
                    received(ServerSentEvents.event("n", data, "i")),
                    "seed " + seed + " round " + round);
        }
    }

    /// What a browser makes of the data of one event.
    private static String received(String event) {
        StringBuilder data = new StringBuilder();
        for (String line : event.substring(0, event.length() - 1).split("\n", -1)) {
            if (line.startsWith("data: ")) {
                data.append(line, "data: ".length(), line.length()).append('\n');
            }
        }
        return data.substring(0, data.length() - 1);
    }
}
