package io.roadrunner.standalone;

import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.OptionProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that every command which starts a listener takes. Filled in by picocli.
final class ListenerFlags {
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
            description = "What is spoken, separated by commas (default, and all so far: http1).")
    private @Nullable String protocols;

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

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "Another option of the listener, as docs/limits.md names it; repeatable.",
                "For example --set max_clients=500 --set max_content_length=64KiB."
            })
    private List<String> settings = new ArrayList<>();

    @Option(names = "--tls-cert", hidden = true)
    private @Nullable String tlsCert;

    @Option(names = "--tls-key", hidden = true)
    private @Nullable String tlsKey;

    @Option(names = "--tls-port", hidden = true)
    private @Nullable String tlsPort;

    @Option(names = "--status-port", hidden = true)
    private @Nullable String statusPort;

    @Option(names = "--config", hidden = true)
    private @Nullable String config;

    /// The options that the flags ask for, on top of those that the command has set already.
    ///
    /// @throws CommandFailure naming everything that is wrong
    ListenerOptions applyTo(ListenerOptionsBuilder builder) throws CommandFailure {
        refuseWhatIsMissing();
        ListenerSettings listener = new ListenerSettings(builder);
        setIfGiven(listener, "host", host);
        setIfGiven(listener, "port", port);
        setIfGiven(listener, "protocols", protocols);
        setIfGiven(listener, "drain_timeout", drainTimeout);
        setIfGiven(listener, "drain_delay", drainDelay);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw CommandFailure.usage("--set takes KEY=VALUE, not '" + setting + "'");
            }
            listener.set(setting.substring(0, equals).strip(), setting.substring(equals + 1));
        }
        try {
            return listener.build();
        } catch (InvalidOptionException e) {
            throw CommandFailure.usage(describe(e.problems()));
        }
    }

    private void refuseWhatIsMissing() throws CommandFailure {
        refuse("--tls-cert", tlsCert);
        refuse("--tls-key", tlsKey);
        refuse("--tls-port", tlsPort);
        refuse("--status-port", statusPort);
        refuse("--config", config);
    }

    private static void refuse(String flag, @Nullable String value) throws CommandFailure {
        if (value != null) {
            throw CommandFailure.usage(flag + " is not available yet");
        }
    }

    private static void setIfGiven(ListenerSettings listener, String key, @Nullable String value) {
        if (value != null) {
            listener.set(key, value);
        }
    }

    private static String describe(List<OptionProblem> problems) {
        StringBuilder text = new StringBuilder("these options cannot be:");
        for (OptionProblem problem : problems) {
            text.append("\n  ").append(problem);
        }
        return text.toString();
    }
}
