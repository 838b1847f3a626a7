package io.roadrunner.benchmarks.peers;

import java.nio.file.Path;
import java.util.Optional;

/// A server that listens on the loopback address until the process ends. Started by one thread.
interface Peer {
    /// The loopback address: nobody else gets in.
    String HOST = "127.0.0.1";

    /// Starts to listen without TLS.
    ///
    /// @throws Exception when the server cannot be started
    void serve(int port) throws Exception;

    /// Starts to listen with TLS.
    ///
    /// @throws Exception when the files are not readable or the server cannot be started
    void serveTls(int port, PemIdentity identity) throws Exception;

    /// Starts a server as a command line says, `port tlsPort cert.pem key.pem`, and says so. A port
    /// that is 0 is not opened, and without a TLS port the files are not needed.
    ///
    /// @throws Exception when the command line makes no sense or the server cannot be started
    static void start(Peer peer, String... arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int tlsPort = Integer.parseInt(arguments[1]);
        if (port != 0) {
            peer.serve(port);
        }
        if (tlsPort != 0) {
            peer.serveTls(tlsPort, new PemIdentity(Path.of(arguments[2]), Path.of(arguments[3])));
        }
        IO.println("ready");
    }

    /// The folder behind `/static`, when the system property `bench.static` names one.
    static Optional<Path> staticFolder() {
        return Optional.ofNullable(System.getProperty("bench.static")).map(Path::of);
    }

    /// Whether a server that compresses for all of its routes or for none does so. The system
    /// property `bench.gzip=false` spares the other routes what that costs them.
    static boolean compresses() {
        return !"false".equals(System.getProperty("bench.gzip"));
    }

    /// The number of event loops where the server wants to be told.
    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
