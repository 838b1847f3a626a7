package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.http.Responses;
import io.roadrunner.rpc.Message;
import io.roadrunner.rpc.RpcClient;
import io.roadrunner.rpc.RpcCodec;
import io.roadrunner.rpc.StatusMethods;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What can be called, by a client of ours in each codec.
class MethodsTest {
    @ParameterizedTest
    @EnumSource(RpcCodec.class)
    void aCheckIsAskedByItsName(RpcCodec codec) throws Exception {
        try (RpcProgram program = RpcProgram.answering(_ -> Responses.text(200, "here"));
                RpcClient client = program.connect(codec)) {
            Message argument =
                    StatusMethods.STATUS.argument().message().put("plugin", "web").build();
            assertEquals(200, client.call(StatusMethods.STATUS, argument).number("code"));
            assertEquals(200, client.call(StatusMethods.READY, argument).number("code"));
        }
    }
}
