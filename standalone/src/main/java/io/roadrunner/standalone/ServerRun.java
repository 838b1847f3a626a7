package io.roadrunner.standalone;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.ListenerInfo;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.standalone.app.JarCopies;
import io.roadrunner.standalone.config.ConfigSource;
import io.roadrunner.standalone.config.InvalidConfigException;
import io.roadrunner.standalone.log.AccessLogs;
import io.roadrunner.standalone.process.Systemd;
import io.roadrunner.status.StatusPlugin;
import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.ListenerStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/// The life of a server process: start, serve until a signal, drain. Runs in the main thread.
final class ServerRun {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Screen screen;
    private final ConfigSource source;
    private final boolean watching;
    private final Systemd systemd = Systemd.of(System.getenv());
    private BiConsumer<StatusPlugin, String> checks = (_, _) -> {};

    /// @param watching whether changed files are read anew
    ServerRun(Screen screen, ConfigSource source, boolean watching) {
        this.screen = screen;
        this.source = source;
        this.watching = watching;
    }

    /// Has the application tell of itself.
    ///
    /// @param registrar registers its checks; gets the address of the status page too, empty for
    ///   none
    ServerRun telling(BiConsumer<StatusPlugin, String> registrar) {
        checks = registrar;
        return this;
    }

    /// Serves until the process is told to stop.
    ///
    /// @param headline what is served
    /// @return the exit code
    /// @throws CommandFailure when the configuration is refused or a listener does not start
    int run(String headline) throws CommandFailure, InterruptedException {
        ServerLife life = new ServerLife();
        try (JarCopies copies = new JarCopies(Path.of(System.getProperty("java.io.tmpdir")));
                AccessLogs logs = new AccessLogs(screen.lines());
                OperatorAccess access = new OperatorAccess(life);
                Roadrunner roadrunner = Roadrunner.create()) {
            Server server = new Server(roadrunner, copies, logs, source);
            start(server);
            ReloadLoop reloads = ReloadLoop.start(screen, server, systemd, watching);
            try {
                life.serve(reloads);
                access.open(roadrunner, server);
                access.register(checks);
                ProcessSignals.install(
                        screen,
                        life::stopBySignal,
                        reloads::request,
                        List.of(access::abandon, copies::close));
                announce(headline, roadrunner, access);
                if (!serve(roadrunner, life)) {
                    return ExitCode.FAILED;
                }
                access.shutDown();
                reloads.stop();
                systemd.stopping();
                return drain(roadrunner, server);
            } finally {
                reloads.stop();
            }
        }
    }

    private void announce(String headline, Roadrunner roadrunner, OperatorAccess access) {
        screen.print("roadrunner " + Version.ofProgram() + " is " + headline);
        List<Listener> listeners = roadrunner.listeners().reversed();
        for (Listener listener : listeners) {
            String name = listeners.size() > 1 ? listener.name() + ": " : "";
            screen.print("  " + name + describe(listener));
        }
        access.lines().forEach(line -> screen.print("  " + line));
        boolean several = listeners.size() > 1;
        roadrunner.telemetry().attach(new DrainProgress(screen, several), DrainEvent.class);
        systemd.ready(headline);
    }

    private void start(Server server) throws CommandFailure {
        try {
            server.apply(_ -> {});
        } catch (InvalidConfigException e) {
            throw Refusal.of(e);
        }
        server.configuration().notes().forEach(note -> screen.complain("roadrunner: " + note));
    }

    /// Waits until it is told to stop. Looks at the listeners now and then instead of subscribing
    /// to their events, which would cost every request something.
    ///
    /// @return false when a listener has failed
    private boolean serve(Roadrunner roadrunner, ServerLife life) throws InterruptedException {
        LiveLine live = new LiveLine(screen);
        while (!life.awaitStop(TICK)) {
            List<ListenerInfo> infos = new ArrayList<>();
            for (Listener listener : roadrunner.listeners()) {
                if (listener.status() == ListenerStatus.FAILED) {
                    screen.status("");
                    screen.complain("roadrunner: the listener " + listener.name() + " has failed");
                    return false;
                }
                infos.add(listener.info());
            }
            live.show(infos, System.nanoTime());
        }
        screen.status("");
        return true;
    }

    /// All listeners at once, each with its own options.
    private int drain(Roadrunner roadrunner, Server server) throws InterruptedException {
        server.stopApplying();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<DrainResult>> results = new ArrayList<>();
            for (Listener listener : roadrunner.listeners()) {
                DrainOptions options =
                        server.configuration()
                                .listener(listener.name())
                                .map(plan -> plan.options().drain())
                                .orElse(DrainOptions.standard());
                results.add(threads.submit(() -> listener.drain(options)));
            }
            boolean cut = false;
            for (Future<DrainResult> result : results) {
                cut |= result.get() instanceof DrainResult.TimedOut;
            }
            return cut ? ExitCode.FAILED : ExitCode.OK;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a listener failed to drain", e.getCause());
        }
    }

    private static String describe(Listener listener) {
        String scheme = listener.info().tlsGeneration() > 0 ? "https" : "http";
        return Addresses.describe(scheme, listener.address());
    }
}
