package io.roadrunner.conformance.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine that programs can be told to listen on, one after the other. They lie
/// below those that the system gives to clients, so that no connection of a test takes one while
/// its program is being replaced. Stateless.
final class Ports {
    private static final int FIRST = 10_000;
    private static final int LAST = 32_000;

    private Ports() {}

    /// Ports that nobody listens on now, all different.
    static int[] free(int count) throws IOException {
        Set<Integer> found = new HashSet<>();
        while (found.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                found.add(port);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (java.net.BindException _) {
            return false;
        }
    }
}
