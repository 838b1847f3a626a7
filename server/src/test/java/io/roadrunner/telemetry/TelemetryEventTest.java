package io.roadrunner.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.Rejection;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionAccepted;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionClosed;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionFailed;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionLimit;
import io.roadrunner.telemetry.ConnectionEvent.ConnectionRejected;
import io.roadrunner.telemetry.ConnectionEvent.PeerTimedOut;
import io.roadrunner.telemetry.ConnectionEvent.Phase;
import io.roadrunner.telemetry.ConnectionEvent.SlowPeer;
import io.roadrunner.telemetry.ConnectionEvent.StreamFailed;
import io.roadrunner.telemetry.ConnectionEvent.TlsHandshakeFailed;
import io.roadrunner.telemetry.DrainEvent.DrainAcknowledged;
import io.roadrunner.telemetry.DrainEvent.DrainFinished;
import io.roadrunner.telemetry.DrainEvent.DrainOutcome;
import io.roadrunner.telemetry.DrainEvent.DrainProgress;
import io.roadrunner.telemetry.DrainEvent.DrainStarted;
import io.roadrunner.telemetry.ListenerEvent.AcceptFailed;
import io.roadrunner.telemetry.ListenerEvent.Counter;
import io.roadrunner.telemetry.ListenerEvent.ListenerFailed;
import io.roadrunner.telemetry.ListenerEvent.ListenerRestarted;
import io.roadrunner.telemetry.ListenerEvent.ListenerStarted;
import io.roadrunner.telemetry.ListenerEvent.ListenerStopped;
import io.roadrunner.telemetry.ListenerEvent.RoutesReloaded;
import io.roadrunner.telemetry.ListenerEvent.SlotsReconciled;
import io.roadrunner.telemetry.ListenerEvent.TlsReloadFailed;
import io.roadrunner.telemetry.ListenerEvent.TlsReloaded;
import io.roadrunner.telemetry.RequestEvent.RequestFailed;
import io.roadrunner.telemetry.RequestEvent.RequestLimit;
import io.roadrunner.telemetry.RequestEvent.RequestRejected;
import io.roadrunner.telemetry.RequestEvent.RequestStarted;
import io.roadrunner.telemetry.RequestEvent.RequestStopped;
import io.roadrunner.telemetry.RequestEvent.RequestThrottled;
import io.roadrunner.telemetry.RequestEvent.ResponsePart;
import io.roadrunner.telemetry.RequestEvent.ResponseSendFailed;
import io.roadrunner.telemetry.WebSocketEvent.FrameReceived;
import io.roadrunner.telemetry.WebSocketEvent.FrameRejected;
import io.roadrunner.telemetry.WebSocketEvent.FrameSent;
import io.roadrunner.telemetry.WebSocketEvent.SessionClosed;
import io.roadrunner.telemetry.WebSocketEvent.SessionMeasurements;
import io.roadrunner.telemetry.WebSocketEvent.SessionOpened;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TelemetryEventTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "telemetry.md");
    private static final Instant NOW = Instant.EPOCH;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final InetSocketAddress PEER =
            InetSocketAddress.createUnresolved("peer.example", 4711);
    private static final Throwable CAUSE = new IOException("gone");
    private static final RequestMetadata REQUEST =
            new RequestMetadata(
                    "0123456789abcdef", "web", PEER, "GET", "/?a", "http", HttpVersion.HTTP_1_1);
    private static final RequestMeasurements MEASURED =
            new RequestMeasurements(SECOND, SECOND, 1, 2);

    @Test
    void everyRecordOfTheHierarchyIsHere() {
        assertEquals(
                records(TelemetryEvent.class),
                samples().stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void namesAreDottedAndUnique() {
        Set<String> names = new HashSet<>();
        for (TelemetryEvent event : samples()) {
            assertTrue(event.name().matches("[a-z]+\\.[a-z_]+"), event.name());
            assertTrue(names.add(event.name()), event.name());
        }
    }

    @Test
    void everyEventKnowsItsListenerAndTime() {
        for (TelemetryEvent event : samples()) {
            assertEquals("web", event.listenerName(), event.name());
            assertEquals(NOW, event.time(), event.name());
        }
    }

    @Test
    void theDocumentHasOneRowForEachEventWithItsNameAndFields() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        for (TelemetryEvent event : samples()) {
            String start =
                    "| `" + event.getClass().getSimpleName() + "` | `" + event.name() + "` | ";
            List<String> rows = lines.stream().filter(line -> line.startsWith(start)).toList();
            assertEquals(1, rows.size(), start);
            String row = rows.getFirst();
            String fields = row.substring(row.lastIndexOf(" | ") + 3);
            assertEquals(fieldsOf(event) + " |", fields, start);
        }
    }

    @Test
    void theDocumentHasNoRowOfAnEventThatIsNot() throws IOException {
        List<String> rows =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.matches("\\| `[A-Z].*` \\| `[a-z]+\\..*"))
                        .toList();
        assertEquals(samples().size(), rows.size(), rows::toString);
    }

    @Test
    void listsAreCopied() {
        List<StackTraceElement> stack = new ArrayList<>();
        Straggler straggler = new Straggler("h1", null, null, SECOND, stack);
        List<Straggler> stragglers = new ArrayList<>(List.of(straggler));
        DrainFinished finished =
                new DrainFinished(NOW, "web", DrainOutcome.TIMED_OUT, SECOND, 1, 0, stragglers);
        stack.add(new StackTraceElement("C", "m", "C.java", 1));
        stragglers.clear();
        assertEquals(List.of(), straggler.stack());
        assertEquals(List.of(straggler), finished.stragglers());
        assertThrows(UnsupportedOperationException.class, () -> finished.stragglers().clear());
    }

    private static String fieldsOf(TelemetryEvent event) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (!component.getName().equals("time")
                    && !component.getName().equals("listenerName")) {
                names.add("`" + component.getName() + "`");
            }
        }
        return names.isEmpty() ? "-" : String.join(" ", names);
    }

    private static Set<Class<?>> records(Class<?> type) {
        Set<Class<?>> found = new HashSet<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                found.add(permitted);
            } else {
                found.addAll(records(permitted));
            }
        }
        return found;
    }

    private static List<TelemetryEvent> samples() {
        return List.of(
                new ListenerStarted(NOW, "web", PEER),
                new ListenerStopped(NOW, "web", SECOND),
                new ListenerRestarted(NOW, "web", 1, CAUSE),
                new ListenerFailed(NOW, "web", 6, CAUSE),
                new AcceptFailed(NOW, "web", true, SECOND, CAUSE),
                new RoutesReloaded(NOW, "web", 2),
                new TlsReloaded(NOW, "web", 2),
                new TlsReloadFailed(NOW, "web", CAUSE),
                new SlotsReconciled(NOW, "web", Counter.CONNECTIONS, 1, 5),
                new ConnectionAccepted(NOW, "web", PEER),
                new ConnectionClosed(NOW, "web", PEER, SECOND, 3, "peer_closed"),
                new ConnectionRejected(NOW, "web", null, ConnectionLimit.MAX_CLIENTS),
                new PeerTimedOut(NOW, "web", PEER, Phase.REQUEST_HEAD, SECOND),
                new SlowPeer(NOW, "web", PEER, Phase.REQUEST_BODY, 9, SECOND),
                new TlsHandshakeFailed(NOW, "web", PEER, "no cipher suites in common"),
                new ConnectionFailed(NOW, "web", PEER, "ENHANCE_YOUR_CALM", "too many PING frames"),
                new StreamFailed(NOW, "web", PEER, 7, "CANCEL", "reset by the peer"),
                new RequestStarted(NOW, REQUEST),
                new RequestStopped(NOW, REQUEST, "/", 200, ResponseKind.BUFFERED, MEASURED),
                new RequestFailed(NOW, REQUEST, "/", 500, CAUSE, MEASURED),
                new RequestRejected(NOW, "web", PEER, null, Rejection.BAD_HOST),
                new RequestThrottled(NOW, REQUEST, RequestLimit.MAX_CONCURRENT_REQUESTS),
                new ResponseSendFailed(
                        NOW, REQUEST, ResponseKind.STREAMING, ResponsePart.BODY, CAUSE),
                new DrainStarted(NOW, "web", SECOND, NOW, 2, 1),
                new DrainProgress(NOW, "web", NOW, 2, 1),
                new DrainFinished(NOW, "web", DrainOutcome.DRAINED, SECOND, 0, 0, List.of()),
                new DrainAcknowledged(NOW, "web", "0123456789abcdef", PEER, null),
                new SessionOpened(NOW, REQUEST, "chat", true),
                new FrameReceived(NOW, REQUEST, "text", true, 5),
                new FrameSent(NOW, REQUEST, "text", 5),
                new FrameRejected(NOW, REQUEST, 1002, "a reserved bit is set"),
                new SessionClosed(
                        NOW,
                        REQUEST,
                        1000,
                        "",
                        true,
                        new SessionMeasurements(SECOND, 1, 1, 11, 7)));
    }
}
