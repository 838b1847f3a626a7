package io.roadrunner.standalone.demo;

import io.roadrunner.Roadrunner;
import io.roadrunner.http.Disconnected;
import io.roadrunner.http.DrainNotice;
import io.roadrunner.http.LoopHandler.Next;
import io.roadrunner.http.Mailbox;
import io.roadrunner.http.Push;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.http.ServerSentEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// `/events` and `/publish`: who listens, and what is told to all of them. Any thread. Bounded by
/// the connections of the listener and the capacity of each mailbox.
final class Subscribers {
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private final Set<Mailbox> mailboxes = ConcurrentHashMap.newKeySet();

    /// What a new subscriber is sent first.
    private record Welcome(int subscribers) {}

    /// What was published.
    private record Message(String text) {}

    /// A stream of events that lasts until the client leaves or the listener drains.
    Response subscribe(Request request) {
        Mailbox mailbox = request.mailbox();
        mailboxes.add(mailbox);
        request.closeAfterwards(() -> mailboxes.remove(mailbox));
        mailbox.send(new Welcome(mailboxes.size()));
        return Responses.eventStream(request, (message, push, _) -> tell(request, message, push));
    }

    private static Next<Request> tell(Request request, Object message, Push push)
            throws IOException {
        return switch (message) {
            case Welcome(int subscribers) ->
                    pushed(push, "welcome", Integer.toString(subscribers), request);
            case Message(String text) -> pushed(push, "message", text, request);
            case DrainNotice notice -> {
                Roadrunner.acknowledgeDrain(request, notice.deadline());
                push.send(ServerSentEvents.event("drain", notice.deadline().toString()));
                yield Next.stop();
            }
            case Disconnected _ -> Next.stop();
            default -> throw new IllegalStateException("unexpected message: " + message);
        };
    }

    private static Next<Request> pushed(Push push, String name, String data, Request request)
            throws IOException {
        push.send(ServerSentEvents.event(name, data));
        return Next.next(request);
    }

    /// Hands the text to everybody who listens; who is too slow to take it is left out.
    Response publish(Request request) throws IOException {
        byte[] text = request.readBody(MAX_MESSAGE_BYTES + 1);
        if (text.length > MAX_MESSAGE_BYTES) {
            return Responses.text(413, "a message has at most " + MAX_MESSAGE_BYTES + " bytes");
        }
        Message message = new Message(new String(text, StandardCharsets.UTF_8));
        int told = 0;
        for (Mailbox mailbox : mailboxes) {
            told += mailbox.send(message) ? 1 : 0;
        }
        return Responses.json(200, Map.of("subscribers", told));
    }
}
