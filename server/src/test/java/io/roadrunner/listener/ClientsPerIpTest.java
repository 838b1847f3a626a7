package io.roadrunner.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClientsPerIpTest {
    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    @Test
    void theLimitIsReachedAndNotPassed() {
        ClientsPerIp clients = new ClientsPerIp(2);
        InetAddress one = address("192.0.2.1");
        assertTrue(clients.enter(one));
        assertTrue(clients.enter(one));
        assertFalse(clients.enter(one));
        assertTrue(clients.enter(address("192.0.2.2")));
        clients.leave(one);
        assertTrue(clients.enter(one));
    }

    @Test
    void allOfASixtyFourIsOneClient() {
        ClientsPerIp clients = new ClientsPerIp(1);
        assertTrue(clients.enter(address("2001:db8:1:2::1")));
        assertFalse(clients.enter(address("2001:db8:1:2:ffff::9")));
        assertTrue(clients.enter(address("2001:db8:1:3::1")));
        clients.leave(address("2001:db8:1:2::77"));
        assertTrue(clients.enter(address("2001:db8:1:2::1")));
    }

    @Test
    void zeroIsNoLimitAndCountsAllTheSame() {
        ClientsPerIp clients = new ClientsPerIp(0);
        InetAddress one = address("192.0.2.1");
        for (int i = 0; i < 100; i++) {
            assertTrue(clients.enter(one));
        }
        clients.limitTo(100);
        assertFalse(clients.enter(one));
        clients.limitTo(101);
        assertTrue(clients.enter(one));
    }

    @Test
    void nothingIsKeptOfThoseThatHaveLeft() throws InterruptedException {
        ClientsPerIp clients = new ClientsPerIp(0);
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        for (int n = 0; n < 20_000; n++) {
                            InetAddress one = address("192.0.2." + n % 3);
                            clients.enter(one);
                            clients.leave(one);
                        }
                        done.countDown();
                    });
        }
        done.await();
        assertEquals(0, clients.networks());
    }
}
