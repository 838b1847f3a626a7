package io.roadrunner.standalone;

import io.roadrunner.rpc.ListenerMethods;
import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.ServerMethods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `roadrunner stop`: has a running server drain and end.
final class StopCommand implements Callable<Integer> {
    private static final String DESCRIPTION =
            """
            Has a running server drain all listeners, as its configuration says, and end.
            Shows how it goes and returns when the process has gone; exits with 1 when something
            had to be cut off.
            """;

    /// From the end of the drains to the end of the process.
    private static final long LAST_STEPS_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Screen screen;
    private final RemoteFlags remote = new RemoteFlags();

    StopCommand(Screen screen) {
        this.screen = screen;
    }

    CommandSpec spec() {
        return remote.addTo(Commands.describe("stop", this, DESCRIPTION));
    }

    @Override
    public Integer call() throws CommandFailure {
        Message process;
        List<Message> ended;
        RpcAddress address;
        Optional<ProcessHandle> handle;
        try (RemoteServer server = remote.connect(RemoteServer.SOON)) {
            address = server.address();
            process = server.call(ProgramInfo.TYPE);
            Set<String> names =
                    server.call(ListenerMethods.LIST).messages("listeners").stream()
                            .map(listener -> listener.text("name"))
                            .collect(Collectors.toUnmodifiableSet());
            handle = onThisMachine(process);
            server.call(ServerMethods.STOP);
            Interruption.explain(screen, "the server goes on stopping");
            RemoteDrains drains = new RemoteDrains(screen, names, remote.json());
            ended = drains.follow(server);
            if (!remote.json()) {
                drains.report(ended);
            }
        }
        if (!hasEnded(() -> handle.map(ProcessHandle::isAlive).orElseGet(() -> answers(address)))) {
            throw CommandFailure.failed(
                    "process " + process.number("pid") + " has drained and does not end");
        }
        boolean cut = ended.stream().anyMatch(RemoteDrains::wasCut);
        screen.print(
                remote.json() ? json(process, ended) : "stopped: process " + process.number("pid"));
        return cut ? ExitCode.FAILED : ExitCode.OK;
    }

    private static String json(Message process, List<Message> ended) {
        return MessageJson.of(
                Map.of(
                        "pid",
                        process.number("pid"),
                        "drains",
                        ended.stream().map(MessageJson::fields).toList()));
    }

    private static boolean hasEnded(BooleanSupplier lives) {
        long deadline = System.nanoTime() + LAST_STEPS_NANOS;
        while (lives.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /// The number alone could be that of another process: of another machine, or of a container.
    private static Optional<ProcessHandle> onThisMachine(Message process) {
        String started = process.text("started");
        return started.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(process.number("pid"))
                        .filter(handle -> ProgramInfo.started(handle).equals(started));
    }

    private static boolean answers(RpcAddress address) {
        try (RemoteServer _ = RemoteServer.connect(address, RemoteServer.SOON)) {
            return true;
        } catch (CommandFailure _) {
            return false;
        }
    }
}
