package io.roadrunner.conformance.websocket;

import static io.roadrunner.testkit.websocket.Frames.binary;
import static io.roadrunner.testkit.websocket.Frames.close;
import static io.roadrunner.testkit.websocket.Frames.text;

import io.roadrunner.DrainResult;
import io.roadrunner.testkit.websocket.Frame;
import io.roadrunner.testkit.websocket.WebSocketWire;
import io.roadrunner.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// The ways in which a session ends.
enum Ending {
    CLIENT_CLOSES("1000 bye", true) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.wire().send(close(1000, "bye")).expectClose(1000);
            client.wire().expectClosed();
        }
    },
    CLIENT_CLOSES_WITHOUT_CODE("1005 ", true) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.wire().send(close()).expectClose(Frame.NO_CODE);
            client.wire().expectClosed();
        }
    },
    SERVER_CLOSES("4000 enough", true) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            server.session(0).socket().close(4000, "enough");
            client.wire().expectClose(4000);
            client.wire().send(close(4000, "enough")).expectClosed();
        }
    },
    SERVER_CLOSES_AND_NOBODY_ANSWERS("4000 enough", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            server.session(0).socket().close(4000, "enough");
            client.wire().expectClose(4000);
            client.wire().expectClosed();
        }

        @Override
        WebSocketOptions options() {
            return WebSocketOptions.builder().closeTimeout(Duration.ofMillis(100)).build();
        }
    },
    BOTH_CLOSE_AT_ONCE("4001 client", true) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            server.session(0).socket().close(4000, "server");
            client.wire().send(close(4001, "client")).expectClose(4000);
            client.wire().expectClosed();
        }
    },
    CLIENT_ENDS_ITS_OUTPUT("1006 ", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.wire().endOutput().expectClosed();
        }
    },
    CLIENT_ENDS_WITHIN_A_FRAME("1006 ", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.wire().send(binary(new byte[10]).announcing(1000));
            client.wire().endOutput().expectClosed();
        }
    },
    CLIENT_IS_RESET("1006 ", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.wire().reset();
        }
    },
    CONNECTION_IS_RESET("1006 ", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.vanish();
        }
    },
    CLIENT_IS_SILENT("1006 ", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            WebSocketWire wire = client.wire().automaticPong(false);
            wire.receive();
            wire.receive();
            wire.expectClosed();
        }

        @Override
        WebSocketOptions options() {
            return WebSocketOptions.builder().pingInterval(Duration.ofMillis(100)).build();
        }
    },
    CLIENT_BREAKS_THE_PROTOCOL("1002 a frame without a mask", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.wire().send(text("x").unmasked()).expectFailure(1002);
        }
    },
    MESSAGE_IS_TOO_LARGE("1009 a frame beyond the limit", false) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            client.wire().send(binary(new byte[10]).announcing(1 << 30)).expectFailure(1009);
        }
    },
    LISTENER_STOPS("1001 going away", true) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            Thread stopping = Thread.ofVirtual().start(() -> server.listener().stop());
            client.wire().expectClose(1001);
            client.wire().send(close(1001, "going away")).expectClosed();
            join(stopping);
        }
    },
    DEADLINE_OF_A_DRAIN("1001 going away", true) {
        @Override
        void happen(SessionServer server, SessionClient client) {
            CompletableFuture<DrainResult> drain = server.drain(Duration.ofMillis(100));
            client.wire().expectClose(1001);
            client.wire().send(close(1001, "going away")).expectClosed();
            drain.join();
        }
    };

    private final String end;
    private final boolean clean;

    Ending(String end, boolean clean) {
        this.end = end;
        this.clean = clean;
    }

    /// Makes it happen to session 0.
    abstract void happen(SessionServer server, SessionClient client);

    /// What the server needs for it.
    WebSocketOptions options() {
        return WebSocketOptions.standard();
    }

    /// What the handler is told: code and reason.
    String end() {
        return end;
    }

    /// Whether both sides say farewell.
    boolean isClean() {
        return clean;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the listener stopped", e);
        }
    }
}
