package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptFaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Too many open files",
                "Too many open files in system",
                "Software caused connection abort",
                "Protocol error",
                "No buffer space available",
                "Cannot allocate memory",
                "Operation not permitted",
                "Connection reset by peer",
                "Network is unreachable",
                "No route to host",
                "Resource temporarily unavailable"
            })
    void aLackThatPassesIsTransient(String message) {
        assertEquals(AcceptFault.TRANSIENT, AcceptFault.of(new IOException(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bad file descriptor", "Invalid argument", "Socket is not bound", ""})
    void anythingElseMeansThatTheSocketIsLost(String message) {
        assertEquals(AcceptFault.FATAL, AcceptFault.of(new IOException(message)));
    }

    @Test
    void aClosedChannelIsLost() {
        assertEquals(AcceptFault.FATAL, AcceptFault.of(new ClosedChannelException()));
        assertEquals(AcceptFault.FATAL, AcceptFault.of(new AsynchronousCloseException()));
        assertEquals(AcceptFault.FATAL, AcceptFault.of(new IOException((String) null)));
    }
}
