package io.roadrunner.rpc;

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

    private static Message reload(ServerControl control) throws Exception {
        return RELOAD.result().message().put("generation", control.reload()).build();
    }

    private static Message stop(ServerControl control) {
        control.stop();
        return STOP.result().empty();
    }
}
