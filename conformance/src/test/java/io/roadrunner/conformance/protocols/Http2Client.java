package io.roadrunner.conformance.protocols;

import io.roadrunner.http.Headers;
import io.roadrunner.testkit.WireException;
import io.roadrunner.testkit.http2.DataFrame;
import io.roadrunner.testkit.http2.ErrorCode;
import io.roadrunner.testkit.http2.Field;
import io.roadrunner.testkit.http2.Frame;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.HeadersFrame;
import io.roadrunner.testkit.http2.Http2Wire;
import io.roadrunner.testkit.http2.Setting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A connection by HTTP/2 that keeps to the windows of the server.
final class Http2Client implements Client {
    private static final int PIECE = 16_384;

    private final Http2Wire wire;
    private final Way way;
    private final Map<Integer, Stream> streams = new HashMap<>();
    private long window = 65_535;
    private long streamWindow = 65_535;
    private int nextStream = 1;

    Http2Client(Http2Wire wire, Way way) {
        this.wire = wire.automaticWindowUpdates(true);
        this.way = way;
        Long announced = wire.expectSettings().value(Setting.INITIAL_WINDOW_SIZE);
        if (announced != null) {
            streamWindow = announced;
        }
    }

    @Override
    public Call begin(Ask ask) {
        Stream stream = new Stream(nextStream, ask);
        nextStream += 2;
        streams.put(stream.id, stream);
        HeadersFrame head = Frames.headers(stream.id).request(ask.method(), ask.path());
        head.with(":scheme", way.scheme()).with(":authority", "a");
        ask.fields().forEach(field -> head.field(field.name(), field.value()));
        wire.send(head.endStream(!ask.hasContent()).huffman().split(PIECE));
        return stream;
    }

    @Override
    public void reset() {
        wire.reset();
    }

    @Override
    public void close() {
        wire.close();
    }

    /// Reads the next frame of the connection and gives it to whom it concerns.
    private void pump() {
        Frame frame;
        try {
            frame = wire.receive();
        } catch (WireException e) {
            throw new CutOffException(String.valueOf(e.getMessage()));
        }
        switch (frame) {
            case Frame.WindowUpdate update when update.stream() == 0 ->
                    window += update.increment();
            case Frame.WindowUpdate update -> of(update.stream()).window += update.increment();
            case Frame.Headers headers -> of(headers.stream()).received.add(headers);
            case Frame.Data data -> of(data.stream()).received.add(data);
            case Frame.Reset reset -> of(reset.stream()).received.add(reset);
            case Frame.GoAway _, Frame.Ping _, Frame.Settings _, Frame.Unknown _ -> {}
        }
    }

    private Stream of(int id) {
        Stream stream = streams.get(id);
        if (stream == null) {
            throw new AssertionError("a frame of stream " + id + ", which was never begun");
        }
        return stream;
    }

    private static Headers fields(List<Field> fields) {
        Headers.Builder kept = Headers.builder();
        for (Field field : fields) {
            if (!field.isPseudo()) {
                kept.add(field.name(), field.value());
            }
        }
        return kept.build();
    }

    /// One stream of it.
    private final class Stream implements Call {
        private final int id;
        private final Ask ask;
        private final Deque<Frame> received = new ArrayDeque<>();
        private long window = streamWindow;
        private boolean ended;
        private Headers trailers = Headers.empty();

        Stream(int id, Ask ask) {
            this.id = id;
            this.ask = ask;
        }

        @Override
        public Call write(byte[] piece) {
            int sent = 0;
            while (sent < piece.length) {
                int room = (int) Math.min(PIECE, Math.min(window, Http2Client.this.window));
                if (room <= 0) {
                    pump();
                    continue;
                }
                int count = Math.min(room, piece.length - sent);
                byte[] part = java.util.Arrays.copyOfRange(piece, sent, sent + count);
                wire.send(Frames.data(id, part));
                window -= count;
                Http2Client.this.window -= count;
                sent += count;
            }
            return this;
        }

        @Override
        public Call end(Headers last) {
            if (!ask.hasContent()) {
                return this;
            }
            if (last.isEmpty()) {
                DataFrame end = Frames.data(id, new byte[0]).endStream();
                wire.send(end);
            } else {
                HeadersFrame end = Frames.trailers(id);
                last.forEach(field -> end.field(field.name(), field.value()));
                wire.send(end);
            }
            return this;
        }

        private Frame next() {
            while (received.isEmpty()) {
                pump();
            }
            Frame next = received.remove();
            if (next instanceof Frame.Reset reset) {
                throw new CutOffException(reset.code().name());
            }
            return next;
        }

        @Override
        public Head readHead() {
            Frame next = next();
            if (next instanceof Frame.Headers headers) {
                ended = headers.endStream();
                return new Head(headers.status(), fields(headers.fields()));
            }
            throw new AssertionError("no head: " + next);
        }

        @Override
        public byte[] readPiece() {
            while (!ended) {
                switch (next()) {
                    case Frame.Data data -> {
                        ended = data.endStream();
                        if (data.content().length() > 0) {
                            return data.content().bytes();
                        }
                    }
                    case Frame.Headers headers -> {
                        trailers = fields(headers.fields());
                        ended = true;
                    }
                    case Frame other -> throw new AssertionError("no content: " + other);
                }
            }
            return new byte[0];
        }

        @Override
        public Headers trailers() {
            return trailers;
        }

        @Override
        public void cancel() {
            wire.send(Frames.reset(id, ErrorCode.CANCEL));
        }
    }
}
