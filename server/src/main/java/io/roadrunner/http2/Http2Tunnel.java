package io.roadrunner.http2;

import io.roadrunner.connection.CloseCause;
import io.roadrunner.exchange.DrainAction;
import io.roadrunner.exchange.Outcome;
import io.roadrunner.exchange.Tunnel;
import io.roadrunner.exchange.TunneledProtocol;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The DATA frames of one stream as the bytes of another protocol (RFC 8441 §5), served by the
/// thread of the request that opened it.
final class Http2Tunnel implements Tunnel {
    private final Http2Connection connection;
    private final Http2Request request;
    private final Http2Exchange exchange;
    private final DrainAction drainAction;
    private @Nullable TunneledProtocol protocol;

    /// @param exchange whose answer has switched the protocol
    Http2Tunnel(Http2Connection connection, Http2Request request, Http2Exchange exchange) {
        this.connection = connection;
        this.request = request;
        this.exchange = exchange;
        this.drainAction = new DrainAction(Thread.currentThread().getName());
    }

    /// Serves to the end: END_STREAM takes the place of an orderly end of the connection,
    /// RST_STREAM with CANCEL that of a reset (RFC 8441 §5).
    void serve(Outcome.Session session) {
        boolean complete = false;
        try {
            complete = session.serve(this);
        } finally {
            if (protocol != null) {
                connection.tunnels().remove(protocol);
            }
            if (complete) {
                endOutput();
            } else {
                connection.channel().cancel(request);
            }
        }
    }

    @Override
    public void attend(TunneledProtocol attended) {
        protocol = attended;
        connection.tunnels().add(attended);
        exchange.onDrain(attended::drain);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        Http2Body body = request.body();
        return body == null ? -1 : body.read(target);
    }

    @Override
    public boolean hasUnread() {
        Http2Body body = request.body();
        return body != null && body.hasUnread();
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        exchange.write(source);
    }

    @Override
    public void endOutput() {
        try {
            exchange.finish(Headers.empty());
        } catch (IOException e) {
            // The stream has ended: there is nothing left to say.
            return;
        }
    }

    @Override
    public void cut(CloseCause cause) {
        connection.channel().cancel(request);
    }

    @Override
    public void onDrain(Consumer<DrainNotice> action) {
        drainAction.set(action);
        exchange.onDrain(drainAction::drain);
    }
}
