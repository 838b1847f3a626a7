package io.roadrunner.standalone.demo;

import io.roadrunner.files.StaticFiles;
import io.roadrunner.files.StaticFilesOptions;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bundled files, unpacked when somebody asks for the first one: a start does not wait for
/// them, and nobody else needs a folder that can be written to. Any thread.
final class UnpackedFiles implements Handler {
    private final StaticFilesOptions options;
    private final ReentrantLock unpacking = new ReentrantLock();
    private volatile @Nullable Handler files;

    UnpackedFiles(StaticFilesOptions options) {
        this.options = options;
    }

    /// Answers with a file.
    ///
    /// @throws IOException when they cannot be unpacked, which is tried again the next time
    @Override
    public Response handle(Request request) throws Exception {
        Handler unpacked = files;
        return (unpacked == null ? unpack() : unpacked).handle(request);
    }

    private Handler unpack() throws IOException {
        unpacking.lock();
        try {
            Handler unpacked = files;
            if (unpacked == null) {
                unpacked = StaticFiles.of(BundledFiles.unpack(), options);
                files = unpacked;
            }
            return unpacked;
        } finally {
            unpacking.unlock();
        }
    }
}
