package io.roadrunner.standalone.config;

/// Where a value of the configuration was written. The text of each variant is what problems start
/// with.
public sealed interface Origin {
    /// A place in a file.
    ///
    /// @param file the name as the user gave it
    /// @param line from 1
    /// @param column from 1
    record InFile(String file, int line, int column) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /// A variable of the environment.
    ///
    /// @param variable its name
    record Environment(String variable) implements Origin {
        @Override
        public String toString() {
            return variable;
        }
    }

    /// A flag of the command line.
    ///
    /// @param name with its dashes
    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The command itself, not the user.
    record Program() implements Origin {
        @Override
        public String toString() {
            return "roadrunner";
        }
    }
}
