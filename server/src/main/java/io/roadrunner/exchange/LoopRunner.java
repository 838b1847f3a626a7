package io.roadrunner.exchange;

import io.roadrunner.connection.Deadline;
import io.roadrunner.connection.Drain;
import io.roadrunner.http.Disconnected;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.Headers;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.PeerGoneException;
import io.roadrunner.http.Push;
import io.roadrunner.http.Response;
import io.roadrunner.routing.DrainPolicy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Runs the message loop of a [Response.Loop] in the thread of its request, from the head that has
/// been sent to the last message.
final class LoopRunner {
    private final Exchange exchange;
    private final RequestLife life;
    private final LoopMailbox mailbox;
    private final DrainPolicy policy;
    private @Nullable Deadline told;

    LoopRunner(RequestLife life, DrainPolicy policy) {
        this.exchange = life.exchange();
        this.life = life;
        this.mailbox = life.mailbox();
        this.policy = policy;
    }

    /// Hands message after message to the handler.
    ///
    /// @return the trailers of a body that the handler ended
    /// @throws IOException when the peer has gone
    /// @throws Exception what the handler throws
    <S> Headers run(Response.Loop<S> loop, Push push) throws Exception {
        life.onDisconnect(
                () -> mailbox.deliverDisconnect(new Disconnected(Disconnected.Reason.CLOSED)));
        exchange.onDrain(this::tellDrain);
        S state = loop.state();
        while (true) {
            Object message = nextMessage();
            if (LoopMailbox.END.equals(message)) {
                return Headers.empty();
            }
            Next<S> next = loop.handler().onMessage(message, push, state);
            if (message instanceof Disconnected) {
                throw new PeerGoneException(new IOException("its side has ended"));
            }
            switch (next) {
                case Next.Continue<S>(S following) -> state = following;
                case Next.Stop<S>(Headers trailers) -> {
                    return trailers;
                }
            }
        }
    }

    private Object nextMessage() throws PeerGoneException {
        try {
            return mailbox.take();
        } catch (InterruptedException e) {
            // Cut from outside, at the deadline of a drain or by a stop: no fault of the handler.
            throw new PeerGoneException(new IOException("the connection was cut"));
        }
    }

    /// Passes a drain on; called again with the same deadline it has nothing to say.
    private void tellDrain(Drain drain) {
        synchronized (this) {
            if (drain.deadline().equals(told)) {
                return;
            }
            told = drain.deadline();
        }
        switch (policy) {
            case NOTIFY -> mailbox.deliverDrain(new DrainNotice(drain.deadline().instant()));
            case CLOSE_NOW -> mailbox.deliverEnd();
            case RUN_TO_DEADLINE -> {}
        }
    }
}
