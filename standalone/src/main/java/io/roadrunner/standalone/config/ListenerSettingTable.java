package io.roadrunner.standalone;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.EarlyResponseDrain;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.http.TrustedProxies;
import io.roadrunner.routing.DrainPolicy;
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
    private static final Map<String, Setter> SETTERS = Collections.unmodifiableMap(table());

    private ListenerSettingTable() {}

    /// Reads a value and sets an option.
    @FunctionalInterface
    interface Setter {
        /// Throws [IllegalArgumentException] with the reason when the value makes no sense.
        void set(ListenerSettings settings, String text);
    }

    /// The setter of a key, or null.
    static @Nullable Setter find(String key) {
        return SETTERS.get(key);
    }

    /// All keys.
    static Set<String> keys() {
        return SETTERS.keySet();
    }

    /// The key that takes the fewest edits to get to.
    static String nearest(String key) {
        String nearest = "";
        int fewest = Integer.MAX_VALUE;
        for (String candidate : SETTERS.keySet()) {
            int edits = EditDistance.between(key, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static Map<String, Setter> table() {
        Map<String, Setter> table = new TreeMap<>();
        addAddress(table);
        addConnections(table);
        addRequests(table);
        addDrain(table);
        addHttp1(table);
        return table;
    }

    private static void addAddress(Map<String, Setter> table) {
        table.put("address", with(ListenerSettingTable::address, ListenerOptionsBuilder::address));
        table.put("host", with(Function.identity(), ListenerOptionsBuilder::host));
        table.put("port", whole(ListenerOptionsBuilder::port));
        table.put("socket_backlog", whole(ListenerOptionsBuilder::socketBacklog));
        table.put("reuse_port", flag(ListenerOptionsBuilder::reusePort));
        table.put("num_acceptors", whole(ListenerOptionsBuilder::numAcceptors));
        table.put("proxy_protocol", flag(ListenerOptionsBuilder::proxyProtocol));
        table.put(
                "trusted_proxies",
                with(ListenerSettingTable::trustedProxies, ListenerOptionsBuilder::trustedProxies));
        table.put("protocols", ListenerSettings::protocols);
        table.put("detect_preface", flag(ListenerOptionsBuilder::detectPreface));
        table.put("handshake_timeout", time(ListenerOptionsBuilder::handshakeTimeout));
    }

    private static void addConnections(Map<String, Setter> table) {
        table.put("max_clients", whole(ListenerOptionsBuilder::maxClients));
        table.put("max_clients_per_ip", whole(ListenerOptionsBuilder::maxClientsPerIp));
        table.put("max_concurrent_requests", whole(ListenerOptionsBuilder::maxConcurrentRequests));
        table.put("max_keep_alive_requests", whole(ListenerOptionsBuilder::maxKeepAliveRequests));
        table.put("max_connection_age", time(ListenerOptionsBuilder::maxConnectionAge));
        table.put("max_connection_age_grace", time(ListenerOptionsBuilder::maxConnectionAgeGrace));
        table.put("slot_reconciliation", time(ListenerOptionsBuilder::slotReconciliation));
        table.put("hibernate_after", time(ListenerOptionsBuilder::hibernateAfter));
        table.put("write_timeout", time(ListenerOptionsBuilder::writeTimeout));
        table.put(
                "min_write_bytes_per_second",
                with(OptionText::smallBytes, ListenerOptionsBuilder::minWriteBytesPerSecond));
    }

    private static void addRequests(Map<String, Setter> table) {
        table.put(
                "max_content_length",
                with(OptionText::bytes, ListenerOptionsBuilder::maxContentLength));
        table.put(
                "body_buffering",
                with(ListenerSettingTable::bodyBuffering, ListenerOptionsBuilder::bodyBuffering));
        table.put("request_timeout", time(ListenerOptionsBuilder::requestTimeout));
        table.put("keep_alive_timeout", time(ListenerOptionsBuilder::keepAliveTimeout));
        table.put(
                "min_bytes_per_second",
                with(OptionText::smallBytes, ListenerOptionsBuilder::minBytesPerSecond));
        table.put("rate_check_interval", time(ListenerOptionsBuilder::rateCheckInterval));
        table.put("mailbox_capacity", whole(ListenerOptionsBuilder::mailboxCapacity));
        table.put(
                "early_response_drain.bytes",
                (settings, text) ->
                        settings.earlyResponseDrain(
                                new EarlyResponseDrain(
                                        OptionText.bytes(text),
                                        settings.earlyResponseDrain().time())));
        table.put(
                "early_response_drain.time",
                (settings, text) ->
                        settings.earlyResponseDrain(
                                new EarlyResponseDrain(
                                        settings.earlyResponseDrain().bytes(),
                                        OptionText.duration(text))));
    }

    /// Two spellings: that of the listener's options and that of the section of a configuration
    /// file.
    private static void addDrain(Map<String, Setter> table) {
        table.put("graceful_drain", flag(ListenerOptionsBuilder::gracefulDrain));
        table.put("force_grace", time(ListenerOptionsBuilder::forceGrace));
        for (String section : new String[] {"drain_", "drain."}) {
            table.put(section + "timeout", time(ListenerOptionsBuilder::drainTimeout));
            table.put(section + "delay", time(ListenerOptionsBuilder::drainDelay));
            table.put(section + "idle_grace", time(ListenerOptionsBuilder::drainIdleGrace));
            table.put(
                    section + "policy",
                    with(ListenerSettingTable::drainPolicy, ListenerOptionsBuilder::drainPolicy));
        }
    }

    private static void addHttp1(Map<String, Setter> table) {
        table.put(
                "http1.max_request_line",
                (settings, text) ->
                        settings.http1(
                                settings.http1().withMaxRequestLine(OptionText.smallBytes(text))));
        table.put(
                "http1.max_header_line",
                (settings, text) ->
                        settings.http1(
                                settings.http1().withMaxHeaderLine(OptionText.smallBytes(text))));
        table.put(
                "http1.max_header_block",
                (settings, text) ->
                        settings.http1(
                                settings.http1().withMaxHeaderBlock(OptionText.smallBytes(text))));
        table.put(
                "http1.max_header_count",
                (settings, text) ->
                        settings.http1(
                                settings.http1().withMaxHeaderCount(OptionText.whole(text))));
    }

    private static Setter whole(BiConsumer<ListenerOptionsBuilder, Integer> option) {
        return with(OptionText::whole, option);
    }

    private static Setter flag(BiConsumer<ListenerOptionsBuilder, Boolean> option) {
        return with(OptionText::flag, option);
    }

    private static Setter time(BiConsumer<ListenerOptionsBuilder, Duration> option) {
        return with(OptionText::duration, option);
    }

    private static <T> Setter with(
            Function<String, T> reader, BiConsumer<ListenerOptionsBuilder, T> option) {
        return (settings, text) -> option.accept(settings.builder(), reader.apply(text));
    }

    private static ListenAddress address(String text) {
        if (text.equals("inherit")) {
            return ListenAddress.inherited();
        }
        if (text.startsWith("unix:")) {
            return ListenAddress.unix(Path.of(text.substring("unix:".length())));
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("must be host:port, unix:PATH or inherit");
        }
        String host = text.substring(0, colon);
        boolean literal = host.startsWith("[") && host.endsWith("]");
        return ListenAddress.tcp(
                literal ? host.substring(1, host.length() - 1) : host,
                OptionText.whole(text.substring(colon + 1)));
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
