package io.roadrunner.standalone;

import io.roadrunner.standalone.config.ConfigNode;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.demo.DemoRoutes;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    private final Screen screen;

    @Mixin private ListenerFlags flags = new ListenerFlags();

    DemoCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        // Bodies are read by the handlers: an upload of any size passes through.
        ConfigNode manual = ConfigSource.value("manual");
        ConfigSource source =
                ConfigSource.ofCommand(
                        ConfigSource.section(Map.of("body_buffering", manual)),
                        DemoRoutes.create(),
                        System.getenv(),
                        flags.replacements());
        return new ServerRun(screen, source, false).run("serving the demo application");
    }
}
