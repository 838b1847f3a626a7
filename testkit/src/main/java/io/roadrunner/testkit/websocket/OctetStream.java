package io.roadrunner.testkit.websocket;

import io.roadrunner.testkit.Wire;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a [WebSocketWire] runs over: octets both ways, in order. Owned by the wire, which closes
/// it; one thread may write while another one reads.
public interface OctetStream extends AutoCloseable {
    /// Sends octets.
    ///
    /// @param octets all of them
    /// @param timeout how long it may take
    /// @throws io.roadrunner.testkit.WireTimeoutException when the peer does not take them in time
    /// @throws io.roadrunner.testkit.ConnectionEndedException when the peer has gone
    void write(byte[] octets, Duration timeout);

    /// Waits for octets.
    ///
    /// @param timeout how long
    /// @return some of them; none when the time is over or the peer has ended the stream
    byte[] read(Duration timeout);

    /// {@return how the peer ended its side, null as far as that has not been read}
    Wire.@Nullable End end();

    /// Ends this side in order and keeps the other one open.
    void endOutput();

    /// Ends both sides with an error.
    void reset();

    /// Ends both sides; a second call does nothing.
    @Override
    void close();
}
