package io.roadrunner.conformance.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files under `deploy/`, as they are shipped. Stateless.
final class Shipped {
    private Shipped() {}

    /// @param name below `deploy/`
    static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("deploy"))
                || !Files.exists(folder.resolve("roadrunner"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new AssertionError("the repository has no folder deploy");
            }
        }
        return folder.resolve("deploy").resolve(name);
    }

    /// @param name below `deploy/`
    static String text(String name) throws IOException {
        return Files.readString(file(name));
    }
}
