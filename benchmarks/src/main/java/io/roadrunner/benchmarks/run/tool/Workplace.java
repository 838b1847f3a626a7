package io.roadrunner.benchmarks.run.tool;

import io.roadrunner.benchmarks.run.plan.Load;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Child;
import io.roadrunner.benchmarks.run.process.Children;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a run, with what servers and tools need: a certificate, scripts, bodies, logs.
/// What is in it is made anew by each run. One thread.
public final class Workplace {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CERTIFICATE = "cert.pem";
    private static final String KEY = "key.pem";

    private final Path root;
    private final Path folder;

    /// @param root the folder of the repository
    /// @throws IOException when the folder cannot be made
    public Workplace(Path root) throws IOException {
        this.root = root;
        folder = Files.createDirectories(root.resolve("benchmarks/target/bench"));
    }

    /// The folder of the repository.
    public Path root() {
        return root;
    }

    /// A file of the run with this name.
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// The certificate of every server.
    public Path certificate() {
        return file(CERTIFICATE);
    }

    /// Its key.
    public Path key() {
        return file(KEY);
    }

    /// The folder of the files that servers send.
    public Path files() {
        return file("static");
    }

    /// Makes the certificate and the files.
    public void prepare(Children children)
            throws IOException, BenchException, InterruptedException {
        StaticFiles.write(Files.createDirectories(files()));
        try (Child openssl = children.start(identity(), file("openssl.log"))) {
            if (openssl.await(PATIENCE) != 0) {
                throw new BenchException("openssl makes no certificate: " + openssl.lastWords());
            }
        }
    }

    private List<String> identity() {
        String fixed = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        List<String> files = List.of("-keyout", key().toString(), "-out", certificate().toString());
        String names = "-days 30 -subj /CN=localhost -addext";
        return Stream.of(
                        List.of(fixed.split(" ", -1)),
                        files,
                        List.of(names.split(" ", -1)),
                        List.of("subjectAltName=DNS:localhost,IP:127.0.0.1"))
                .flatMap(List::stream)
                .toList();
    }

    /// A Lua script with the end that prints the report.
    ///
    /// @param name of the resource, or empty for the end alone
    Path script(String name) throws IOException {
        Path script = file((name.isEmpty() ? "plain" : name) + ".lua");
        String text = (name.isEmpty() ? "" : resource(name + ".lua")) + resource("done.lua");
        return Files.writeString(script, text);
    }

    /// A file of [Load#UPLOAD_OCTETS].
    Path upload() throws IOException {
        Path body = file("upload");
        if (!Files.exists(body)) {
            Files.write(body, new byte[Load.UPLOAD_OCTETS]);
        }
        return body;
    }

    /// The command that runs one of our own clients.
    public List<String> java(String mainClass) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass);
    }

    /// The options that the JVM of the shipped program runs with; `./bench` reads them from there.
    public List<String> shippedOptions() {
        return Stream.of(System.getProperty("bench.shipped", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Workplace.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
