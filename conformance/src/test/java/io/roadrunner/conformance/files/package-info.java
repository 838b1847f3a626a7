/// Static files over real sockets: which names are files, and every answer that a file can be.
package io.roadrunner.conformance.files;
