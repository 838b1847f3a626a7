package io.roadrunner.standalone;

import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.Message;
import io.roadrunner.status.DrainState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Follows the drains of a running server until they have ended, by asking it again and again. On a
/// terminal one line is drawn anew, elsewhere each listener has at most one line per second. Main
/// thread.
final class RemoteDrains {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    /// How long after its deadline a drain may take to end.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Screen screen;
    private final Set<String> names;
    private final boolean silent;
    private final Map<String, Instant> lastLines = new HashMap<>();

    /// @param names the listeners that are followed
    /// @param silent whether nothing is printed before the end
    RemoteDrains(Screen screen, Set<String> names, boolean silent) {
        this.screen = screen;
        this.names = names;
        this.silent = silent;
    }

    /// Waits until every listener has gone and its drain has ended.
    ///
    /// @return the last state of each, as the server tells it
    /// @throws CommandFailure when the server goes before, or never comes to an end
    List<Message> follow(RemoteServer server) throws CommandFailure {
        Instant latest = Instant.now();
        try {
            while (true) {
                Message list = server.call(ListenerMethods.LIST);
                List<Message> drains = ofInterest(list);
                if (haveEnded(list, drains)) {
                    return drains;
                }
                latest = latest(latest, drains);
                if (Instant.now().isAfter(latest.plus(PATIENCE))) {
                    throw CommandFailure.failed("the drain does not come to an end");
                }
                show(drains);
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        } finally {
            screen.status("");
        }
    }

    private List<Message> ofInterest(Message list) {
        return list.messages("drains").stream()
                .filter(drain -> names.contains(drain.text("listener")))
                .toList();
    }

    private boolean haveEnded(Message list, List<Message> drains) {
        return list.messages("listeners").stream()
                        .noneMatch(listener -> names.contains(listener.text("name")))
                && drains.stream().noneMatch(RemoteDrains::isRunning);
    }

    private static boolean isRunning(Message drain) {
        return drain.text("phase").equals(DrainState.Phase.RUNNING.name());
    }

    /// Whether something was cut.
    static boolean wasCut(Message drain) {
        return drain.text("phase").equals(DrainState.Phase.TIMED_OUT.name());
    }

    private static Instant latest(Instant known, List<Message> drains) {
        Instant latest = known;
        for (Message drain : drains) {
            Instant deadline = deadline(drain);
            latest = deadline.isAfter(latest) ? deadline : latest;
        }
        return latest;
    }

    private static Instant deadline(Message drain) {
        try {
            return Instant.parse(drain.text("deadline"));
        } catch (DateTimeParseException _) {
            return Instant.now(); // There is none: it may take as long as it likes.
        }
    }

    private void show(List<Message> drains) {
        if (silent) {
            return;
        }
        List<String> running = new ArrayList<>();
        for (Message drain : drains) {
            if (isRunning(drain)) {
                String line = describe(drain, prefix(drain));
                running.add(line);
                printNowAndThen(drain.text("listener"), line);
            }
        }
        screen.status(String.join("; ", running));
    }

    private void printNowAndThen(String listener, String line) {
        Instant now = Instant.now();
        Instant last = lastLines.getOrDefault(listener, Instant.MIN);
        if (!screen.isTerminal() && !now.isBefore(last.plus(BETWEEN_LINES))) {
            lastLines.put(listener, now);
            screen.print(line);
        }
    }

    private String prefix(Message drain) {
        return names.size() > 1 ? drain.text("listener") + ": " : "";
    }

    /// Prints how the drains ended.
    void report(List<Message> drains) {
        for (Message drain : drains) {
            screen.print(describe(drain, prefix(drain)));
            drain.messages("stragglers").forEach(this::report);
            long more = drain.number("straggler_count") - drain.messages("stragglers").size();
            if (more > 0) {
                screen.print("  and " + more + " more");
            }
        }
    }

    private void report(Message straggler) {
        String line =
                DrainText.straggler(
                        straggler.text("protocol"),
                        straggler.text("peer"),
                        straggler.text("route"),
                        millis(straggler, "age_millis"));
        Stream<String> frames = straggler.text("stack").lines().map(Printing::clean);
        screen.print(Printing.clean(line) + DrainText.frames(frames));
    }

    /// How a drain goes, or went, in one line.
    ///
    /// @param prefix what the line begins with
    static String describe(Message drain, String prefix) {
        long connections = drain.number("connections");
        long requests = drain.number("requests");
        Duration elapsed = millis(drain, "elapsed_millis");
        String text = DrainText.drained(elapsed);
        if (isRunning(drain)) {
            boolean endless = drain.text("deadline").isEmpty();
            Instant deadline = endless ? null : deadline(drain);
            text = DrainText.draining(connections, requests, deadline, Instant.now());
        } else if (wasCut(drain)) {
            text = DrainText.cut(elapsed, connections, requests);
        }
        return Printing.clean(prefix + text);
    }

    private static Duration millis(Message message, String field) {
        return Duration.ofMillis(message.number(field));
    }
}
