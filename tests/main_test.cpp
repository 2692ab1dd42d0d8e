// The test program's main, in a unit of its own: Catch2's takes 10 s to compile.
#define IMGFIX_TESTS_MAIN
#include "support/compat.hpp"

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }
