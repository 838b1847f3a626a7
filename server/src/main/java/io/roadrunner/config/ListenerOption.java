package io.roadrunner.config;

import io.roadrunner.config.Rule.Free;
import io.roadrunner.config.Rule.Time;
import io.roadrunner.config.Rule.Whole;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
import java.time.Duration;
import java.util.Locale;

/// Every option of a listener as data: the one place of its default, its range and its effect.
///
/// [ListenerOptions] documents what each means, [ListenerOptionsBuilder] sets it, `docs/limits.md`
/// is this table. Options whose value is a list or belongs to the application have a row here, but
/// their values are kept in fields.
enum ListenerOption {
    ADDRESS(
            new Free(null, "0.0.0.0:8080", "host:port, unix:PATH, inherit"),
            "where it listens",
            Limit.OWN),
    SOCKET_BACKLOG(
            Whole.of(1024, 1, 65_535, "connections"),
            "the kernel drops or refuses further connections until some are accepted",
            Limit.REFERENCE),
    REUSE_PORT(
            Free.flag(false),
            "several sockets, of other processes too, may listen on one port",
            Limit.OWN),
    NUM_ACCEPTORS(
            Whole.of(1, 1, 1024, "threads"),
            "threads that accept; connections are served elsewhere",
            Limit.OWN),
    PROXY_PROTOCOL(
            Free.flag(false),
            "connections of trusted proxies begin with a PROXY header",
            Limit.REFERENCE),
    TRUSTED_PROXIES(
            new Free(TrustedProxies.none(), "none", "networks such as 10.0.0.0/8; unix"),
            "whose PROXY header and forwarded fields are believed",
            Limit.OWN),

    ROUTES(
            new Free(null, "none: every request is answered 404", "routes, or one handler"),
            "what answers",
            Limit.REFERENCE),
    MIDDLEWARES(
            new Free(null, "none", "list"),
            "wrap everything, the first outermost",
            Limit.REFERENCE),

    PROTOCOLS(
            new Free(null, "http1", "http1, http2; http3 is not available yet"),
            "what is spoken, the preferred first; both need tls or detect_preface",
            Limit.REFERENCE),
    DETECT_PREFACE(
            Free.flag(false), "the first bytes tell http1 from http2 on a plain port", Limit.OWN),
    TLS(
            new Free(null, "none: plain", "certificates and keys"),
            "who the listener proves to be",
            Limit.REFERENCE),
    HANDSHAKE_TIMEOUT(Time.positive(Duration.ofSeconds(10)), "the connection is closed", "Kestrel"),

    MAX_CLIENTS(
            Whole.of(10_000, 1, Integer.MAX_VALUE, "connections"),
            "a connection is answered 503, or closed when there are many, and counted",
            Limit.OWN),
    MAX_CLIENTS_PER_IP(
            Whole.orOff(0, Integer.MAX_VALUE, "connections"),
            "a connection is closed and counted",
            Limit.OWN),
    MAX_CONCURRENT_REQUESTS(
            Whole.orOff(0, Integer.MAX_VALUE, "requests"),
            "a request is answered 503 with retry-after and counted",
            Limit.REFERENCE),
    MAX_KEEP_ALIVE_REQUESTS(
            Whole.of(1000, 1, Integer.MAX_VALUE, "requests"),
            "the last response says close",
            Limit.REFERENCE + ", nginx"),
    MAX_CONNECTION_AGE(Time.orOff(Duration.ZERO), "the next response says close", Limit.OWN),
    MAX_CONNECTION_AGE_GRACE(Time.orOff(Duration.ZERO), "what still runs then is cut", Limit.OWN),
    SLOT_RECONCILIATION(
            Time.orOff(Duration.ZERO),
            "how often slots are compared with connections",
            Limit.REFERENCE),

    MAX_CONTENT_LENGTH(Whole.of(10L << 20, 0, Long.MAX_VALUE, "bytes"), "413", Limit.REFERENCE),
    BODY_BUFFERING(
            new Free(BodyBuffering.AUTO, "auto", "auto, manual"),
            "who reads the content of a request",
            Limit.REFERENCE),
    REQUEST_TIMEOUT(
            Time.positive(Duration.ofSeconds(30)),
            "408 and close; silent close when no byte has come",
            Limit.REFERENCE),
    KEEP_ALIVE_TIMEOUT(
            Time.positive(Duration.ofSeconds(60)),
            "silent close; 408 and close within a request",
            Limit.REFERENCE),
    MIN_BYTES_PER_SECOND(
            Whole.orOff(100, Integer.MAX_VALUE, "bytes/s"),
            "a peer that sends less is cut, 1 s after the first byte at the earliest",
            Limit.REFERENCE),
    RATE_CHECK_INTERVAL(
            Time.positive(Duration.ofSeconds(1)), "how often rates are checked", Limit.REFERENCE),
    EARLY_RESPONSE_DRAIN(
            new Free(EarlyResponseDrain.standard(), "the two below", "the two below"),
            "how much is still read after an early answer",
            Limit.OWN),

    WRITE_TIMEOUT(
            Time.positive(Duration.ofSeconds(30)),
            "a peer that takes no byte for so long is cut",
            "Jetty"),
    MIN_WRITE_BYTES_PER_SECOND(
            Whole.orOff(100, Integer.MAX_VALUE, "bytes/s"),
            "a peer that takes less while a write is blocked is cut, after 5 s at the earliest",
            Limit.OWN),
    HIBERNATE_AFTER(
            Time.orOff(Duration.ofSeconds(10)),
            "an idle connection gives its buffers back",
            Limit.OWN),
    MAILBOX_CAPACITY(
            Whole.of(1024, 1, 1 << 20, "messages"), "a further message is not taken", Limit.OWN),

    GRACEFUL_DRAIN(Free.flag(true), "connections hear of a drain", Limit.REFERENCE),
    DRAIN_TIMEOUT(DrainOptions.TIMEOUT),
    DRAIN_DELAY(DrainOptions.DELAY),
    DRAIN_IDLE_GRACE(DrainOptions.IDLE_GRACE),
    FORCE_GRACE(DrainOptions.FORCE_GRACE),
    DRAIN_POLL_INTERVAL(DrainOptions.POLL_INTERVAL),
    DRAIN_POLICY(
            new Free(DrainPolicy.NOTIFY, "notify", "notify, close_now, run_to_deadline"),
            "what a drain does to long-lived responses of routes that do not say it",
            Limit.OWN);

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers, durations and texts
    private final Limit limit;

    ListenerOption(Rule rule, String effect, String origin) {
        this.limit = new Limit(name().toLowerCase(Locale.ROOT), rule, effect, origin);
    }

    ListenerOption(Limit limit) {
        this.limit = limit;
    }

    Limit limit() {
        return limit;
    }

    /// The name in configuration files and problems.
    String optionName() {
        return limit.option();
    }
}
