package io.roadrunner.http1;

import io.roadrunner.connection.Clock;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RequestHead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads one request after another from a connection: heads, how their bodies end, and until when
/// all of it is owed. Owned by the connection's thread, but for [#hibernate()].
final class Http1RequestReader {
    private final Http1Connection connection;
    private final Http1Channel channel;
    private final Http1Settings settings;
    private final Clock clock;
    private final long acceptedNanos;
    private @Nullable RequestHeadParser parser;

    /// Kept for the next head while idle; nulled by the reaper at any moment.
    private @Nullable RequestHeadParser spare;

    private int requests;
    private long startedNanos;

    Http1RequestReader(Http1Connection connection, Http1Channel channel, Http1Protocol protocol) {
        this.connection = connection;
        this.channel = channel;
        this.settings = protocol.settings();
        this.clock = protocol.clock();
        this.acceptedNanos = clock.coarseNanoTime();
    }

    /// How many requests have been read so far.
    int requests() {
        return requests;
    }

    /// When the first byte of the last request was there.
    long startedNanos() {
        return startedNanos;
    }

    /// How long the connection may wait for its next request from now on.
    long idleNanos() {
        return requests == 0
                ? settings.requestNanos() - (clock.coarseNanoTime() - acceptedNanos)
                : settings.keepAliveNanos();
    }

    /// Gets ready to wait for a request.
    void rest() {
        if (parser != null) {
            spare = parser;
            parser = null;
        }
    }

    /// Gives back what an idle connection does not need. Any thread.
    void hibernate() {
        spare = null;
    }

    /// Reads the next request up to its body.
    ///
    /// @throws io.roadrunner.http.RejectedException when it is refused
    /// @throws IOException when the peer has gone
    Http1Exchange read() throws IOException {
        long firstByte = channel.input().bytesUsed();
        long now = clock.coarseNanoTime();
        startedNanos = now;
        channel.beginRequest(headDeadline(now));
        RequestHead head = readHead();
        requests++;
        BodyFraming framing = BodyFraming.of(head);
        Http1Body body = null;
        if (!(framing instanceof BodyFraming.None)) {
            channel.contentOwedUntil(bodyDeadline(now));
            body = new Http1Body(channel, settings, framing, expectsContinue(head));
        }
        return new Http1Exchange(connection, head, body, firstByte);
    }

    private RequestHead readHead() throws IOException {
        Http1Input input = channel.input();
        RequestHeadParser heads = parser();
        while (true) {
            RequestHead head = heads.parse(input.octets(), input.from(), input.to());
            if (head != null) {
                input.consumeTo(input.from() + heads.consumed());
                return head;
            }
            channel.fillOwed();
        }
    }

    private RequestHeadParser parser() {
        RequestHeadParser current = parser;
        if (current == null) {
            RequestHeadParser kept = spare;
            current = kept == null ? new RequestHeadParser(settings.limits()) : kept;
            spare = null;
            parser = current;
        }
        return current;
    }

    /// The first request is due from the moment of the accept. A later one has as long as the
    /// connection may be idle, from its first byte on.
    private long headDeadline(long now) {
        return requests == 0
                ? acceptedNanos + settings.requestNanos()
                : now + Math.min(settings.keepAliveNanos(), settings.requestNanos());
    }

    private long bodyDeadline(long now) {
        return requests == 1
                ? acceptedNanos + settings.requestNanos()
                : now + Math.max(settings.keepAliveNanos(), settings.requestNanos());
    }

    /// "A server that receives a 100-continue expectation in an HTTP/1.0 request MUST ignore that
    /// expectation." RFC 9110 §10.1.1
    private static boolean expectsContinue(RequestHead head) {
        return head.version() == HttpVersion.HTTP_1_1 && head.headers().indexOf("expect", 0) >= 0;
    }
}
