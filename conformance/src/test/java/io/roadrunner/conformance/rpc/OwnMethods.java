package io.roadrunner.conformance.rpc;

import io.roadrunner.rpc.Field;
import io.roadrunner.rpc.MessageType;
import io.roadrunner.rpc.MethodType;
import io.roadrunner.rpc.RpcMethod;

/// Methods that a test adds. Stateless; any thread.
final class OwnMethods {
    private static final MessageType TEXT = MessageType.of("Text", Field.text(1, "text"));

    private OwnMethods() {}

    /// A method of the name `test.NAME` that takes and gives a text.
    static RpcMethod of(String name, Body body) {
        MethodType type = new MethodType("test." + name, TEXT, TEXT);
        return RpcMethod.of(
                type,
                argument -> TEXT.message().put("text", body.answer(argument.text("text"))).build());
    }

    /// What a method does.
    interface Body {
        String answer(String text) throws Exception;
    }
}
