package io.roadrunner.standalone.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Sends a datagram to a unix socket, which the JDK has no class for: by the C library of Linux.
/// Any thread; one object, one message.
@SuppressWarnings("restricted") // that is what --enable-native-access is for
final class UnixDatagram {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    /// `struct sockaddr_un`: the family in two bytes, then the path.
    private static final int PATH_OFFSET = 2;

    private static final int LONGEST_PATH = 107;

    /// How long a full queue of the receiver is waited for.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Linker linker = Linker.nativeLinker();
    private final StructLayout state = Linker.Option.captureStateLayout();
    private final VarHandle errno = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private final Arena arena;

    private UnixDatagram(Arena arena) {
        this.arena = arena;
    }

    /// Sends one message.
    ///
    /// @param address the path of the socket; after `@` a name without a file
    /// @throws IOException when it does not get there
    static void send(String address, String message) throws IOException {
        if (!address.startsWith("/") && !address.startsWith("@")) {
            throw new IOException("no unix socket: " + address);
        }
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        if (path.length > LONGEST_PATH) {
            throw new IOException("too long for a unix socket: " + address);
        }
        try (Arena arena = Arena.ofConfined()) {
            new UnixDatagram(arena).send(path, message.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the C library cannot be called: " + e, e);
        }
    }

    private void send(byte[] path, byte[] message) throws Throwable {
        MemorySegment errors = arena.allocate(state);
        MethodHandle socket =
                function(
                        "socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        int descriptor = (int) socket.invokeExact(errors, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (descriptor < 0) {
            throw new IOException("no socket: error " + (int) errno.get(errors, 0L));
        }
        try {
            deliver(descriptor, path, message);
        } finally {
            MethodHandle close = function("close", ValueLayout.JAVA_INT);
            int _ = (int) close.invokeExact(errors, descriptor);
        }
    }

    private void deliver(int descriptor, byte[] path, byte[] message) throws Throwable {
        MethodHandle sendTo =
                linker.downcallHandle(
                        symbol("sendto"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT),
                        Linker.Option.captureCallState("errno"));
        MemorySegment errors = arena.allocate(state);
        MemorySegment target = target(path);
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
        int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
        int length = PATH_OFFSET + path.length;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            long sent =
                    (long)
                            sendTo.invokeExact(
                                    errors,
                                    descriptor,
                                    bytes,
                                    (long) message.length,
                                    flags,
                                    target,
                                    length);
            if (sent >= 0) {
                return;
            }
            int error = (int) errno.get(errors, 0L);
            boolean later = error == EAGAIN || error == EINTR;
            if (!later || System.nanoTime() - deadline > 0) {
                throw new IOException("nobody receives it: error " + error);
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    private MemorySegment target(byte[] path) {
        MemorySegment target = arena.allocate(PATH_OFFSET + LONGEST_PATH + 1L);
        target.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, target, ValueLayout.JAVA_BYTE, PATH_OFFSET, path.length);
        if (path[0] == '@') {
            target.set(ValueLayout.JAVA_BYTE, PATH_OFFSET, (byte) 0);
        }
        return target;
    }

    /// A function that takes and gives an `int`.
    private MethodHandle function(String name, MemoryLayout... arguments) {
        return linker.downcallHandle(
                symbol(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
                Linker.Option.captureCallState("errno"));
    }

    private MemorySegment symbol(String name) {
        SymbolLookup library = linker.defaultLookup();
        return library.find(name).orElseThrow(() -> new IllegalStateException("no " + name));
    }
}
