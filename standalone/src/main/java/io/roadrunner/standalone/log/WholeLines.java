package io.roadrunner.standalone.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Passes on whole lines only, as many as there are in one write, so that several logs can append
/// to one file without mixing them. Keeps at most one line that has not ended. Belongs to the
/// thread of a log's writer.
final class WholeLines extends OutputStream {
    private final Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /// Where the lines go.
    @FunctionalInterface
    interface Sink {
        /// Takes some lines with their ends, which are its own from now on.
        ///
        /// @throws IOException when they cannot be written
        void write(byte[] lines) throws IOException;
    }

    WholeLines(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int whole = end;
        while (whole > offset && bytes[whole - 1] != '\n') {
            whole--;
        }
        line.write(bytes, offset, whole - offset);
        if (whole > offset) {
            byte[] lines = line.toByteArray();
            line.reset();
            line.write(bytes, whole, end - whole);
            sink.write(lines);
        } else {
            line.write(bytes, whole, end - whole);
        }
    }
}
