package io.roadrunner.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/// Tomcat, embedded, with servlets on its own thread pool.
final class TomcatPeer implements Peer {
    private final Tomcat tomcat = new Tomcat();

    private TomcatPeer() throws IOException, LifecycleException {
        Path folder = Files.createTempDirectory("tomcat");
        folder.toFile().deleteOnExit();
        tomcat.setBaseDir(folder.toString());
        TomcatRoutes.install(tomcat.addContext("", folder.toString()), folder);
        tomcat.start();
    }

    static void main(String[] arguments) throws Exception {
        Peer.start(new TomcatPeer(), arguments);
    }

    @Override
    public void serve(int port) {
        tomcat.getService().addConnector(connector(port));
    }

    @Override
    public void serveTls(int port, PemIdentity identity) {
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(identity.certificate().toString());
        certificate.setCertificateKeyFile(identity.key().toString());
        host.addCertificate(certificate);
        Connector connector = connector(port);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
        tomcat.getService().addConnector(connector);
    }

    private static Connector connector(int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", HOST);
        connector.addUpgradeProtocol(new Http2Protocol());
        // By default it closes a connection after 100 requests and takes 8192 of them.
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxConnections", "20000");
        if (Peer.compresses()) {
            connector.setProperty("compression", "on");
            connector.setProperty("compressibleMimeType", Answers.JSON);
        }
        return connector;
    }
}
