import Glibc

exit(Program.launch(Array(CommandLine.arguments.dropFirst())))
