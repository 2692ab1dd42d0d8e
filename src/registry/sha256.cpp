#include "registry/sha256.hpp"

#include <array>

#include <openssl/evp.h>

namespace imgfix::registry {

std::string sha256_digest(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), sum.data(), &size, EVP_sha256(), nullptr) != 1)
        return {};
    std::string text = "sha256:";
    for (unsigned k = 0; k < size; ++k) {
        text += digits[sum[k] >> 4];
        text += digits[sum[k] & 15];
    }
    return text;
}

} // namespace imgfix::registry
