package io.roadrunner.listener;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;

/// What an error of `accept` means: whether waiting helps. The JDK tells the system's errors apart
/// only by their text. Stateless.
enum AcceptFault {
    /// A lack that passes, or a peer that was gone too soon: accept again after a pause.
    TRANSIENT,
    /// The socket itself is lost: bind anew.
    FATAL;

    /// EMFILE and ENFILE, ECONNABORTED, EPROTO, ENOBUFS, ENOMEM, EPERM of a firewall, and the
    /// network errors that accept(2) passes on from the new connection.
    private static final List<String> PASSING =
            List.of(
                    "too many open files",
                    "connection abort",
                    "protocol error",
                    "no buffer space",
                    "cannot allocate memory",
                    "out of memory",
                    "operation not permitted",
                    "connection reset",
                    "network is down",
                    "network is unreachable",
                    "host is down",
                    "no route to host",
                    "resource temporarily unavailable");

    static AcceptFault of(IOException error) {
        if (error instanceof ClosedChannelException || error.getMessage() == null) {
            return FATAL;
        }
        String message = error.getMessage().toLowerCase(Locale.ROOT);
        return PASSING.stream().anyMatch(message::contains) ? TRANSIENT : FATAL;
    }
}
