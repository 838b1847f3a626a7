package io.roadrunner.conformance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sources of the whole repository, read once by who asks.
record SourceTree(Path root) {
    private static final Pattern EXPORTS = Pattern.compile("exports\\s+io\\.roadrunner(\\.\\w+)?;");

    /// The repository that the tests run in.
    static SourceTree ofRepository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return new SourceTree(folder);
    }

    /// Every Java file below the modules' `src/main` and `src/test`.
    List<SourceFile> javaFiles() {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.flatMap(module ->
                            Stream.of(module.resolve("src/main"), module.resolve("src/test")))
                    .filter(Files::isDirectory)
                    .flatMap(SourceTree::walk)
                    .filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .map(this::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String path) {
        return read(root.resolve(path)).text();
    }

    /// What the descriptor of `module` exports to everyone, relative to `io.roadrunner`.
    Set<String> packagesExportedBy(String module) {
        Matcher matcher = EXPORTS.matcher(text(module + "/src/main/java/module-info.java"));
        return matcher.results()
                .map(match -> match.group(1) == null ? Arrows.ROOT : match.group(1).substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The folders of main code, relative to the root, that hold types but no `package-info`.
    static List<String> foldersWithoutPackageInfo(List<SourceFile> files) {
        Set<String> described =
                files.stream()
                        .filter(file -> file.name().equals("package-info.java"))
                        .map(SourceFile::folder)
                        .collect(Collectors.toSet());
        return files.stream()
                .filter(SourceFile::isMain)
                .filter(file -> !file.name().equals("module-info.java"))
                .map(SourceFile::folder)
                .filter(folder -> !described.contains(folder))
                .distinct()
                .map(folder -> folder + ":1: a package has a package-info.java")
                .toList();
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceFile read(Path path) {
        try {
            String name = root.relativize(path).toString().replace('\\', '/');
            return SourceFile.of(name, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
