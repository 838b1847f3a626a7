package io.roadrunner.benchmarks.drain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// The other process: opens connections, says so, and counts how many of them the server closes.
final class IdleClients {
    private IdleClients() {}

    /// @param arguments port and number of connections
    static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        List<SocketChannel> channels = new ArrayList<>();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < count; i++) {
            channels.add(SocketChannel.open(server));
        }
        IO.println("ready");
        int closed = 0;
        ByteBuffer buffer = ByteBuffer.allocate(1);
        for (SocketChannel channel : channels) {
            if (channel.read(buffer) < 0) {
                closed++;
            }
            channel.close();
        }
        IO.println(closed);
    }
}
