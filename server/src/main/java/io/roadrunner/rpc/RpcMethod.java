package io.roadrunner.rpc;

/// Something that can be called over RPC. Called by many virtual threads at the same time, each of
/// which is interrupted when the call takes too long.
public interface RpcMethod {
    /// What it is called, takes and gives; the same at each time.
    MethodType type();

    /// Does it.
    ///
    /// @param argument of the type of arguments
    /// @return a message of the type of results
    /// @throws RpcErrorException for an error that the caller is told and nobody else
    /// @throws Exception for any other, which is logged too
    Message call(Message argument) throws Exception;

    /// What a method does.
    @FunctionalInterface
    interface Body {
        /// Does it.
        ///
        /// @param argument of the type of arguments
        /// @return a message of the type of results
        /// @throws RpcErrorException for an error that the caller is told and nobody else
        /// @throws Exception for any other, which is logged too
        Message call(Message argument) throws Exception;
    }

    /// A method of a type and what it does.
    static RpcMethod of(MethodType type, Body body) {
        return new RpcMethod() {
            @Override
            public MethodType type() {
                return type;
            }

            @Override
            public Message call(Message argument) throws Exception {
                return body.call(argument);
            }
        };
    }
}
