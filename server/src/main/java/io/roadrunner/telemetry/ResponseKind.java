package io.roadrunner.telemetry;

import io.roadrunner.http.Response;

/// The shape of a response, as telemetry shows it.
public enum ResponseKind {
    /// The body was known as a whole.
    BUFFERED,
    /// The body was written piece by piece.
    STREAMING,
    /// The body was written by the messages of a mailbox.
    LOOP,
    /// The body was a part of a file.
    SEND_FILE,
    /// The connection changed its protocol.
    UPGRADE;

    /// The kind of a response.
    public static ResponseKind of(Response response) {
        return switch (response) {
            case Response.Buffered _ -> BUFFERED;
            case Response.Streaming _ -> STREAMING;
            case Response.Loop<?> _ -> LOOP;
            case Response.SendFile _ -> SEND_FILE;
            case Response.Upgrade _ -> UPGRADE;
        };
    }
}
