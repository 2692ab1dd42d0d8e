#include "rewrite/base_switch.hpp"

namespace imgfix::rewrite {

SwitchPlan plan_switch(const document::Document& document, std::size_t stage, const Context& context) {
    (void)document;
    (void)stage;
    (void)context;
    return {};
}

} // namespace imgfix::rewrite
