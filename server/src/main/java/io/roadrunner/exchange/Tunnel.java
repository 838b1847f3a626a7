package io.roadrunner.exchange;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.http.UpgradedConnection;

/// The bytes of a connection or of a stream after a switch of protocols, for the protocols of the
/// server itself: what an application's [UpgradedConnection] offers, and what it takes to end well.
/// One thread reads and one at a time writes; both may do so at the same moment.
public interface Tunnel extends UpgradedConnection {
    /// Has a protocol looked after: drains reach it, and the reaper keeps its deadlines. Once,
    /// before the first byte is read; a drain that has begun is passed on at once.
    void attend(TunneledProtocol protocol);

    /// Whether bytes have arrived that nobody has read; false when it cannot be told.
    boolean hasUnread();

    /// Tells the peer that nothing more comes; input is not touched.
    void endOutput();

    /// Cuts both directions; blocked calls fail. Any thread, any number of times.
    void cut(CloseCause cause);
}
