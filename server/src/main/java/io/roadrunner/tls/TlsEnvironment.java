package io.roadrunner.tls;

import io.roadrunner.config.ClientCertificates;
import io.roadrunner.config.InvalidTlsException;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.config.TlsOptions.Identity;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/// The keys and certificates of a listener that are valid now. Handshakes take the newest, those
/// that have begun go on with theirs. Any thread.
public final class TlsEnvironment {
    private final TlsOptions options;
    private final List<String> applicationProtocols;
    private final List<Path> files;
    private volatile Generation generation;

    /// Loads everything for the first time.
    ///
    /// @param options where it is
    /// @param applicationProtocols what ALPN offers, the preferred first
    /// @throws InvalidTlsException when something cannot be used
    public TlsEnvironment(TlsOptions options, List<String> applicationProtocols)
            throws InvalidTlsException {
        this.options = options;
        this.applicationProtocols = List.copyOf(applicationProtocols);
        this.files = files(options);
        this.generation = load(1);
    }

    /// @param number from 1
    /// @param context what handshakes use
    /// @param stamps what the files looked like before they were read
    private record Generation(long number, TlsContext context, List<String> stamps) {}

    private Generation load(long number) throws InvalidTlsException {
        List<String> stamps = stamps();
        return new Generation(number, TlsContext.load(options, applicationProtocols), stamps);
    }

    /// Reads all files again. What is wrong with one changes nothing.
    ///
    /// @return the number of what is valid now
    /// @throws InvalidTlsException when something cannot be used
    public synchronized long reload() throws InvalidTlsException {
        Generation next = load(generation.number() + 1);
        generation = next;
        return next.number();
    }

    /// A number that grows with each reload, from 1.
    public long generation() {
        return generation.number();
    }

    /// A socket that will do the server's part of a handshake with what is valid now.
    ///
    /// @param plain a connected one
    public SSLSocket layer(Socket plain) throws IOException {
        return generation.context().layer(plain);
    }

    /// What the files look like now: it changes when one is written or replaced, also behind a
    /// symbolic link.
    public List<String> stamps() {
        return files.stream().map(TlsEnvironment::stamp).toList();
    }

    /// What they looked like when they were loaded.
    public List<String> loadedStamps() {
        return generation.stamps();
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return seen.fileKey() + " " + seen.size() + " " + seen.lastModifiedTime();
        } catch (IOException e) {
            return "none";
        }
    }

    private static List<Path> files(TlsOptions options) {
        List<Path> files = new ArrayList<>();
        for (Identity identity : options.identities()) {
            switch (identity) {
                case Identity.Pem(Path certificate, Path key) -> {
                    files.add(certificate);
                    files.add(key);
                }
                case Identity.Store(Path path, String _) -> files.add(path);
                case Identity.Context _ -> {}
            }
        }
        ClientCertificates clients = options.clientCertificates();
        files.addAll(clients.authorities());
        return List.copyOf(files);
    }
}
