package io.roadrunner.conformance.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.Roadrunner;
import io.roadrunner.Service;
import io.roadrunner.ServiceStatus;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.conformance.tls.TlsClient;
import io.roadrunner.testkit.Wire;
import io.roadrunner.testkit.http2.Frames;
import io.roadrunner.testkit.http2.Http2Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page about services shows does what it says.
final class ServiceExampleTest {
    @Test
    void theShopServesOnBothPortsUntilItIsDrained(@TempDir Path folder)
            throws InterruptedException {
        try (Roadrunner roadrunner = Roadrunner.create()) {
            Service shop =
                    roadrunner.startService(
                            ServiceExample.options(0, 0, new Certificates(folder).localhost()));
            int port = shop.listener("http").orElseThrow().port();
            try (Wire wire = Wire.connect(port)) {
                wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                        .readResponse()
                        .expectBody("hello from shop/http");
                ServiceExample.admit(shop);
                wire.send("GET /tenant HTTP/1.1\r\nHost: x\r\n\r\n")
                        .readResponse()
                        .expectBody("\"acme\"");
            }
            int secure = shop.listener("https").orElseThrow().port();
            try (Http2Wire wire = Http2Wire.connectTls(secure, TlsClient.context())) {
                wire.send(Frames.headers(1).get("/"))
                        .expectResponse(1)
                        .expectBody("hello from shop/https");
            }

            String result = ServiceExample.drain(shop);

            assertTrue(result.startsWith("nothing was lost in PT"), result);
            assertEquals(ServiceStatus.STOPPED, shop.status());
        }
    }
}
