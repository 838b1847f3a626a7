package io.roadrunner.benchmarks.run.openloop;

import io.roadrunner.benchmarks.run.client.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Sends requests when they are due and not when there is time for them. How long an answer takes
/// counts from when its request was due, so that the time for which a slow answer kept others from
/// going out is in their figures. One thread, which never waits while it runs.
final class OpenLoop {
    private static final int BUFFER_LENGTH = 256 << 10;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Lines lines;
    private final Selector selector;
    private final Schedule schedule;

    private final ArrayDeque<Connection> waiting = new ArrayDeque<>();
    private final Set<Connection> unflushed = new LinkedHashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private final Outcome outcome = new Outcome();

    /// How late requests went out for which a connection was there.
    private final Outcome lag = new Outcome();

    private long sent;
    private long answered;
    private long nowNanos;

    /// When there was no connection for what was due; what was due by then is not late by fault of
    /// this loop.
    private long heldUpNanos;

    /// With connections that are open and have nothing in flight.
    OpenLoop(Lines lines, List<Connection> open, Schedule schedule) {
        this.lines = lines;
        this.schedule = schedule;
        selector = lines.selector();
        heldUpNanos = schedule.startNanos() - 1;
        for (Connection connection : open) {
            connection.setWaiting(false);
            offer(connection);
        }
    }

    /// Runs to the end of the schedule, and a little longer for what is in flight then.
    Outcome run() throws IOException {
        nowNanos = System.nanoTime();
        while (!isOver()) {
            sendDue();
            flush();
            selector.selectNow(this::ready);
            nowNanos = System.nanoTime();
        }
        return outcome;
    }

    /// How late requests went out by fault of this loop.
    Outcome lag() {
        return lag;
    }

    private boolean isOver() {
        long past = nowNanos - schedule.endNanos();
        return past > GRACE_NANOS || (past > 0 && answered >= sent);
    }

    private void sendDue() {
        while (sent < schedule.count()
                && schedule.dueNanos(sent) - nowNanos <= 0
                && nowNanos - schedule.endNanos() < 0) {
            Connection connection = waiting.poll();
            if (connection == null) {
                heldUpNanos = nowNanos;
                return;
            }
            connection.setWaiting(false);
            if (schedule.dueNanos(sent) - heldUpNanos > 0) {
                lag.add(nowNanos - schedule.dueNanos(sent));
            }
            send(connection);
        }
    }

    private void send(Connection connection) {
        connection.line().send(sent++);
        unflushed.add(connection);
        offer(connection);
    }

    /// What became due at the same time goes out together.
    private void flush() {
        for (Connection connection : unflushed) {
            try {
                connection.line().flush();
            } catch (IOException _) {
                replace(connection);
            }
        }
        unflushed.clear();
    }

    private void ready(SelectionKey key) {
        Connection connection = connection(key);
        try {
            receive(connection);
        } catch (IOException _) {
            replace(connection);
        }
    }

    private void receive(Connection connection) throws IOException {
        connection.wire().flush();
        int count = 1;
        while (count > 0) {
            buffer.clear();
            count = connection.wire().read(buffer);
            nowNanos = System.nanoTime();
            connection.line().receive(buffer.flip(), this::answered);
        }
        if (count < 0 || (connection.line().isLast() && connection.line().inFlight() == 0)) {
            replace(connection);
        } else {
            offer(connection);
        }
    }

    private void answered(long number, boolean ok) {
        answered++;
        long nanos = nowNanos - schedule.dueNanos(number);
        if (ok) {
            outcome.add(nanos);
        } else {
            outcome.addRefusal(nanos);
        }
    }

    private void offer(Connection connection) {
        if (connection.line().hasRoom() && !connection.isWaiting()) {
            connection.setWaiting(true);
            waiting.add(connection);
        }
    }

    /// What was in flight has failed.
    private void replace(Connection connection) {
        connection.close();
        waiting.remove(connection);
        int lost = connection.line().inFlight();
        outcome.addFailures(lost);
        answered += lost;
        try {
            offer(lines.open());
        } catch (IOException _) {
            outcome.addFailure();
        }
    }

    private static Connection connection(SelectionKey key) {
        return (Connection) key.attachment();
    }
}
