package io.roadrunner.standalone;

import io.roadrunner.standalone.config.ConfigNode;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.config.Origin;
import io.roadrunner.standalone.config.Replacement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags that every command which starts a listener takes. Filled in by picocli.
final class ListenerFlags {
    private static final ConfigNode BOTH =
            ConfigSource.list(ConfigSource.value("http2"), ConfigSource.value("http1"));

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Name or address to listen on (default: every address).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "TCP port, 0 for a free one (default: 8080).")
    private @Nullable String port;

    @Option(
            names = "--protocols",
            paramLabel = "NAMES",
            description = {
                "What is spoken, the preferred first: http1, http2, or both with a comma",
                "(default: http1; with --tls-cert http2,http1, of which a client chooses)."
            })
    private @Nullable String protocols;

    @Option(
            names = "--detect-preface",
            description = "Both protocols without TLS: the first bytes tell which one it is.")
    private boolean detectPreface;

    @Option(
            names = "--drain-timeout",
            paramLabel = "TIME",
            description = "How long what runs may take to end: 250ms, 30s, 5m (default: 30s).")
    private @Nullable String drainTimeout;

    @Option(
            names = "--drain-delay",
            paramLabel = "TIME",
            description = "How long to accept still after a signal (default: 0).")
    private @Nullable String drainDelay;

    @Mixin private SettingFlags settings = new SettingFlags();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The certificate with its chain, PEM: the port speaks TLS.")
    private @Nullable Path tlsCert;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key of the certificate, PEM, not encrypted.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            description = {
                "TCP port of the status page, 0 for a free one, or none (default: 2114 of",
                "127.0.0.1, or none when somebody else has it)."
            })
    private @Nullable String statusPort;

    @Option(
            names = "--rpc",
            paramLabel = "ADDRESS",
            description = {
                "Where roadrunner status, drain, stop and the like reach this server:",
                "tcp://HOST:PORT, unix://PATH or none (default: tcp://127.0.0.1:6001, or none",
                "when somebody else has it)."
            })
    private @Nullable String rpc;

    @Option(
            names = "--pid-file",
            paramLabel = "FILE",
            description = "Has the number of the process while it serves.")
    private @Nullable Path pidFile;

    /// What the flags say, in the order in which it counts.
    ///
    /// @throws CommandFailure for what is no `KEY=VALUE`, or half of what goes together
    List<Replacement> replacements() throws CommandFailure {
        List<Replacement> all = new ArrayList<>();
        addIfGiven(all, "--host", "host", host);
        addIfGiven(all, "--port", "port", port);
        addIfGiven(all, "--protocols", "protocols", protocols);
        addIfGiven(all, "--detect-preface", "detect_preface", detectPreface ? "true" : null);
        addIfGiven(all, "--drain-timeout", "drain_timeout", drainTimeout);
        addIfGiven(all, "--drain-delay", "drain_delay", drainDelay);
        if ((tlsCert == null) != (tlsKey == null)) {
            throw CommandFailure.usage("--tls-cert and --tls-key go together");
        }
        addIfGiven(all, "--tls-cert", "tls.cert", absolute(tlsCert));
        addIfGiven(all, "--tls-key", "tls.key", absolute(tlsKey));
        addIfGiven(all, "--status-port", isNone(statusPort) ? "status" : "status.port", statusPort);
        addIfGiven(all, "--rpc", isNone(rpc) ? "rpc" : "rpc.listen", rpc);
        addIfGiven(all, "--pid-file", "pid_file", absolute(pidFile));
        all.addAll(settings.replacements());
        return all;
    }

    /// What a command says of its one listener unless something else does.
    Map<String, ConfigNode> defaults() {
        return tlsCert == null ? Map.of() : Map.of("protocols", BOTH);
    }

    private static boolean isNone(@Nullable String value) {
        return "none".equals(value);
    }

    /// Flags count from the working folder, also beside a configuration elsewhere.
    private static @Nullable String absolute(@Nullable Path file) {
        return file == null ? null : file.toAbsolutePath().toString();
    }

    private static void addIfGiven(
            List<Replacement> all, String flag, String key, @Nullable String value) {
        if (value != null) {
            all.add(new Replacement(new Origin.Flag(flag), key, value));
        }
    }
}
