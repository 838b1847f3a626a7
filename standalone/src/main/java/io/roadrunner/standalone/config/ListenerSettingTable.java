package io.roadrunner.standalone.config;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.EarlyResponseDrain;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
import io.roadrunner.standalone.config.Shape.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which option of a listener a key stands for, and how its value is read: one row per option.
/// Immutable.
final class ListenerSettingTable {
    private static final Map<String, Setting> SETTINGS = Collections.unmodifiableMap(table());

    private ListenerSettingTable() {}

    /// The option of a key, or null.
    static @Nullable Setting find(String key) {
        return SETTINGS.get(key);
    }

    /// All keys.
    static Set<String> keys() {
        return SETTINGS.keySet();
    }

    /// The key that takes the fewest edits to get to.
    static String nearest(String key) {
        return EditDistance.nearest(key, SETTINGS.keySet());
    }

    private static Map<String, Setting> table() {
        Map<String, Setting> table = new TreeMap<>();
        addAddress(table);
        addConnections(table);
        addRequests(table);
        addDrain(table);
        ProtocolSettingTable.add(table);
        return table;
    }

    private static void addAddress(Map<String, Setting> table) {
        table.put(
                "address",
                with(
                        Value.ADDRESS,
                        ListenerSettingTable::address,
                        ListenerOptionsBuilder::address,
                        ListenerOptions::address));
        table.put(
                "host",
                with(
                        Value.TEXT,
                        Function.identity(),
                        ListenerOptionsBuilder::host,
                        ListenerSettingTable::host));
        table.put("port", whole(ListenerOptionsBuilder::port, ListenerSettingTable::port));
        table.put(
                "socket_backlog",
                whole(ListenerOptionsBuilder::socketBacklog, ListenerOptions::socketBacklog));
        table.put(
                "reuse_port", flag(ListenerOptionsBuilder::reusePort, ListenerOptions::reusePort));
        table.put(
                "num_acceptors",
                whole(ListenerOptionsBuilder::numAcceptors, ListenerOptions::numAcceptors));
        table.put(
                "proxy_protocol",
                flag(ListenerOptionsBuilder::proxyProtocol, ListenerOptions::proxyProtocol));
        table.put(
                "trusted_proxies",
                with(
                        new Shape.Items(Value.TEXT),
                        ListenerSettingTable::trustedProxies,
                        ListenerOptionsBuilder::trustedProxies,
                        ListenerOptions::trustedProxies));
        table.put(
                "protocols",
                new Setting(
                        new Shape.Items(Shape.OneOf.of("http1", "http2", "http3")),
                        ListenerSettings::protocols,
                        options -> options.protocols().stream().map(Protocol::name).toList(),
                        false));
        table.put(
                "detect_preface",
                flag(ListenerOptionsBuilder::detectPreface, ListenerOptions::detectPreface));
        table.put(
                "handshake_timeout",
                time(ListenerOptionsBuilder::handshakeTimeout, ListenerOptions::handshakeTimeout));
    }

    private static void addConnections(Map<String, Setting> table) {
        table.put(
                "max_clients",
                whole(ListenerOptionsBuilder::maxClients, ListenerOptions::maxClients));
        table.put(
                "max_clients_per_ip",
                whole(ListenerOptionsBuilder::maxClientsPerIp, ListenerOptions::maxClientsPerIp)
                        .whileRunning());
        table.put(
                "max_concurrent_requests",
                whole(
                                ListenerOptionsBuilder::maxConcurrentRequests,
                                ListenerOptions::maxConcurrentRequests)
                        .whileRunning());
        table.put(
                "max_keep_alive_requests",
                whole(
                        ListenerOptionsBuilder::maxKeepAliveRequests,
                        ListenerOptions::maxKeepAliveRequests));
        table.put(
                "max_connection_age",
                time(ListenerOptionsBuilder::maxConnectionAge, ListenerOptions::maxConnectionAge));
        table.put(
                "max_connection_age_grace",
                time(
                        ListenerOptionsBuilder::maxConnectionAgeGrace,
                        ListenerOptions::maxConnectionAgeGrace));
        table.put(
                "slot_reconciliation",
                time(
                        ListenerOptionsBuilder::slotReconciliation,
                        ListenerOptions::slotReconciliation));
        table.put(
                "hibernate_after",
                time(ListenerOptionsBuilder::hibernateAfter, ListenerOptions::hibernateAfter));
        table.put(
                "write_timeout",
                time(ListenerOptionsBuilder::writeTimeout, ListenerOptions::writeTimeout));
        table.put(
                "min_write_bytes_per_second",
                with(
                        Value.SIZE,
                        OptionText::smallBytes,
                        ListenerOptionsBuilder::minWriteBytesPerSecond,
                        ListenerOptions::minWriteBytesPerSecond));
    }

    private static void addRequests(Map<String, Setting> table) {
        table.put(
                "max_content_length",
                with(
                        Value.SIZE,
                        OptionText::bytes,
                        ListenerOptionsBuilder::maxContentLength,
                        ListenerOptions::maxContentLength));
        table.put(
                "body_buffering",
                with(
                        Shape.OneOf.of("auto", "manual"),
                        ListenerSettingTable::bodyBuffering,
                        ListenerOptionsBuilder::bodyBuffering,
                        ListenerOptions::bodyBuffering));
        table.put(
                "request_timeout",
                time(ListenerOptionsBuilder::requestTimeout, ListenerOptions::requestTimeout));
        table.put(
                "keep_alive_timeout",
                time(ListenerOptionsBuilder::keepAliveTimeout, ListenerOptions::keepAliveTimeout));
        table.put(
                "min_bytes_per_second",
                with(
                        Value.SIZE,
                        OptionText::smallBytes,
                        ListenerOptionsBuilder::minBytesPerSecond,
                        ListenerOptions::minBytesPerSecond));
        table.put(
                "rate_check_interval",
                time(
                        ListenerOptionsBuilder::rateCheckInterval,
                        ListenerOptions::rateCheckInterval));
        table.put(
                "mailbox_capacity",
                whole(ListenerOptionsBuilder::mailboxCapacity, ListenerOptions::mailboxCapacity));
        table.put(
                "early_response_drain.bytes",
                new Setting(
                        Value.SIZE,
                        (settings, text) ->
                                settings.earlyResponseDrain(
                                        new EarlyResponseDrain(
                                                OptionText.bytes(text),
                                                settings.earlyResponseDrain().time())),
                        options -> options.earlyResponseDrain().bytes(),
                        false));
        table.put(
                "early_response_drain.time",
                new Setting(
                        Value.TIME,
                        (settings, text) ->
                                settings.earlyResponseDrain(
                                        new EarlyResponseDrain(
                                                settings.earlyResponseDrain().bytes(),
                                                OptionText.duration(text))),
                        options -> options.earlyResponseDrain().time(),
                        false));
    }

    /// Two spellings: that of the listener's options and that of the section of a configuration
    /// file.
    private static void addDrain(Map<String, Setting> table) {
        table.put(
                "graceful_drain",
                flag(ListenerOptionsBuilder::gracefulDrain, ListenerOptions::gracefulDrain));
        table.put(
                "force_grace",
                time(ListenerOptionsBuilder::forceGrace, ListenerOptions::forceGrace)
                        .whileRunning());
        for (String section : new String[] {"drain_", "drain."}) {
            table.put(
                    section + "timeout",
                    time(ListenerOptionsBuilder::drainTimeout, ListenerOptions::drainTimeout)
                            .whileRunning());
            table.put(
                    section + "delay",
                    time(ListenerOptionsBuilder::drainDelay, ListenerOptions::drainDelay)
                            .whileRunning());
            table.put(
                    section + "idle_grace",
                    time(ListenerOptionsBuilder::drainIdleGrace, ListenerOptions::drainIdleGrace)
                            .whileRunning());
            table.put(
                    section + "poll_interval",
                    time(
                                    ListenerOptionsBuilder::drainPollInterval,
                                    ListenerOptions::drainPollInterval)
                            .whileRunning());
            table.put(
                    section + "policy",
                    with(
                            Shape.OneOf.of("notify", "close_now", "run_to_deadline"),
                            ListenerSettingTable::drainPolicy,
                            ListenerOptionsBuilder::drainPolicy,
                            ListenerOptions::drainPolicy));
        }
    }

    private static Setting whole(
            BiConsumer<ListenerOptionsBuilder, Integer> option,
            Function<ListenerOptions, Object> current) {
        return with(Value.NUMBER, OptionText::whole, option, current);
    }

    private static Setting flag(
            BiConsumer<ListenerOptionsBuilder, Boolean> option,
            Function<ListenerOptions, Object> current) {
        return with(Value.FLAG, OptionText::flag, option, current);
    }

    private static Setting time(
            BiConsumer<ListenerOptionsBuilder, Duration> option,
            Function<ListenerOptions, Object> current) {
        return with(Value.TIME, OptionText::duration, option, current);
    }

    private static <T> Setting with(
            Shape shape,
            Function<String, T> reader,
            BiConsumer<ListenerOptionsBuilder, T> option,
            Function<ListenerOptions, Object> current) {
        return new Setting(
                shape,
                (settings, text) -> option.accept(settings.builder(), reader.apply(text)),
                current,
                false);
    }

    private static Object host(ListenerOptions options) {
        return options.address() instanceof ListenAddress.Tcp tcp ? tcp.host() : "";
    }

    private static Object port(ListenerOptions options) {
        return options.address() instanceof ListenAddress.Tcp tcp ? tcp.port() : -1;
    }

    private static ListenAddress address(String text) {
        if (text.equals("inherit")) {
            return ListenAddress.inherited();
        }
        if (text.startsWith("unix:")) {
            return ListenAddress.unix(Path.of(text.substring("unix:".length())));
        }
        if (text.indexOf(':') < 0) {
            throw new IllegalArgumentException("must be host:port, unix:PATH or inherit");
        }
        return OptionText.hostAndPort(text);
    }

    private static TrustedProxies trustedProxies(String text) {
        return TrustedProxies.of(text.strip().split("\\s*,\\s*", -1));
    }

    private static BodyBuffering bodyBuffering(String text) {
        return switch (text) {
            case "auto" -> BodyBuffering.AUTO;
            case "manual" -> BodyBuffering.MANUAL;
            default -> throw new IllegalArgumentException("must be auto or manual");
        };
    }

    private static DrainPolicy drainPolicy(String text) {
        return switch (text) {
            case "notify" -> DrainPolicy.NOTIFY;
            case "close_now" -> DrainPolicy.CLOSE_NOW;
            case "run_to_deadline" -> DrainPolicy.RUN_TO_DEADLINE;
            default ->
                    throw new IllegalArgumentException(
                            "must be notify, close_now or run_to_deadline");
        };
    }
}
