// imgfix-net: asks registries for imgfix, and with the word `forge` a forge. Requests and answers are JSON lines on
// standard input and output.
#include <csignal>
#include <iostream>
#include <iterator>
#include <string>

#include "forge/api.hpp"
#include "registry/client.hpp"

int main(int argc, char** argv) {
    using namespace imgfix::registry;
    std::signal(SIGPIPE, SIG_IGN);
    if (argc == 2 && std::string(argv[1]) == "forge")
        return imgfix::forge::serve();
    if (argc > 1) {
        std::cerr << "imgfix-net " IMGFIX_VERSION ": imgfix starts it when the network is asked for\n";
        return std::string(argv[1]) == "--version" ? 0 : 2;
    }
    const std::string text((std::istreambuf_iterator<char>(std::cin)), {});
    Settings settings;
    std::vector<Question> questions;
    if (!decode_request(text, settings, questions)) {
        std::cerr << "imgfix-net: error: the request cannot be read\n";
        return 2;
    }
    try {
        std::cout << encode_report(resolve(settings, questions)) << std::flush;
    } catch (const std::exception& error) {
        std::cerr << "imgfix-net: internal error: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
