package io.roadrunner.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where a listener listens.
public sealed interface ListenAddress {
    /// A TCP port on an address of this machine.
    static ListenAddress tcp(String host, int port) {
        return new Tcp(host, port);
    }

    /// A unix-domain socket for the owner and the group of the process, removed when the listener
    /// stops.
    static ListenAddress unix(Path path) {
        return new Unix(path, Unix.OWNER_AND_GROUP, true);
    }

    /// The listening socket that the process was started with.
    static ListenAddress inherited() {
        return new Inherited();
    }

    /// A TCP port on an address of this machine.
    ///
    /// @param host a name or literal address; `0.0.0.0` is every address, of IPv6 too where the
    ///   machine has it
    /// @param port 0 to 65 535; 0 has the system choose a free one
    record Tcp(String host, int port) implements ListenAddress {
        static final Limit PORT =
                new Limit(
                        "port",
                        Rule.Whole.of(8080, 0, 65_535, "(TCP port)"),
                        "0 takes a free port",
                        Limit.OWN);

        /// Throws [InvalidOptionException] for an empty host or a port out of range.
        public Tcp {
            List<OptionProblem> problems = new ArrayList<>();
            if (host.isBlank()) {
                problems.add(new OptionProblem("host", host, "must not be empty"));
            }
            PORT.check((long) port, problems);
            InvalidOptionException.throwIfAny(problems);
        }

        /// The address as a configuration file writes it.
        @Override
        public String toString() {
            return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
        }
    }

    /// A unix-domain socket.
    ///
    /// @param path the file of the socket; its folder must exist
    /// @param mode who may connect, set right after the socket is made
    /// @param unlinkOnStop whether the file is removed when the listener stops
    record Unix(Path path, Set<PosixFilePermission> mode, boolean unlinkOnStop)
            implements ListenAddress {
        static final Set<PosixFilePermission> OWNER_AND_GROUP =
                Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.GROUP_WRITE);

        /// Copies the mode; throws [InvalidOptionException] for an empty path.
        public Unix {
            if (path.toString().isEmpty()) {
                throw new InvalidOptionException(
                        List.of(new OptionProblem("address", "unix:", "path must not be empty")));
            }
            mode = Set.copyOf(mode);
        }

        /// The address as a configuration file writes it.
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /// The listening socket that the process was started with as file descriptor 0, as systemd and
    /// inetd do. There is one per process.
    record Inherited() implements ListenAddress {
        /// The address as a configuration file writes it.
        @Override
        public String toString() {
            return "inherit";
        }
    }
}
