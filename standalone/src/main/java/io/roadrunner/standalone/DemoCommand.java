package io.roadrunner.standalone;

import io.roadrunner.config.BodyBuffering;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.standalone.demo.DemoRoutes;
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
        ListenerOptions options =
                flags.applyTo(
                        ListenerOptions.builder()
                                .bodyBuffering(BodyBuffering.MANUAL)
                                .routes(DemoRoutes.create()));
        return new ServerRun(screen, options).run("serving the demo application");
    }
}
