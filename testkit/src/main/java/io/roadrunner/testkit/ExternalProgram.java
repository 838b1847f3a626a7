package io.roadrunner.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the programs that tests drive, such as `curl`. Stateless; any thread.
public final class ExternalProgram {
    /// Where servers are installed, which not every user has on the search path.
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private ExternalProgram() {}

    /// The program of this name, from the search path or the system's own folders.
    ///
    /// @param name a file name without a folder
    /// @return where it is
    /// @throws AssertionError when it is not installed: a test that needs it fails, it is not
    ///   skipped
    public static Path require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new AssertionError(
                                "this test drives the program `"
                                        + name
                                        + "`, which is not installed or not on PATH;"
                                        + " install it and run again"));
    }

    /// The program of this name, if it is installed.
    ///
    /// @param name a file name without a folder
    /// @return where it is
    public static Optional<Path> find(String name) {
        for (String folder : folders()) {
            Path candidate = Path.of(folder, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<String> folders() {
        List<String> folders = new ArrayList<>();
        String searchPath = System.getenv("PATH");
        if (searchPath != null) {
            for (String folder : searchPath.split(File.pathSeparator, -1)) {
                if (!folder.isEmpty()) {
                    folders.add(folder);
                }
            }
        }
        folders.addAll(SYSTEM_FOLDERS);
        return folders;
    }
}
