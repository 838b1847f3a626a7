package io.roadrunner.conformance.deploy;

import io.roadrunner.config.TlsOptions.Identity;
import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// nginx with `deploy/nginx/roadrunner.conf.template` in a configuration as small as can be, and
/// `watch-readyz` beside it.
final class Nginx implements Balancer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// After so many requests an instance has its share.
    private static final int SHARE = 10;

    private static final Pattern SECOND_TRY = Pattern.compile(" upstream=\\S+, ");

    /// What a distribution's own file says, but all of it in one folder.
    private static final String SURROUNDINGS =
            """
            daemon off;
            worker_processes 2;
            pid nginx.pid;
            error_log stderr notice;
            events {}
            http {
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                include roadrunner.conf;
            }
            """;

    private final int port;
    private final int tlsPort;
    private final Path accessLog;
    private final Path state;
    private final ChildProcess watch;
    private final ChildProcess program;

    /// @param folder for its files
    /// @param ports where clients come, without and with TLS
    /// @param nextUpstream when it may go to the next instance
    Nginx(Path folder, int[] ports, List<Instance> instances, String nextUpstream)
            throws IOException {
        this.port = ports[0];
        this.tlsPort = ports[1];
        this.accessLog = folder.resolve("access.log");
        // Workers of nginx run as another user when the test runs as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        this.state = Files.createDirectory(folder.resolve("state"));
        Identity.Pem identity =
                new Certificates(folder).selfSigned("nginx", "prime256v1", "localhost");
        Map<String, String> variables = new HashMap<>();
        variables.put("LISTEN", "127.0.0.1:" + port);
        variables.put("LISTEN_TLS", "127.0.0.1:" + tlsPort);
        variables.put("CERTIFICATE", identity.certificate().toString());
        variables.put("KEY", identity.key().toString());
        variables.put("ONE", instances.get(0).address());
        variables.put("TWO", instances.get(1).address());
        variables.put("NEXT_UPSTREAM", nextUpstream);
        variables.put("STATE", state.toString());
        variables.put("ACCESS_LOG", accessLog.toString());
        Files.writeString(folder.resolve("roadrunner.conf"), filledIn(variables));
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), SURROUNDINGS);
        watch = watch(instances);
        program =
                ChildProcess.start(
                        Programs.need("nginx").toString(),
                        "-e",
                        "stderr",
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString());
        Await.until(
                "nginx listens",
                PATIENCE,
                () ->
                        Wire.canConnect(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private ChildProcess watch(List<Instance> instances) {
        Programs.need("curl");
        String url = "http://127.0.0.1:%d/readyz";
        return ChildProcess.start(
                Shipped.file("nginx/watch-readyz").toString(),
                state.toString(),
                "0.2",
                "one=" + url.formatted(instances.get(0).statusPort()),
                "two=" + url.formatted(instances.get(1).statusPort()));
    }

    /// What `envsubst` does.
    private static String filledIn(Map<String, String> variables) throws IOException {
        String text = Shipped.text("nginx/roadrunner.conf.template");
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("${ROADRUNNER_" + variable.getKey() + "}", variable.getValue());
        }
        return text;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Traffic http2() {
        return new Http2Traffic(tlsPort, TlsClient.context());
    }

    @Override
    public void awaitServed(Instance instance) {
        long start = accessLog.toFile().length();
        String end = "upstream=" + instance.address() + " ";
        Await.until(
                "nginx uses " + instance.address(),
                PATIENCE,
                () -> accesses(start).filter(line -> line.contains(end)).count() > SHARE);
    }

    /// The lines of requests for which nginx went to a second instance.
    List<String> secondTries() {
        return accesses(0).filter(line -> SECOND_TRY.matcher(line).find()).toList();
    }

    /// @param start how much of the log not to read
    private Stream<String> accesses(long start) {
        try (InputStream log = Files.newInputStream(accessLog)) {
            log.skipNBytes(start);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String complaints() {
        return program.stderr() + secondTries();
    }

    @Override
    public void close() {
        watch.close();
        program.close();
    }
}
