package io.roadrunner.standalone.demo;

import io.roadrunner.standalone.temporary.ProcessFolder;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// The few files that the demo application brings along in its jar. Stateless.
final class BundledFiles {
    private static final List<String> NAMES = List.of("about.txt", "roadrunner.svg", "style.css");

    private BundledFiles() {}

    /// Copies the files, each with a compressed sibling, into a temporary folder, as only files of
    /// the system can be sent by it. The folder is deleted when the process ends; what a process
    /// that was killed has left is deleted now.
    ///
    /// @return the folder
    /// @throws IOException when the jar lacks one of them, or there is no room for them
    static Path unpack() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        ProcessFolder made = ProcessFolder.create(parent, "demo");
        Runtime.getRuntime().addShutdownHook(new Thread(made::close, "remove-demo-files"));
        Path folder = made.path();
        for (String name : NAMES) {
            byte[] content = bytes("files/" + name);
            Files.write(folder.resolve(name), content);
            Files.write(folder.resolve(name + ".gz"), compressed(content));
        }
        return folder;
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /// A text beside this class.
    ///
    /// @throws IOException when the jar lacks it
    static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = BundledFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new FileNotFoundException("not in the jar: " + name);
            }
            return stream.readAllBytes();
        }
    }
}
