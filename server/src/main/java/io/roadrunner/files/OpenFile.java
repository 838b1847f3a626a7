package io.roadrunner.files;

import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file that is open. Immutable; the channel belongs to one request at a time, or to [IdleFiles].
///
/// @param path where it really is
/// @param channel for whoever has it to close or to give back
/// @param stamp which one it is, and its state when it was looked at last
/// @param opened when it was opened, as [System#nanoTime()] has it
record OpenFile(Path path, FileChannel channel, FileStamp stamp, long opened) {}
