package io.roadrunner.conformance.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.conformance.standalone.Program;
import io.roadrunner.testkit.Await;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is under `deploy/` and is not run by other tests: its configurations are valid, and their
/// times add up.
class ShippedFilesTest {
    private static final String UNIT = "systemd/roadrunner.service";

    /// For the start of the last words and the end of the process.
    private static final int MARGIN_SECONDS = 4;

    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m)?");

    private static Yaml kubernetes(String kind) throws IOException {
        Predicate<Yaml> wanted = document -> document.at("kind").text().equals(kind);
        return Yaml.documents(Shipped.text("kubernetes/roadrunner.yaml")).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /// The configuration of the program that the ConfigMap holds.
    private static String podConfiguration() throws IOException {
        return kubernetes("ConfigMap").at("data").get("roadrunner.yaml").text();
    }

    private static Yaml onlyDocument(String text) {
        return Yaml.documents(text).getFirst();
    }

    private static double seconds(String time) {
        Matcher matcher = TIME.matcher(time);
        assertTrue(matcher.matches(), time);
        double number = Double.parseDouble(matcher.group(1));
        return switch (String.valueOf(matcher.group(2))) {
            case "s" -> number;
            case "m" -> number * 60;
            default -> number / 1000;
        };
    }

    /// The longest time from the signal to the end of the process.
    private static double longestEnd(String configuration) {
        Yaml drain = onlyDocument(configuration).at("drain");
        double forceGrace = 1;
        return seconds(drain.at("delay").text())
                + seconds(drain.at("timeout").text())
                + forceGrace
                + MARGIN_SECONDS;
    }

    private static void expectAccepted(String configuration, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("roadrunner.yaml"), configuration);
        ChildProcess.Result result = Program.run("check-config", file.toString());
        assertEquals(0, result.exitCode(), result::stderr);
        assertEquals("", result.stderr());
    }

    @Test
    void thePodsConfigurationIsAccepted(@TempDir Path folder) throws IOException {
        expectAccepted(podConfiguration(), folder);
    }

    @Test
    void thePodHasTimeToDrain() throws IOException {
        Yaml pod = kubernetes("Deployment").at("spec.template.spec");
        assertTrue(
                pod.at("terminationGracePeriodSeconds").number() >= longestEnd(podConfiguration()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"startup", "liveness", "readiness"})
    void theProbesAskTheStatusListener(String probe) throws IOException {
        Yaml container = kubernetes("Deployment").at("spec.template.spec.containers.0");
        Yaml request = container.at(probe + "Probe.httpGet");
        String path =
                switch (probe) {
                    case "startup" -> "/startupz";
                    case "liveness" -> "/livez";
                    default -> "/readyz";
                };
        assertEquals(path, request.at("path").text());
        Yaml port = container.at("ports").named(request.at("port").text());
        String address = onlyDocument(podConfiguration()).at("status.address").text();
        assertEquals("0.0.0.0:" + port.at("containerPort").text(), address);
    }

    @Test
    void theServiceAndTheBudgetAreOfThePods() throws IOException {
        Yaml template = kubernetes("Deployment").at("spec.template");
        Object labels = template.at("metadata.labels").value();
        assertEquals(labels, kubernetes("Deployment").at("spec.selector.matchLabels").value());
        assertEquals(labels, kubernetes("Service").at("spec.selector").value());
        assertEquals(
                labels, kubernetes("PodDisruptionBudget").at("spec.selector.matchLabels").value());
        Yaml port = kubernetes("Service").at("spec.ports.0.targetPort");
        Yaml web = template.at("spec.containers.0.ports").named(port.text());
        assertEquals(
                "0.0.0.0:" + web.at("containerPort").text(),
                onlyDocument(podConfiguration()).at("listeners.web.address").text());
    }

    @Test
    void aNewPodComesBeforeAnOldOneGoes() throws IOException {
        Yaml strategy = kubernetes("Deployment").at("spec.strategy.rollingUpdate");
        assertEquals(0, strategy.at("maxUnavailable").number());
        assertTrue(strategy.at("maxSurge").number() > 0);
    }

    @Test
    void systemdAcceptsTheUnits(@TempDir Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String unit = Shipped.text(UNIT).replace("/opt/roadrunner/bin/java", java);
        Path service = Files.writeString(folder.resolve("roadrunner.service"), unit);
        Path socket =
                Files.copy(
                        Shipped.file("systemd/roadrunner.socket"),
                        folder.resolve("roadrunner.socket"));
        ChildProcess.Result result =
                ChildProcess.run(
                        Program.SOON,
                        Programs.need("systemd-analyze").toString(),
                        "verify",
                        "--man=no",
                        service.toString(),
                        socket.toString());
        assertEquals(0, result.exitCode(), result::stderr);
        List<String> ours =
                result.stderr().lines().filter(line -> line.contains("roadrunner")).toList();
        assertEquals(List.of(), ours);
    }

    /// Without the flag the JVM warns when systemd is told.
    @Test
    void systemdIsToldWithoutAWarning() throws IOException {
        String unit = Shipped.text(UNIT);
        assertTrue(unit.contains("Type=notify"));
        assertTrue(unit.contains("--enable-native-access=ALL-UNNAMED"));
    }

    @Test
    void systemdWaitsForTheDrain(@TempDir Path folder) throws IOException {
        String configuration = Shipped.text("systemd/roadrunner.yaml");
        String served = configuration.replace("/srv/www", folder.toString());
        expectAccepted(served, folder);
        Matcher timeout = find("TimeoutStopSec=(\\d+)\n", Shipped.text(UNIT));
        assertTrue(Integer.parseInt(timeout.group(1)) >= longestEnd(configuration));
    }

    /// `./roadrunner` says why it starts Java with these flags.
    @ParameterizedTest
    @ValueSource(strings = {UNIT, "docker/Dockerfile"})
    void javaIsStartedAsByTheScript(String file) throws IOException {
        String script = Files.readString(Shipped.file("../roadrunner"));
        List<String> flags =
                find("java_flags=\\(\n(.*?)\n\\)", script)
                        .group(1)
                        .lines()
                        .map(line -> line.strip().replaceAll(" .*", ""))
                        .toList();
        assertFalse(flags.isEmpty());
        String text = Shipped.text(file);
        for (String flag : flags) {
            assertTrue(text.contains(flag), flag);
        }
        assertTrue(text.contains("io.roadrunner.standalone.Main"));
    }

    /// The JVM refuses a heap that begins larger than it may get.
    @ParameterizedTest
    @ValueSource(strings = {"-Xmx48m", "-Xmx512m", ""})
    void theHeapMayBeAsSmallAsTheUserWants(String options) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String flags = "/^java_flags=(/,/^)/p;/^read -ra extra_flags/,/^fi/p";
        String command =
                "source <(sed -n '%s' %s); exec $0 ${java_flags[@]} ${extra_flags[@]} -version"
                        .formatted(flags, Shipped.file("../roadrunner"));
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command, java.toString());
        builder.environment().put("ROADRUNNER_JAVA_OPTS", options);
        try (ChildProcess version = ChildProcess.start(builder)) {
            assertEquals(0, version.awaitExit(Program.SOON), version.stderr());
        }
    }

    /// HAProxy has gone elsewhere before an instance that is started as the file says closes.
    @Test
    void theDelayIsLongerThanHaproxyNeedsToNotice() throws IOException {
        String text = Shipped.text("haproxy/haproxy.cfg");
        double delay = seconds(find("--drain-delay (\\S+) ", text).group(1));
        double interval = seconds(find("CHECK_INTERVAL (\\S+)\n", text).group(1));
        double timeout = seconds(find("timeout check +(\\S+)\n", text).group(1));
        int failures = Integer.parseInt(find(" fall (\\d+) ", text).group(1));
        assertTrue(delay > failures * interval + timeout);
    }

    @Test
    void theImageDoesNotRunAsRootAndIsToldToDrain() throws IOException {
        String text = Shipped.text("docker/Dockerfile");
        assertTrue(Integer.parseInt(find("\nUSER (\\d+):", text).group(1)) > 0);
        assertTrue(text.contains("\nSTOPSIGNAL SIGTERM\n"));
        Yaml pod = kubernetes("Deployment").at("spec.template.spec.securityContext");
        assertEquals(pod.at("runAsUser").text(), find("\nUSER (\\d+):", text).group(1));
    }

    /// A watch that is gone must not keep anybody out.
    @Test
    void theWatchTakesItsFilesAwayWhenItEnds(@TempDir Path folder) throws IOException {
        Programs.need("curl");
        Path down = folder.resolve("one.down");
        String nobody = "one=http://127.0.0.1:" + Ports.free(1)[0] + "/readyz";
        String script = Shipped.file("nginx/watch-readyz").toString();
        try (ChildProcess watch = ChildProcess.start(script, folder.toString(), "0.1", nobody)) {
            Await.until("nobody answers", Program.SOON, () -> Files.exists(down));
            watch.signal("TERM");
            assertEquals(0, watch.awaitExit(Program.SOON));
            assertTrue(Files.notExists(down));
        }
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher;
    }
}
