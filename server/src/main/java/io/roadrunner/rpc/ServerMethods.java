package io.roadrunner.rpc;

import java.lang.System.Logger.Level;
import java.util.List;

/// What can be done with the program as a whole. Any thread.
public final class ServerMethods {
    /// Reads the configuration again: `{}` → `{"generation": 2}`.
    public static final MethodType RELOAD =
            new MethodType(
                    "server.Reload",
                    MessageType.EMPTY,
                    MessageType.of("ReloadResult", Field.number(1, "generation")));

    /// Begins to end the program in good order: `{}` → `{}`.
    public static final MethodType STOP =
            new MethodType("server.Stop", MessageType.EMPTY, MessageType.EMPTY);

    /// What runs: `true` → `"0.1.0"`, as other servers of this protocol have it. The argument does
    /// not matter.
    public static final MethodType VERSION =
            new MethodType(
                    "rpc.Version",
                    MessageType.bare("BoolValue", Field.truth(1, "value")),
                    MessageType.bare("StringValue", Field.text(1, "value")));

    private static final System.Logger LOGGER = System.getLogger(ServerMethods.class.getName());

    private ServerMethods() {}

    /// The methods that a program answers by what it implements.
    ///
    /// @param version of the program, not empty
    public static List<RpcMethod> of(ServerControl control, String version) {
        return List.of(
                RpcMethod.of(RELOAD, _ -> reload(control)),
                RpcMethod.of(STOP, _ -> stop(control)),
                RpcMethod.of(
                        VERSION, _ -> VERSION.result().message().put("value", version).build()));
    }

    /// That a reload is refused is no fault of the server.
    private static Message reload(ServerControl control)
            throws RpcErrorException, InterruptedException {
        try {
            return RELOAD.result().message().put("generation", control.reload()).build();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOGGER.log(Level.INFO, "a reload was refused", e);
            String message = e.getMessage();
            throw new RpcErrorException(message == null ? e.toString() : message);
        }
    }

    private static Message stop(ServerControl control) {
        control.stop();
        return STOP.result().empty();
    }
}
