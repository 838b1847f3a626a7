package io.roadrunner.standalone;

import io.roadrunner.DrainResult;
import io.roadrunner.Listener;
import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.routing.InvalidRouteException;
import io.roadrunner.telemetry.DrainEvent;
import io.roadrunner.telemetry.ListenerStatus;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// The life of a server process with one listener: start, serve until a signal, drain. Runs in the
/// main thread.
final class ServerRun {
    private static final String LISTENER = "web";
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Screen screen;
    private final ListenerOptions options;

    ServerRun(Screen screen, ListenerOptions options) {
        this.screen = screen;
        this.options = options;
    }

    /// Serves until the process is told to stop.
    ///
    /// @param headline what is served
    /// @return the exit code
    /// @throws CommandFailure when the listener does not start
    int run(String headline) throws CommandFailure, InterruptedException {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Listener listener = start(roadrunner);
            StopSignals signals = StopSignals.install(screen);
            screen.print("roadrunner " + Version.ofProgram() + " is " + headline);
            screen.print("  " + describe(listener));
            return serve(listener, signals) ? drain(roadrunner, listener) : ExitCode.FAILED;
        }
    }

    private Listener start(Roadrunner roadrunner) throws CommandFailure {
        try {
            return roadrunner.startListener(LISTENER, options);
        } catch (ListenerException e) {
            throw CommandFailure.failed(whyNot(e));
        } catch (InvalidRouteException e) {
            throw CommandFailure.failed("the routes are refused: " + e.getMessage());
        }
    }

    private String whyNot(ListenerException failure) {
        Throwable cause = failure.getCause();
        if (options.address() instanceof ListenAddress.Tcp tcp
                && cause instanceof BindException bind
                && String.valueOf(bind.getMessage()).contains("in use")) {
            return "port " + tcp.port() + " is in use already; choose another one with --port";
        }
        return "cannot listen on "
                + options.address()
                + ": "
                + (cause == null ? failure.getMessage() : cause.getMessage());
    }

    /// Waits for the signal. Looks at the listener now and then instead of subscribing to its
    /// events, which would cost every request something.
    ///
    /// @return false when the listener has failed
    private boolean serve(Listener listener, StopSignals signals) throws InterruptedException {
        LiveLine live = new LiveLine(screen);
        while (!signals.await(TICK)) {
            if (listener.status() == ListenerStatus.FAILED) {
                screen.status("");
                screen.complain("roadrunner: the listener has failed");
                return false;
            }
            live.show(listener.info(), System.nanoTime());
        }
        screen.status("");
        return true;
    }

    private int drain(Roadrunner roadrunner, Listener listener) throws InterruptedException {
        roadrunner.telemetry().attach(new DrainProgress(screen), DrainEvent.class);
        return switch (listener.drain(options.drain())) {
            case DrainResult.Drained _ -> ExitCode.OK;
            case DrainResult.TimedOut _ -> ExitCode.FAILED;
        };
    }

    private static String describe(Listener listener) {
        if (!(listener.address() instanceof InetSocketAddress address)) {
            return "unix:" + listener.address();
        }
        InetAddress host = address.getAddress();
        if (host.isAnyLocalAddress()) {
            return "http://127.0.0.1:" + address.getPort() + "/ and on every other address";
        }
        String text = host.getHostAddress();
        String literal = host instanceof Inet6Address ? "[" + text + "]" : text;
        return "http://" + literal + ":" + address.getPort() + "/";
    }
}
