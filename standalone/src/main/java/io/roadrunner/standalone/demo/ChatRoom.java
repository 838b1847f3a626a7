package io.roadrunner.standalone.demo;

import io.roadrunner.http.Handler;
import io.roadrunner.http.NdJson;
import io.roadrunner.http.Request;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `/chat?name=…`: a room where everybody hears what everybody says, in the same order. Members
/// send plain text and get JSON, one of the records below for each message.
///
/// Any thread; one lock, held for moments and never while somebody is waited for. Bounded by
/// [#MAX_MEMBERS], [#MAX_HISTORY], the size of a message and the mailbox of each session: whoever
/// takes less than is said is shown out.
final class ChatRoom {
    private static final int MAX_MEMBERS = 200;
    private static final int MAX_HISTORY = 50;
    private static final int MAX_MESSAGE_BYTES = 4096;

    /// How long a member is not listened to after each word: a crowd may talk, one may not shout.
    private static final int BREATH_MILLIS = 50;

    private static final int TRY_AGAIN_LATER = 1013;

    private static final WebSocketOptions OPTIONS =
            WebSocketOptions.builder()
                    .maxFrameSize(MAX_MESSAGE_BYTES)
                    .maxMessageSize(MAX_MESSAGE_BYTES)
                    .build();

    private final Map<String, WebSocket> members = new LinkedHashMap<>();
    private final Deque<Line> history = new ArrayDeque<>();

    /// The first message to a new member.
    ///
    /// @param kind `welcome`
    /// @param you the name that the member has got
    /// @param members everybody in the room
    /// @param history what was said last
    private record Welcome(String kind, String you, List<String> members, List<Line> history) {}

    /// Something that happened in the room.
    ///
    /// @param kind `said`, `joined` or `left`
    private record Line(String kind, String name, String text, Instant at) {}

    /// The server is about to stop.
    ///
    /// @param kind `drain`
    private record DrainWarning(String kind, Instant deadline) {}

    /// Opens sessions in this room.
    Handler handler() {
        return WebSockets.handler(OPTIONS, Member::new);
    }

    /// One session. What the others say comes through its mailbox, so that nobody waits for it.
    private final class Member implements WebSocketHandler {
        private final String wish;

        /// Nobody counts it down.
        private final CountDownLatch breath = new CountDownLatch(1);

        private @Nullable String name;

        Member(Request request) {
            wish = MemberNames.clean(request.queryParameters().first("name"));
        }

        @Override
        public void onOpen(WebSocket socket) {
            name = enter(wish, socket);
            if (name == null) {
                socket.close(TRY_AGAIN_LATER, "the room is full");
            }
        }

        /// While this waits nothing is read: who sends faster is held back by the connection.
        @Override
        public void onText(WebSocket socket, String text) throws InterruptedException {
            if (name != null && !text.isBlank()) {
                tell(new Line("said", name, text.strip(), Instant.now()));
                breath.await(BREATH_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void onMessage(WebSocket socket, Object message) {
            socket.sendText((String) message);
        }

        @Override
        public void onDrain(WebSocket socket, Instant deadline) {
            socket.sendText(json(new DrainWarning("drain", deadline)));
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason) {
            if (name != null) {
                leave(name);
            }
        }
    }

    /// Lets somebody in.
    ///
    /// @return the name in the room, null when there is no room left
    private synchronized @Nullable String enter(String wish, WebSocket socket) {
        if (members.size() >= MAX_MEMBERS) {
            return null;
        }
        String name = MemberNames.free(wish, members.keySet());
        tell(new Line("joined", name, "", Instant.now()));
        members.put(name, socket);
        List<String> names = List.copyOf(members.keySet());
        socket.post(json(new Welcome("welcome", name, names, List.copyOf(history))));
        return name;
    }

    private synchronized void leave(String name) {
        members.remove(name);
        tell(new Line("left", name, "", Instant.now()));
    }

    private synchronized void tell(Line line) {
        if (line.kind().equals("said")) {
            history.add(line);
            if (history.size() > MAX_HISTORY) {
                history.remove();
            }
        }
        String message = json(line);
        for (WebSocket member : members.values()) {
            if (!member.post(message)) {
                member.close(TRY_AGAIN_LATER, "too slow");
            }
        }
    }

    private static String json(Object value) {
        return new String(NdJson.item(value), StandardCharsets.UTF_8);
    }
}
