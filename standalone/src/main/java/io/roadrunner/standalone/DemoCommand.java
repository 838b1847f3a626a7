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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `roadrunner demo`: the demo application, to be clicked through.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Serves the demo application: open the address that it prints in a browser.",
            "SIGTERM and SIGINT drain; a second signal stops at once."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int LAST_PORT = 0xffff;

    private final Screen screen;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            description = {
                "TCP port for HTTP/2 and HTTP/1.1 over TLS beside the plain one, 0 for a free one,",
                "with a certificate that is made for the occasion (default: none)."
            })
    private @Nullable Integer tlsPort;

    @Mixin private ListenerFlags flags = new ListenerFlags();

    DemoCommand(Screen screen) {
        this.screen = screen;
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
        Integer port = tlsPort;
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
