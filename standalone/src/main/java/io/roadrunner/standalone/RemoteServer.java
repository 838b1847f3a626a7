package io.roadrunner.standalone;

import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.MethodType;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcException;
import java.io.IOException;
import java.time.Duration;

/// A running server, asked over its control port. Every failure is a sentence for the user. Main
/// thread.
final class RemoteServer implements AutoCloseable {
    /// For what is answered at once.
    static final Duration SOON = Duration.ofSeconds(10);

    /// For what runs checks or applications: longer than the server's own patience.
    static final Duration LATER = Duration.ofSeconds(130);

    private final RpcAddress address;
    private final RpcClient client;

    private RemoteServer(RpcAddress address, RpcClient client) {
        this.address = address;
        this.client = client;
    }

    /// @throws CommandFailure when nobody listens there
    static RemoteServer connect(RpcAddress address, Duration timeout) throws CommandFailure {
        try {
            return new RemoteServer(address, RpcClient.connect(address, timeout));
        } catch (RpcException e) {
            throw CommandFailure.unreachable("no server answers at " + address + ": " + reason(e));
        }
    }

    /// The innermost reason, which says it without the address.
    private static String reason(IOException failure) {
        Throwable cause = failure.getCause();
        String text = cause == null ? failure.getMessage() : cause.getMessage();
        return Printing.clean(text == null ? failure.toString() : text);
    }

    /// Where it is.
    RpcAddress address() {
        return address;
    }

    /// Calls a method without an argument.
    Message call(MethodType method) throws CommandFailure {
        return call(method, method.argument().empty());
    }

    /// Calls a method.
    ///
    /// @throws CommandFailure with the server's own words when it refuses, otherwise when it is not
    ///   there any more, too slow, or no such server
    Message call(MethodType method, Message argument) throws CommandFailure {
        try {
            return client.call(method, argument);
        } catch (RpcException e) {
            throw switch (e) {
                case RpcException.ErrorAnswer _ -> CommandFailure.failed(clean(e));
                case RpcException.BadAnswer _ ->
                        CommandFailure.unreachable(
                                address + " is not the control port of a roadrunner: " + clean(e));
                case RpcException.Timeout _ -> CommandFailure.unreachable(clean(e));
                case RpcException.Unreachable _ ->
                        CommandFailure.unreachable(
                                address + " has closed the connection instead of answering");
            };
        }
    }

    private static String clean(RpcException failure) {
        return Printing.clean(failure.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}
