package io.roadrunner.hpack;

import java.io.Serial;

/// A header block that RFC 7541 does not allow. The message says what was wrong with it and holds
/// nothing of its content. Without a stack: a peer's fault.
public final class HpackException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    HpackException(String message) {
        super(message, null, false, false);
    }
}
