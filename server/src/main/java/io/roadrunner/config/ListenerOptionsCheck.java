package io.roadrunner.config;

import io.roadrunner.http.TrustedProxies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds everything that is wrong with the options in a builder; changes nothing. Used by one
/// thread for one check.
final class ListenerOptionsCheck {
    private static final String UNAVAILABLE = "not available yet";

    /// The longest array that every JVM makes.
    private static final long LONGEST_BUFFER = Integer.MAX_VALUE - 8L;

    private final ListenerOptionsBuilder options;
    private final List<OptionProblem> problems = new ArrayList<>();

    private ListenerOptionsCheck(ListenerOptionsBuilder options) {
        this.options = options;
    }

    /// Protocols first, then each value by itself, then values that do not go together, then what
    /// is not available yet.
    static List<OptionProblem> problems(ListenerOptionsBuilder options) {
        ListenerOptionsCheck check = new ListenerOptionsCheck(options);
        check.protocols();
        check.ranges();
        check.conflicts();
        check.unavailable();
        return check.problems;
    }

    private void protocols() {
        Set<String> names = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (Protocol protocol : options.protocols) {
            if (!names.add(protocol.name())) {
                repeated.add(protocol.name());
            }
        }
        if (names.isEmpty()) {
            addProtocols("must not be empty");
        }
        if (!repeated.isEmpty()) {
            addProtocols("lists a protocol twice");
        }
        boolean plain = options.tls == null;
        boolean undecided = plain && names.containsAll(List.of("http1", "http2"));
        boolean detects = flag(ListenerOption.DETECT_PREFACE);
        if (undecided && !detects) {
            addProtocols(
                    "conflict: no_h2c_upgrade (http1 and http2 on one plain port need"
                            + " detect_preface)");
        }
        if (detects && !undecided) {
            add(
                    ListenerOption.DETECT_PREFACE,
                    true,
                    "conflict: tells http1 and http2 apart on one plain port");
        }
        if (plain && names.contains("http3")) {
            addProtocols("conflict: http3_requires_tls");
        }
    }

    private void ranges() {
        for (Map.Entry<ListenerOption, Object> entry : options.values.entrySet()) {
            entry.getKey().limit().check(entry.getValue(), problems);
        }
    }

    private void conflicts() {
        Object reconciliation = value(ListenerOption.SLOT_RECONCILIATION);
        if (!Duration.ZERO.equals(reconciliation) && !flag(ListenerOption.GRACEFUL_DRAIN)) {
            add(
                    ListenerOption.SLOT_RECONCILIATION,
                    reconciliation,
                    "conflict: needs graceful_drain");
        }
        if (flag(ListenerOption.REUSE_PORT) && !options.isTcp()) {
            add(ListenerOption.REUSE_PORT, true, "conflict: the address is not a TCP port");
        }
        TlsOptions tls = options.tls;
        if (tls != null && options.special instanceof ListenAddress.Unix) {
            add(ListenerOption.TLS, tls, "conflict: the address is a unix-domain socket");
        }
        boolean proxied = flag(ListenerOption.PROXY_PROTOCOL);
        if (proxied && value(ListenerOption.TRUSTED_PROXIES).equals(TrustedProxies.none())) {
            add(ListenerOption.PROXY_PROTOCOL, true, "conflict: needs trusted_proxies");
        }
        Object handshake = options.values.get(ListenerOption.HANDSHAKE_TIMEOUT);
        if (handshake != null
                && options.tls == null
                && !proxied
                && isInRange(ListenerOption.HANDSHAKE_TIMEOUT)) {
            add(
                    ListenerOption.HANDSHAKE_TIMEOUT,
                    handshake,
                    "conflict: needs tls or proxy_protocol");
        }
        long content = (Long) value(ListenerOption.MAX_CONTENT_LENGTH);
        boolean buffered = value(ListenerOption.BODY_BUFFERING) == BodyBuffering.AUTO;
        if (buffered && content > LONGEST_BUFFER) {
            add(
                    ListenerOption.MAX_CONTENT_LENGTH,
                    content,
                    "conflict: body_buffering auto holds at most " + LONGEST_BUFFER + " bytes");
        }
    }

    private void unavailable() {
        for (Protocol protocol : options.protocols) {
            switch (protocol) {
                case Protocol.Http1 _, Protocol.Http2 _ -> {}
                case Protocol.Http3 _ -> addProtocols("http3 is " + UNAVAILABLE);
            }
        }
    }

    private boolean isInRange(ListenerOption option) {
        return problems.stream().noneMatch(problem -> problem.option().equals(option.optionName()));
    }

    private boolean flag(ListenerOption option) {
        return (Boolean) value(option);
    }

    private Object value(ListenerOption option) {
        return ListenerOptionsBuilder.valueIn(options.values, option);
    }

    private void add(ListenerOption option, Object value, String reason) {
        problems.add(OptionProblem.of(option.optionName(), value, reason));
    }

    private void addProtocols(String reason) {
        List<String> names = options.protocols.stream().map(Protocol::name).toList();
        add(ListenerOption.PROTOCOLS, names, reason);
    }
}
