#include "report/bases.hpp"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "catalog/base_config.hpp"
#include "catalog/catalog.hpp"
#include "report/report.hpp"
#include "rewrite/base_switch.hpp"

namespace imgfix::report {

namespace {

using document::Document;
using document::Stage;
using rewrite::SwitchChoice;
using rewrite::SwitchObstacle;
using rewrite::SwitchPlan;
using Json = nlohmann::ordered_json;

/// One base, with what the catalog knows of it.
struct Row {
    std::string reference;
    unsigned long long bytes = 0; // compressed; 0: not known
    bool official = false;
    bool listed = false;       // one of today's tags of the catalog
    std::string_view released; // of its release line, and its end of life; empty: not known
    std::string_view eol;
    bool past_end_of_life = false;
    std::string libc; // empty: not known
    std::string shell;
    std::string manager;
    const SwitchPlan* plan = nullptr; // nullptr: the base of today
};

std::string libc_of(std::string_view family) {
    if (family == "alpine")
        return "musl";
    if (family == "debian" || family == "ubuntu" || family == "rhel" || family == "fedora" || family == "amazon")
        return "glibc";
    return {};
}

std::string shell_of(catalog::ShellProgram program) {
    switch (program) {
    case catalog::ShellProgram::dash:
        return "dash";
    case catalog::ShellProgram::ash:
        return "BusyBox ash";
    case catalog::ShellProgram::bash:
        return "bash";
    case catalog::ShellProgram::none:
        return "none";
    case catalog::ShellProgram::unknown:
        break;
    }
    return {};
}

Row row_of(const std::string& image, const std::string& tag, const std::string& reference,
           const rewrite::Context& context) {
    Row row;
    row.reference = reference;
    row.official = context.catalog->is_official(image);
    row.listed = context.catalog->find_build(image, tag).has_value();
    row.bytes = catalog::compressed_size(image, tag).bytes;
    const catalog::PinResult pin = context.catalog->resolve_pin(image, tag, context.today);
    if (!pin.line.empty())
        if (const auto line = catalog::eol(image, pin.line)) {
            row.released = line->released;
            row.eol = line->eol;
            row.past_end_of_life = line->past_end_of_life(context.today);
        }
    if (const auto config = catalog::base_config(image, tag)) {
        row.libc = libc_of(config->family);
        row.shell = shell_of(config->sh);
        row.manager = config->manager;
    }
    if (image == "busybox") {
        row.libc = "glibc, static";
        row.manager = "none";
    }
    if (image == "scratch" || image.find("/distroless/static") != std::string::npos) {
        row.libc = row.shell = row.manager = "none";
        row.official = row.official || image == "scratch"; // the builder's own word
    }
    return row;
}

std::string size_of(const Row& row) {
    if (row.reference == "scratch")
        return "0 MB";
    return row.bytes == 0 ? "unknown" : rewrite::megabytes(row.bytes) + " MB";
}

std::string support_of(const Row& row, const rewrite::Context& context) {
    std::string text = row.official ? "official" : "not official";
    if (row.past_end_of_life)
        text += ", life ended" + (row.eol.empty() ? std::string() : " " + std::string(row.eol));
    else if (!row.eol.empty())
        text += ", until " + std::string(row.eol);
    if (row.reference == "scratch")
        return "part of every builder";
    if (row.official)
        text += row.listed ? ", listed on " + std::string(context.catalog->date()) : ", no longer listed";
    return text;
}

std::string verdict_of(const SwitchPlan& plan) { return plan.safe() ? "safe" : plan.possible ? "unsafe" : "refused"; }

std::vector<Row> rows_of(const Stage& stage, const std::vector<SwitchPlan>& plans, const rewrite::Context& context) {
    std::vector<Row> rows;
    const auto reference = document::parse_image_reference(*stage.base);
    rows.push_back(row_of(reference->catalog_name(), std::string(reference->tag), *stage.base, context));
    for (const SwitchPlan& plan : plans) {
        if (plan.image.empty() || (plan.tag.empty() && plan.target != rewrite::SwitchTarget::scratch))
            continue;
        rows.push_back(row_of(plan.image, plan.tag, plan.image + (plan.tag.empty() ? "" : ":" + plan.tag), context));
        rows.back().plan = &plan;
    }
    return rows;
}

std::size_t line_of(const Document& document, const rewrite::SwitchBase& claim) {
    return document.position(document.instructions[document.stages[claim.stage].from].text.begin).line;
}

std::size_t line_of(const Document& document, const SwitchObstacle& obstacle) {
    return document.position(document.instructions[obstacle.instruction].text.begin).line;
}

/// Why a stage has no rows; empty when it may have some.
std::string nothing_to_say(const Document& document, const Stage& stage) {
    if (!stage.base)
        return "its base is made from ARGs whose values are not known";
    if (stage.parent != document::none)
        return "it goes on from another stage";
    if (stage.is_scratch())
        return "nothing is smaller than scratch";
    const auto reference = document::parse_image_reference(*stage.base);
    if (!reference || reference->catalog_name().empty())
        return "only official images are known";
    if (!document.ships(stage.index))
        return "a builder: its files do not ship, so a smaller base makes no smaller image";
    return {};
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width)
        text.resize(width, ' ');
    return text + "  ";
}

std::string why(const SwitchChoice& choice, const Row& old, const Row& row) {
    std::string text;
    if (old.bytes != 0 && row.bytes != 0 && old.bytes > row.bytes)
        text += std::to_string((old.bytes - row.bytes) * 100 / old.bytes) + " % less to store, pull and scan";
    const bool same = !row.libc.empty() && row.libc == old.libc;
    text += (text.empty() ? "" : "; ") +
            std::string(row.libc == "none" ? "nothing but the program, so nothing else to patch"
                        : same             ? "the same C library and package manager, fewer packages to patch"
                                           : "another C library (" + row.libc + ") and far fewer packages to patch");
    if (choice.preferred != choice.safe)
        text += "; it rests on what the file does not show, so it needs --unsafe-fixes";
    return text;
}

} // namespace

std::string bases_table(const Document& document, const rewrite::Context& context, const std::string& name,
                        bool image_only) {
    std::string out;
    for (const Stage& stage : document.stages) {
        const std::size_t line = document.position(document.instructions[stage.from].text.begin).line;
        const std::string base = stage.base ? *stage.base : stage.base_word.value;
        if (!out.empty())
            out += "\n";
        out += image_only ? printable(base) + "\n"
                          : printable(name) + ":" + std::to_string(line) + ": FROM " + printable(base) + "\n";
        if (const std::string nothing = nothing_to_say(document, stage); !nothing.empty()) {
            out += "  " + nothing + "\n";
            continue;
        }
        const std::vector<SwitchPlan> plans = rewrite::plan_switches(document, stage.index, context);
        const std::vector<Row> rows = rows_of(stage, plans, context);
        const SwitchChoice choice = choose(plans);
        std::size_t widths[5] = {4, 4, 7, 4, 5};
        std::vector<std::vector<std::string>> cells;
        cells.push_back({"base", "size", "support", "libc", "shell", image_only ? "packages" : "packages  verdict"});
        for (const Row& row : rows) {
            const auto text = [](const std::string& value) { return value.empty() ? std::string("unknown") : value; };
            std::string last = row.manager.empty() ? "none" : row.manager;
            if (!image_only)
                last = padded(last, 8) + (row.plan == nullptr ? "what it has" : verdict_of(*row.plan));
            cells.push_back(
                {row.reference, size_of(row), support_of(row, context), text(row.libc), text(row.shell), last});
        }
        for (const auto& line_cells : cells)
            for (std::size_t k = 0; k < 5; ++k)
                widths[k] = std::max(widths[k], line_cells[k].size());
        for (std::size_t r = 0; r < cells.size(); ++r) {
            const bool chosen =
                !image_only && r > 0 && rows[r - 1].plan != nullptr && rows[r - 1].plan == choice.preferred;
            out += chosen ? "* " : "  ";
            for (std::size_t k = 0; k < 5; ++k)
                out += padded(printable(cells[r][k]), widths[k]);
            out += cells[r][5] + "\n";
        }
        if (rows.size() == 1) {
            out += "  no smaller base of it is known\n";
            continue;
        }
        if (image_only)
            continue;
        for (const Row& row : rows) {
            if (row.plan == nullptr)
                continue;
            if (row.plan == choice.preferred)
                out += "  chosen: " + row.reference + ": " + why(choice, rows.front(), row) + "\n";
            else if (row.plan->passed_over)
                out += "  passed over: " + row.reference +
                       ", as long as a slim base does ([minimal-base] prefer = \"alpine\" takes it)\n";
            for (const rewrite::SwitchBase& partner : row.plan->partners)
                out += "    " + row.reference + ": line " + std::to_string(line_of(document, partner)) +
                       ": only with " + printable(*document.stages[partner.stage].base) + " -> " +
                       printable(partner.base) + ", as what one makes must run in the other\n";
            const std::string lead = row.plan->safe() ? "" : row.plan->possible ? "assumes that " : "against ";
            for (const SwitchObstacle& one : row.plan->obstacles)
                if (row.plan->possible || !one.assumption)
                    out += "    " + row.reference + ": line " + std::to_string(line_of(document, one)) + ": " + lead +
                           (row.plan->possible ? "" : "it: ") + printable(one.message) + " [" + one.reason + "]\n";
        }
        if (choice.preferred == nullptr)
            out += "  chosen: none, it stays\n";
        else if (choice.safe != nullptr && choice.safe != choice.preferred)
            out += "  without --unsafe-fixes: " + choice.safe->image + ":" + choice.safe->tag + "\n";
    }
    return out;
}

std::string bases_json(const Document& document, const rewrite::Context& context, const std::string& name,
                       bool image_only) {
    Json stages = Json::array();
    for (const Stage& stage : document.stages) {
        Json one;
        one["line"] = document.position(document.instructions[stage.from].text.begin).line;
        one["base"] = stage.base ? *stage.base : stage.base_word.value;
        const std::string nothing = nothing_to_say(document, stage);
        if (!nothing.empty()) {
            one["none"] = nothing;
            stages.push_back(std::move(one));
            continue;
        }
        const std::vector<SwitchPlan> plans = rewrite::plan_switches(document, stage.index, context);
        const SwitchChoice choice = choose(plans);
        Json candidates = Json::array();
        for (const Row& row : rows_of(stage, plans, context)) {
            Json entry;
            entry["reference"] = row.reference;
            entry["compressed_bytes"] = row.bytes == 0 ? Json(nullptr) : Json(row.bytes);
            entry["official"] = row.official;
            entry["listed"] = row.listed;
            entry["end_of_life"] = row.eol.empty() ? Json(nullptr) : Json(std::string(row.eol));
            entry["past_end_of_life"] = row.past_end_of_life;
            entry["libc"] = row.libc.empty() ? Json(nullptr) : Json(row.libc);
            entry["shell"] = row.shell.empty() ? Json(nullptr) : Json(row.shell);
            entry["package_manager"] = row.manager.empty() ? Json(nullptr) : Json(row.manager);
            if (row.plan != nullptr && !image_only) {
                entry["verdict"] = verdict_of(*row.plan);
                entry["chosen"] = row.plan == choice.preferred;
                entry["passed_over"] = row.plan->passed_over;
                entry["only_with"] = Json::array();
                for (const rewrite::SwitchBase& partner : row.plan->partners)
                    entry["only_with"].push_back({{"line", line_of(document, partner)},
                                                  {"from", *document.stages[partner.stage].base},
                                                  {"to", partner.base}});
                entry["reasons"] = Json::array();
                for (const SwitchObstacle& obstacle : row.plan->obstacles)
                    entry["reasons"].push_back({{"id", obstacle.reason},
                                                {"line", line_of(document, obstacle)},
                                                {"assumption", obstacle.assumption},
                                                {"message", obstacle.message}});
            }
            candidates.push_back(std::move(entry));
        }
        one["candidates"] = std::move(candidates);
        stages.push_back(std::move(one));
    }
    Json all;
    all["file"] = name;
    all["catalog"] = std::string(context.catalog->date());
    all["stages"] = std::move(stages);
    return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace imgfix::report
