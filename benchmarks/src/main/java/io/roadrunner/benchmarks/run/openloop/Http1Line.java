package io.roadrunner.benchmarks.run.openloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// HTTP/1.1 with one request at a time. One thread.
final class Http1Line implements Line {
    private static final long NONE = -1;

    private final Wire wire;
    private final ByteBuffer request;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private long inFlight = NONE;
    private boolean last;

    /// @param authority for the field `host`
    Http1Line(Wire wire, String authority, String path) {
        this.wire = wire;
        String head = "GET " + path + " HTTP/1.1\r\nhost: " + authority + "\r\n\r\n";
        request = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
        request.position(request.limit());
    }

    @Override
    public boolean hasRoom() {
        return inFlight == NONE && !last;
    }

    @Override
    public void send(long number) {
        inFlight = number;
        request.rewind();
    }

    @Override
    public void flush() throws IOException {
        if (request.hasRemaining()) {
            wire.write(request);
        }
    }

    @Override
    public void receive(ByteBuffer in, Answered answered) throws IOException {
        while (in.hasRemaining()) {
            if (decoder.decode(in)) {
                if (inFlight == NONE) {
                    throw new IOException("an answer without a request");
                }
                long number = inFlight;
                inFlight = NONE;
                last = decoder.isLast();
                answered.answered(number, decoder.isOk());
            }
        }
    }

    @Override
    public int inFlight() {
        return inFlight == NONE ? 0 : 1;
    }

    @Override
    public boolean isLast() {
        return last;
    }
}
