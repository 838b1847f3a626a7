package io.roadrunner.conformance.rpc;

import io.roadrunner.rpc.Field;
import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.MessageType;
import io.roadrunner.rpc.MethodType;
import io.roadrunner.rpc.RpcAddress;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcMethod;
import io.roadrunner.rpc.RpcOptions;
import io.roadrunner.rpc.RpcServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The program of the page about RPC.
final class RpcExample {
    private RpcExample() {}

    static String run() throws IOException {
        // begin
        MethodType greet =
                new MethodType(
                        "demo.Greet",
                        MessageType.of("Greeting", Field.text(1, "name")),
                        MessageType.of("Answer", Field.text(1, "text")));
        RpcMethod method =
                RpcMethod.of(
                        greet,
                        argument -> {
                            String text = "hello, " + argument.text("name");
                            return greet.result().message().put("text", text).build();
                        });
        RpcOptions options =
                RpcOptions.builder().address(RpcAddress.parse("tcp://127.0.0.1:0")).build();
        try (RpcServer server = RpcServer.start(options, List.of(method));
                RpcClient client = RpcClient.connect(server.address(), Duration.ofSeconds(5))) {
            Message argument = greet.argument().message().put("name", "you").build();
            return client.call(greet, argument).text("text");
        }
        // end
    }
}
