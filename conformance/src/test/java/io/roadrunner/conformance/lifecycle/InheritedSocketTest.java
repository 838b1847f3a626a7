package io.roadrunner.conformance.lifecycle;

import static io.roadrunner.conformance.lifecycle.ObservedListener.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.testkit.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A listening socket that is passed on as file descriptor 0, as systemd and inetd do. Perl is part
/// of every Debian system.
class InheritedSocketTest {
    /// Listens on a free port, says which, and becomes another program with that socket as its
    /// standard input.
    private static final String LAUNCHER =
            """
            use Socket;
            socket(my $s, PF_INET, SOCK_STREAM, 0) or die $!;
            bind($s, sockaddr_in(0, INADDR_LOOPBACK)) or die $!;
            listen($s, 64) or die $!;
            my ($port) = sockaddr_in(getsockname($s));
            $| = 1;
            print "bound=$port\\n";
            open(STDIN, '<&', $s) or die $!;
            exec(@ARGV) or die $!;
            """;

    private static final Pattern BOUND = Pattern.compile("bound=(\\d+)\n");
    private static final Pattern PORT = Pattern.compile("port=(\\d+)\n");

    @Test
    void theSocketOfTheParentIsServedWithoutARefusedClient(@TempDir Path folder) {
        List<String> launcher = List.of(Programs.need("perl").toString(), "-e", LAUNCHER);
        try (ChildProcess child = ChildListener.start(folder, launcher, "inherit")) {
            int port = Integer.parseInt(child.awaitOutput(BOUND).group(1));
            try (Wire early = Wire.connect(port).send(get("/"))) {
                assertEquals(port, Integer.parseInt(child.awaitOutput(PORT).group(1)));
                early.readResponse().expectBody("hello");
            }
            try (Wire wire = Wire.connect(port)) {
                wire.send(get("/")).readResponse().expectBody("hello");
            }
        }
    }
}
