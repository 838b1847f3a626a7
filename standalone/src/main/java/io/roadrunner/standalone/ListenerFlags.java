package io.roadrunner.standalone;

import io.roadrunner.standalone.config.ConfigNode;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.config.Origin;
import io.roadrunner.standalone.config.Replacement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The flags that every command which starts a listener takes. Filled in by picocli.
final class ListenerFlags {
    private static final ConfigNode BOTH =
            ConfigSource.list(ConfigSource.value("http2"), ConfigSource.value("http1"));

    private final OptionSpec host =
            Commands.text(
                    "--host", "HOST", "Name or address to listen on (default: every address).");
    private final OptionSpec port =
            Commands.text("--port", "PORT", "TCP port, 0 for a free one (default: 8080).");
    private final OptionSpec protocols =
            Commands.text(
                    "--protocols",
                    "NAMES",
                    """
                    What is spoken, the preferred first: http1, http2, or both with a comma
                    (default: http1; with --tls-cert http2,http1, of which a client chooses).
                    """);
    private final OptionSpec detectPreface =
            Commands.toggle(
                    "--detect-preface",
                    "Both protocols without TLS: the first bytes tell which one it is.");
    private final OptionSpec drainTimeout =
            Commands.text(
                    "--drain-timeout",
                    "TIME",
                    "How long what runs may take to end: 250ms, 30s, 5m (default: 30s).");
    private final OptionSpec drainDelay =
            Commands.text(
                    "--drain-delay",
                    "TIME",
                    "How long to accept still after a signal (default: 0).");
    private final SettingFlags settings = new SettingFlags();
    private final OptionSpec tlsCert =
            Commands.file(
                    "--tls-cert",
                    "FILE",
                    "The certificate with its chain, PEM: the port speaks TLS.");
    private final OptionSpec tlsKey =
            Commands.file(
                    "--tls-key", "FILE", "The private key of the certificate, PEM, not encrypted.");
    private final OptionSpec statusPort =
            Commands.text(
                    "--status-port",
                    "PORT",
                    """
                    TCP port of the status page, 0 for a free one, or none (default: 2114 of
                    127.0.0.1, or none when somebody else has it).
                    """);
    private final OptionSpec rpc =
            Commands.text(
                    "--rpc",
                    "ADDRESS",
                    """
                    Where roadrunner status, drain, stop and the like reach this server:
                    tcp://HOST:PORT, unix://PATH or none (default: tcp://127.0.0.1:6001, or none
                    when somebody else has it).
                    """);
    private final OptionSpec pidFile =
            Commands.file("--pid-file", "FILE", "Has the number of the process while it serves.");

    /// Gives them to a command.
    ///
    /// @return the command
    CommandSpec addTo(CommandSpec command) {
        return settings.addTo(command)
                .addOption(host)
                .addOption(port)
                .addOption(protocols)
                .addOption(detectPreface)
                .addOption(drainTimeout)
                .addOption(drainDelay)
                .addOption(tlsCert)
                .addOption(tlsKey)
                .addOption(statusPort)
                .addOption(rpc)
                .addOption(pidFile);
    }

    /// What the flags say, in the order in which it counts.
    ///
    /// @throws CommandFailure for what is no `KEY=VALUE`, or half of what goes together
    List<Replacement> replacements() throws CommandFailure {
        List<Replacement> all = new ArrayList<>();
        addIfGiven(all, "host", host);
        addIfGiven(all, "port", port);
        addIfGiven(all, "protocols", protocols);
        addIfGiven(all, "detect_preface", detectPreface);
        addIfGiven(all, "drain_timeout", drainTimeout);
        addIfGiven(all, "drain_delay", drainDelay);
        if ((tlsCert.getValue() == null) != (tlsKey.getValue() == null)) {
            throw CommandFailure.usage("--tls-cert and --tls-key go together");
        }
        addIfGiven(all, "tls.cert", tlsCert);
        addIfGiven(all, "tls.key", tlsKey);
        addIfGiven(all, isNone(statusPort) ? "status" : "status.port", statusPort);
        addIfGiven(all, isNone(rpc) ? "rpc" : "rpc.listen", rpc);
        addIfGiven(all, "pid_file", pidFile);
        all.addAll(settings.replacements());
        return all;
    }

    /// What a command says of its one listener unless something else does.
    Map<String, ConfigNode> defaults() {
        return tlsCert.getValue() == null ? Map.of() : Map.of("protocols", BOTH);
    }

    private static boolean isNone(OptionSpec flag) {
        return "none".equals(flag.getValue());
    }

    private static void addIfGiven(List<Replacement> all, String key, OptionSpec flag) {
        Object value = flag.getValue();
        if (value != null) {
            // Flags count from the working folder, also beside a configuration elsewhere.
            String text =
                    value instanceof Path file
                            ? file.toAbsolutePath().toString()
                            : value.toString();
            all.add(new Replacement(new Origin.Flag(flag.longestName()), key, text));
        }
    }
}
