package io.roadrunner.standalone;

import io.roadrunner.ListenerException;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.DrainOptions;
import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcMethod;
import io.roadrunner.rpc.RpcServer;
import io.roadrunner.rpc.ServerMethods;
import io.roadrunner.rpc.StatusMethods;
import io.roadrunner.standalone.config.OperatorPlan;
import io.roadrunner.standalone.config.RpcPlan;
import io.roadrunner.standalone.config.StatusPlan;
import io.roadrunner.standalone.process.PidFile;
import io.roadrunner.status.StatusOptions;
import io.roadrunner.status.StatusPlugin;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a server has for those who operate it: the status page, the control port and the file with
/// the number of the process. They come after the listeners and go last, so that it can be asked
/// how it goes until the end. Main thread, but for [#shutDown()] and [#abandon()].
final class OperatorAccess implements AutoCloseable {
    /// How long callers who have seen the end may take to leave.
    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final List<String> lines = new ArrayList<>();
    private final ServerLife life;
    private String pageAddress = "";
    private volatile @Nullable StatusPlugin status;
    private volatile @Nullable RpcServer rpc;
    private volatile @Nullable PidFile pidFile;

    /// @param life what can be told over the control port
    OperatorAccess(ServerLife life) {
        this.life = life;
    }

    /// Opens what the configuration names.
    ///
    /// @param roadrunner whose status is told and whose listeners can be drained
    /// @param server what is told of beside
    /// @throws CommandFailure when an address that the user asked for cannot be had, or the file
    void open(Roadrunner roadrunner, Server server) throws CommandFailure {
        OperatorPlan plan = server.configuration().operators();
        try {
            PidFile file = PidFile.claim(plan.pidFile());
            StatusPlan page = plan.status();
            RpcPlan control = plan.rpc();
            if (page != null) {
                openStatus(roadrunner, page);
            }
            if (control != null) {
                if (status == null) {
                    status = withoutPage(roadrunner, page);
                }
                openRpc(roadrunner, server, control);
            }
            pidFile = file;
            file.write();
        } catch (IOException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        }
    }

    private void openStatus(Roadrunner roadrunner, StatusPlan plan) throws CommandFailure {
        try {
            StatusPlugin plugin = StatusPlugin.start(roadrunner, plan.options());
            status = plugin;
            pageAddress = Addresses.describe("http", plugin.address());
            lines.add("status: " + pageAddress);
        } catch (ListenerException e) {
            String why = whyNot(plan.options(), e);
            if (plan.asked() || !isTaken(e.getCause())) {
                throw CommandFailure.failed("the status page has no port: " + why);
            }
            lines.add("status: none, " + why);
        }
    }

    /// The control port tells the same as the page would.
    private static StatusPlugin withoutPage(Roadrunner roadrunner, @Nullable StatusPlan page) {
        StatusOptions options = page == null ? StatusOptions.standard() : page.options();
        return StatusPlugin.withoutListener(roadrunner, options);
    }

    private static boolean isTaken(@Nullable Throwable failure) {
        return failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use");
    }

    private static String whyNot(StatusOptions options, ListenerException failure) {
        if (isTaken(failure.getCause())) {
            return "port " + options.port() + " is in use; choose another one with --status-port";
        }
        Throwable cause = failure.getCause();
        return options.host()
                + ":"
                + options.port()
                + ": "
                + (cause == null ? failure.getMessage() : cause.getMessage());
    }

    private void openRpc(Roadrunner roadrunner, Server server, RpcPlan plan) throws CommandFailure {
        StatusPlugin plugin = Objects.requireNonNull(status);
        RpcAddress address = plan.options().address();
        try {
            RpcServer started =
                    RpcServer.start(plan.options(), methods(roadrunner, server, plugin));
            rpc = started;
            lines.add("control: " + started.address());
        } catch (IOException e) {
            String why =
                    isTaken(e)
                            ? address + " is in use; choose another one with --rpc"
                            : address + ": " + e.getMessage();
            if (plan.asked() || !isTaken(e)) {
                throw CommandFailure.failed("the control port has no address: " + why);
            }
            lines.add("control: none, " + why);
        }
    }

    private List<RpcMethod> methods(Roadrunner roadrunner, Server server, StatusPlugin plugin) {
        DrainOptions drain = server.configuration().listeners().getFirst().options().drain();
        List<RpcMethod> methods = new ArrayList<>();
        methods.addAll(StatusMethods.of(plugin));
        methods.addAll(ListenerMethods.of(roadrunner, plugin, drain));
        methods.addAll(ServerMethods.of(life, Version.ofProgram()));
        methods.add(ProgramInfo.method(server, plugin, pageAddress));
        return methods;
    }

    /// What the user is told, each on a line of its own.
    List<String> lines() {
        return List.copyOf(lines);
    }

    /// Has checks registered where somebody can ask for them.
    ///
    /// @param registrar gets the address of the status page too, empty for none
    void register(BiConsumer<StatusPlugin, String> registrar) {
        StatusPlugin plugin = status;
        if (plugin != null) {
            registrar.accept(plugin, pageAddress);
        }
    }

    /// Says from now on that the server shuts down. Any thread.
    void shutDown() {
        StatusPlugin plugin = status;
        if (plugin != null) {
            plugin.shutDown();
        }
    }

    /// Takes the files away, because the process ends at once. Any thread.
    void abandon() {
        PidFile file = pidFile;
        if (file != null) {
            file.close();
        }
        RpcServer server = rpc;
        if (server != null && server.address() instanceof RpcAddress.Unix socket) {
            try {
                Files.deleteIfExists(socket.path());
            } catch (IOException _) {
                // The next server replaces it.
            }
        }
    }

    @Override
    public void close() {
        RpcServer server = rpc;
        StatusPlugin plugin = status;
        PidFile file = pidFile;
        if (server != null) {
            awaitFarewell(server);
            server.close();
        }
        if (plugin != null) {
            plugin.close();
        }
        if (file != null) {
            file.close();
        }
    }

    /// Whoever has called for the end wants to see how it came.
    private void awaitFarewell(RpcServer server) {
        long deadline = System.nanoTime() + LEAVE_NANOS;
        while (life.isCalledToStop()
                && server.connections() > 0
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }
}
