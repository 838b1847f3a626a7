package io.roadrunner.conformance.http2;

import io.roadrunner.testkit.http2.Http2Wire;

/// What a client may still send, of the first windows and of the updates that it reads. Owned by
/// one test.
final class SendWindows {
    private static final int FIRST_WINDOW = 65_535;

    private final Http2Wire wire;
    private final int stream;
    private long ofConnection = FIRST_WINDOW;
    private long ofStream;

    /// @param stream the only one that is long, 0 when all of them are short
    SendWindows(Http2Wire wire, int stream) {
        this.wire = wire;
        this.stream = stream;
        this.ofStream = stream == 0 ? Long.MAX_VALUE : FIRST_WINDOW;
    }

    /// Takes so many octets from the windows and waits for updates where they are too small.
    void awaitRoom(int octets) {
        while (ofStream < octets) {
            ofStream += wire.expectWindowUpdate(stream).increment();
        }
        while (ofConnection < octets) {
            ofConnection += wire.expectWindowUpdate(0).increment();
        }
        ofStream -= octets;
        ofConnection -= octets;
    }
}
