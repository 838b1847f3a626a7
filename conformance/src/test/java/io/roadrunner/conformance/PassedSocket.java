package io.roadrunner.conformance;

import io.roadrunner.testkit.ChildProcess;
import java.util.List;
import java.util.regex.Pattern;

/// A listening socket on a free port that a program gets as file descriptor 0, as from systemd and
/// inetd. Perl, which is part of every Debian system, makes it.
public final class PassedSocket {
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
            """;

    private static final String ONCE = "exec(@ARGV) or die $!;";

    /// Keeps the socket, starts the program, and starts it again whenever it has ended well.
    private static final String ALWAYS =
            """
            while (1) {
                my $child = fork;
                if (!$child) { exec(@ARGV) or die $!; }
                print "child=$child\\n";
                waitpid($child, 0);
                print "ended=$?\\n";
                exit 1 if $?;
            }
            """;

    private static final Pattern BOUND = Pattern.compile("bound=(\\d+)\n");

    private PassedSocket() {}

    /// The start of a command line, which the program with its arguments follows.
    public static List<String> launcher() {
        return List.of(Programs.need("perl").toString(), "-e", LAUNCHER + ONCE);
    }

    /// The start of a command line like [#launcher()]; the program is started again when it has
    /// ended well, with the same socket. The number of each process is printed as `child=`, its end
    /// as `ended=` with its status.
    public static List<String> keeper() {
        return List.of(Programs.need("perl").toString(), "-e", LAUNCHER + ALWAYS);
    }

    /// The port that the program listens on.
    public static int port(ChildProcess program) {
        return Integer.parseInt(program.awaitOutput(BOUND).group(1));
    }
}
