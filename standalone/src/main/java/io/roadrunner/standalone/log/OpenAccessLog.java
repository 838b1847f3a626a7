package io.roadrunner.standalone.log;

import io.roadrunner.middleware.AccessLog;
import io.roadrunner.middleware.AccessLogOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A log with the thread that writes it and, if it goes to one, its file. Closing it twice does no
/// harm: both wait for the last line.
///
/// @param log whose lines are written
/// @param file null for the standard output
record OpenAccessLog(AccessLog log, @Nullable FileChannel file) implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(OpenAccessLog.class.getName());

    /// Opens a file at its end, or makes it.
    static OpenAccessLog toFile(Path path, AccessLogOptions options) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new OpenAccessLog(
                AccessLog.to(new WholeLines(lines -> writeFully(file, lines)), options), file);
    }

    /// Writes to a stream, which is not closed.
    static OpenAccessLog toStream(OutputStream stream, AccessLogOptions options) {
        return new OpenAccessLog(AccessLog.to(new WholeLines(stream::write), options), null);
    }

    private static void writeFully(FileChannel file, byte[] lines) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(lines);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    @Override
    public void close() {
        log.close();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the file of an access log failed to close", e);
        }
    }
}
