package io.roadrunner.standalone;

import io.roadrunner.standalone.config.ConfigNode;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.demo.DemoCertificate;
import io.roadrunner.standalone.demo.DemoRoutes;
import io.roadrunner.standalone.demo.DemoStatus;
import io.roadrunner.standalone.demo.DemoTls;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `roadrunner demo`: the demo application, to be clicked through.
final class DemoCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            """
            Serves the demo application: open the address that it prints in a browser.
            SIGTERM and SIGINT drain; a second signal stops at once.
            """;

    private static final int LAST_PORT = 0xffff;

    private final Screen screen;
    private final ListenerFlags flags = new ListenerFlags();
    private final OptionSpec tlsPort =
            Commands.number(
                    "--tls-port",
                    "PORT",
                    """
                    TCP port for HTTP/2 and HTTP/1.1 over TLS beside the plain one, 0 for a free
                    one, with a certificate that is made for the occasion (default: none).
                    """);

    DemoCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return flags.addTo(Commands.describe("demo", this, DESCRIPTION)).addOption(tlsPort);
    }

    @Override
    public Integer call() throws Exception {
        DemoStatus status = new DemoStatus();
        // Bodies are read by the handlers: an upload of any size passes through.
        Map<String, ConfigNode> listener = new HashMap<>(flags.defaults());
        listener.put("body_buffering", ConfigSource.value("manual"));
        ConfigSource source =
                ConfigSource.ofCommand(
                        ConfigSource.section(listener),
                        DemoRoutes.create(status),
                        System.getenv(),
                        flags.replacements());
        Integer port = tlsPort.getValue();
        if (port != null) {
            source = source.with(tls(port));
        }
        return new ServerRun(screen, source, false)
                .telling(status::register)
                .run("serving the demo application");
    }

    private static DemoTls tls(int port) throws CommandFailure, InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw CommandFailure.usage("--tls-port = " + port + ": must be 0 to " + LAST_PORT);
        }
        try {
            return new DemoTls(port, DemoCertificate.create());
        } catch (IOException e) {
            throw CommandFailure.failed("--tls-port has no certificate: " + e.getMessage());
        }
    }
}
