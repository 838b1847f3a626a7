package io.roadrunner.rpc;

/// Thrown by a method to answer with an error that is no fault of the server, such as an unknown
/// name. The caller gets the text; nothing is logged. Without a stack.
public final class RpcErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message what the caller is told
    public RpcErrorException(String message) {
        super(message, null, false, false);
    }
}
