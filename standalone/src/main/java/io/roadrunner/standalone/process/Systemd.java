package io.roadrunner.standalone.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tells systemd how far this process is, if it wants to know: `Type=notify` in the unit, and a
/// socket in `NOTIFY_SOCKET`. Otherwise nothing happens and nothing native is loaded. Failures are
/// logged and end nothing. Any thread.
public final class Systemd {
    private static final System.Logger LOGGER = System.getLogger(Systemd.class.getName());

    private final @Nullable String socket;

    private Systemd(@Nullable String socket) {
        this.socket = socket;
    }

    /// The one that an environment names.
    public static Systemd of(Map<String, String> environment) {
        String socket = environment.get("NOTIFY_SOCKET");
        return new Systemd(socket == null || socket.isEmpty() ? null : socket);
    }

    /// The server serves.
    ///
    /// @param status one line for people
    public void ready(String status) {
        tell("READY=1\nSTATUS=" + status);
    }

    /// A reload begins; [#ready] says that it has ended.
    public void reloading() {
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
        tell("RELOADING=1\nMONOTONIC_USEC=" + micros + "\nSTATUS=reloading");
    }

    /// The server drains, and ends then.
    public void stopping() {
        tell("STOPPING=1\nSTATUS=draining");
    }

    private void tell(String state) {
        if (socket == null) {
            return;
        }
        try {
            UnixDatagram.send(socket, state);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "systemd is not told: " + e.getMessage());
        }
    }
}
