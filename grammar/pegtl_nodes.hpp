// Builds the flat tree while PEGTL matches: the kind is part of the rule, and a failing rule takes its nodes back.
// Only grammar/*_parse.cpp may include this.
#pragma once

#include <tao/pegtl.hpp>

#include "grammar/cst.hpp"

namespace imgfix::grammar {

namespace pegtl = tao::pegtl;

/// A rule that becomes a node of the given kind.
template <Kind K, typename... Rules> struct node : pegtl::seq<Rules...> { static constexpr Kind node_kind = K; };

template <typename Rule>
concept NodeRule = requires {
    Rule::node_kind;
};

/// PEGTL control whose match() pushes a node before and completes it after, or rolls the vector back. The first state
/// must have a member `Nodes nodes`. Look-ahead (apply_mode::nothing) makes no nodes.
template <typename Rule> struct TreeControl : pegtl::normal<Rule> {
    template <pegtl::apply_mode A, pegtl::rewind_mode M, template <typename...> class Action,
              template <typename...> class Control, typename Input, typename State, typename... States>
    [[nodiscard]] static bool match(Input& in, State& state, States&&... states) {
        if constexpr (A == pegtl::apply_mode::nothing) {
            return pegtl::normal<Rule>::template match<A, M, Action, Control>(in, state, states...);
        } else {
            const std::size_t mark = state.nodes.size();
            if constexpr (NodeRule<Rule>)
                state.nodes.push_back(
                    {static_cast<std::uint32_t>(in.current() - in.begin()), 0, 1, Rule::node_kind, 0});
            if (!pegtl::normal<Rule>::template match<A, M, Action, Control>(in, state, states...)) {
                if (state.nodes.size() != mark) // most failures made none
                    state.nodes.resize(mark);
                return false;
            }
            if constexpr (NodeRule<Rule>) {
                Node& made = state.nodes[mark];
                made.end = static_cast<std::uint32_t>(in.current() - in.begin());
                made.size = static_cast<std::uint32_t>(state.nodes.size() - mark);
            }
            return true;
        }
    }
};

/// Base of a rule of ours that looks at the state: Derived::step(in, state) matches, bumps the input, or returns false.
template <typename Derived> struct StatefulRule {
    using rule_t = Derived;
    using subs_t = pegtl::type_list<>;
    template <pegtl::apply_mode, pegtl::rewind_mode, template <typename...> class, template <typename...> class,
              typename Input, typename State, typename... States>
    [[nodiscard]] static bool match(Input& in, State& state, States&&... /*unused*/) {
        return Derived::step(in, state);
    }
};

} // namespace imgfix::grammar
