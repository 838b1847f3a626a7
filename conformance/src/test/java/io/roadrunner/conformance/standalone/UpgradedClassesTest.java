package io.roadrunner.conformance.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.testkit.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./roadrunner` does to a library of old classes before the rehearsal.
class UpgradedClassesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCRIPT = Path.of("..", "scripts", "UpgradeClasses.java");

    @TempDir private Path folder;

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path commandLineLibrary() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/picocli[^/]*\\.jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    /// The classes of a jar that the old verifier has to look at.
    private static List<String> oldClasses(Path jar) throws IOException {
        List<String> old = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    byte[] octets = file.getInputStream(entry).readAllBytes();
                    int version = ClassFile.of().parse(octets).majorVersion();
                    if (version < ClassFile.JAVA_6_VERSION) {
                        old.add(entry.getName());
                    }
                }
            }
        }
        return old;
    }

    private ChildProcess.Result upgrade(Path jar) {
        return ChildProcess.run(PATIENCE, java(), SCRIPT.toString(), jar.toString());
    }

    private Path copy() throws IOException {
        return Files.copy(commandLineLibrary(), folder.resolve("library.jar"));
    }

    @Test
    void noClassIsOldAndNothingIsLost() throws IOException {
        Path jar = copy();
        assertTrue(
                !oldClasses(jar).isEmpty(), "nothing to upgrade: is the script needed any more?");
        List<String> before = names(jar);
        ChildProcess.Result result = upgrade(jar);
        assertEquals(0, result.exitCode(), result.stdout() + result.stderr());
        assertEquals(List.of(), oldClasses(jar));
        assertEquals(before, names(jar));
    }

    @Test
    void theUpgradedClassesAreVerifiedAndRun() throws IOException {
        Path jar = copy();
        upgrade(jar);
        ChildProcess.Result result =
                ChildProcess.run(
                        PATIENCE, java(), "-cp", jar.toString(), "picocli.AutoComplete", "--help");
        assertTrue(result.stdout().contains("Usage: "), result.stdout() + result.stderr());
        assertEquals("", result.stderr());
    }

    @Test
    void aJarThatCannotBeReadIsLeftAsItIs() throws IOException {
        Path jar = folder.resolve("broken.jar");
        Files.writeString(jar, "this is no jar");
        upgrade(jar);
        assertEquals("this is no jar", Files.readString(jar));
        assertEquals(List.of("broken.jar"), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
