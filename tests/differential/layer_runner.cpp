// Runs the RUNs of a build as a builder does, for differential.py: each in PID, mount and IPC namespaces of its own,
// with fresh /proc, /dev and /dev/shm, over overlay layers.
//
//     layer_runner ROOTFS SCRATCH [OVERLAY-OPTIONS]
//
// A request on stdin is a list of fields, each its length in decimal, a line feed and its bytes: the number of RUNs,
// the working folder, the number of words of the shell, these words, then the scripts. An answer on stdout has three
// fields: "pass" or "fail", the output, and the file tree (a line for each path: kind and mode, owner, group, size,
// hash or target). Needs root, or a user namespace in which it is root.
#include <dirent.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr int sandbox_failed = 125;
constexpr int patience = 30'000; // milliseconds for one RUN

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "layer_runner: %s: %s\n", what.c_str(), std::strerror(errno));
    _exit(sandbox_failed);
}

void check(int result, const std::string& what) {
    if (result != 0)
        fail(what);
}

std::string read_all(int file) {
    std::string text;
    char block[65536];
    ssize_t got = 0;
    while ((got = read(file, block, sizeof block)) > 0)
        text.append(block, static_cast<std::size_t>(got));
    return text;
}

std::string read_file(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    std::string text = read_all(file);
    close(file);
    return text;
}

void make_folders(const std::string& path) {
    for (std::size_t at = path.find('/', 1);; at = path.find('/', at + 1)) {
        mkdir(path.substr(0, at).c_str(), 0755);
        if (at == std::string::npos)
            return;
    }
}

void remove_tree(int parent, const char* name) {
    const int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        fail(std::string("open ") + name);
    DIR* list = fdopendir(folder);
    while (const dirent* entry = readdir(list)) {
        const std::string_view child = entry->d_name;
        if (child == "." || child == "..")
            continue;
        if (entry->d_type == DT_DIR)
            remove_tree(folder, entry->d_name);
        else
            unlinkat(folder, entry->d_name, 0);
    }
    closedir(list);
    unlinkat(parent, name, AT_REMOVEDIR);
}

struct Layers {
    std::string rootfs;
    std::string scratch;
    std::string options; // more options of overlayfs
    std::vector<std::string> layers;
    int number = 0;

    std::string folder(const char* kind) {
        std::string path = scratch + "/" + kind + std::to_string(++number);
        check(mkdir(path.c_str(), 0755), path);
        return path;
    }

    std::string lower() const {
        std::string text = "lowerdir=";
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
            text += *layer + ":";
        return text + rootfs;
    }
};

void make_devices(const std::string& folder) {
    // not sticky: protected_regular
    check(mount("tmpfs", folder.c_str(), "tmpfs", 0, "mode=755"), "mount /dev");
    check(mkdir((folder + "/shm").c_str(), 0755), "mkdir /dev/shm");
    struct Device {
        const char* name;
        unsigned minor_number;
    };
    for (const Device& device : {Device{"null", 3}, Device{"zero", 5}, Device{"urandom", 9}}) {
        const std::string path = folder + "/" + device.name;
        if (mknod(path.c_str(), S_IFCHR | 0666, makedev(1, device.minor_number)) == 0) {
            chmod(path.c_str(), 0666);
            continue;
        }
        const int file = open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
        close(file);
        check(mount((std::string("/dev/") + device.name).c_str(), path.c_str(), "", MS_BIND, nullptr), "bind " + path);
    }
}

/// HOME of root, as /etc/passwd of the image says.
std::string home() {
    const std::string text = read_file("/etc/passwd");
    std::size_t at = text.find("root:");
    if (at != 0 && (at = text.find("\nroot:")) == std::string::npos)
        return "/root";
    for (int field = 0; field < 5; ++field)
        at = text.find(':', at) + 1;
    return text.substr(at, text.find(':', at) - at);
}

[[noreturn]] void enter(const Layers& layers, const std::string& upper, const std::string& work,
                        const std::string& merged, const std::string& workdir, const std::vector<std::string>& shell,
                        const std::string& script) {
    const std::string options = layers.lower() + ",upperdir=" + upper + ",workdir=" + work + layers.options;
    check(mount("overlay", merged.c_str(), "overlay", 0, options.c_str()), "mount overlay");
    check(mount("proc", (merged + "/proc").c_str(), "proc", 0, nullptr), "mount proc");
    make_devices(merged + "/dev");
    check(chroot(merged.c_str()), "chroot");
    make_folders(workdir); // as runc does
    check(chdir(workdir.c_str()), "chdir");
    dup2(open("/dev/null", O_RDONLY), 0);
    std::vector<char*> arguments;
    for (const std::string& word : shell)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(const_cast<char*>(script.c_str()));
    arguments.push_back(nullptr);
    std::string path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    std::string home_entry = "HOME=" + home();
    char* environment[] = {path.data(), home_entry.data(), nullptr};
    umask(022);
    execve(arguments[0], arguments.data(), environment);
    fail("execve");
}

/// One RUN; its output is appended to log. Returns whether it passed.
bool run(Layers& layers, const std::string& workdir, const std::vector<std::string>& shell, const std::string& script,
         std::string& log) {
    const std::string upper = layers.folder("u");
    const std::string work = layers.folder("w");
    const std::string merged = layers.folder("m");
    int out[2];
    check(pipe2(out, O_CLOEXEC), "pipe");
    clone_args arguments{};
    arguments.flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC;
    arguments.exit_signal = SIGCHLD;
    const long child = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child < 0)
        fail("clone");
    if (child == 0) {
        dup2(out[1], 1);
        dup2(out[1], 2);
        enter(layers, upper, work, merged, workdir, shell, script);
    }
    close(out[1]);
    pollfd ready{out[0], POLLIN, 0};
    char block[65536];
    while (true) {
        if (poll(&ready, 1, patience) == 0) {
            kill(static_cast<pid_t>(child), SIGKILL);
            log += "\nlayer_runner: out of patience\n";
        }
        const ssize_t got = read(out[0], block, sizeof block);
        if (got <= 0)
            break;
        log.append(block, static_cast<std::size_t>(got));
    }
    close(out[0]);
    int status = 0;
    waitpid(static_cast<pid_t>(child), &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == sandbox_failed) {
        std::fprintf(stderr, "layer_runner: the sandbox does not work here: %s\n", log.c_str());
        std::exit(1);
    }
    layers.layers.push_back(upper);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void describe(int parent, const char* name, const std::string& inside, std::map<std::string, std::string>& tree) {
    const int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        fail("open " + inside);
    DIR* list = fdopendir(folder);
    while (const dirent* entry = readdir(list)) {
        const std::string child = entry->d_name;
        if (child == "." || child == "..")
            continue;
        // /run holds process ids
        if (inside.empty() &&
            (child == "proc" || child == "dev" || child == "run" || child == "lib" || child == "lib64"))
            continue;
        struct stat info;
        check(fstatat(folder, child.c_str(), &info, AT_SYMLINK_NOFOLLOW), "stat " + child);
        char text[160];
        std::snprintf(text, sizeof text, "%o %u %u ", info.st_mode, info.st_uid, info.st_gid);
        std::string value = text;
        if (S_ISLNK(info.st_mode)) {
            char target[4096];
            const ssize_t length = readlinkat(folder, child.c_str(), target, sizeof target);
            value.append(target, static_cast<std::size_t>(length < 0 ? 0 : length));
        } else if (S_ISREG(info.st_mode)) {
            value += std::to_string(info.st_size) + " ";
            if (info.st_size < 60000) {
                const int file = openat(folder, child.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
                std::uint64_t hash = 14695981039346656037U; // FNV-1a
                if (file >= 0) {
                    for (const char c : read_all(file))
                        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
                    close(file);
                }
                value += std::to_string(hash);
            }
        }
        tree[inside + "/" + child] = value;
        if (S_ISDIR(info.st_mode))
            describe(folder, child.c_str(), inside + "/" + child, tree);
    }
    closedir(list);
}

std::string tree_of(Layers& layers) {
    const std::string merged = layers.folder("m");
    check(mount("overlay", merged.c_str(), "overlay", MS_RDONLY, (layers.lower() + layers.options).c_str()),
          "mount overlay");
    std::map<std::string, std::string> tree;
    describe(AT_FDCWD, merged.c_str(), "", tree);
    check(umount2(merged.c_str(), 0), "umount");
    std::string text;
    for (const auto& [path, value] : tree) {
        for (const char c : path)
            text += c == '\n' ? '?' : c;
        text.append("\t").append(value).append("\n");
    }
    return text;
}

bool read_field(std::string& field) {
    std::size_t length = 0;
    if (std::scanf("%zu", &length) != 1 || std::getchar() != '\n')
        return false;
    field.resize(length);
    return std::fread(field.data(), 1, length, stdin) == length;
}

void write_field(const std::string& field) {
    std::printf("%zu\n", field.size());
    std::fwrite(field.data(), 1, field.size(), stdout);
}

} // namespace

int main(int count, char** words) {
    if (count < 3)
        return 2;
    Layers layers{words[1], words[2], count > 3 ? words[3] : "", {}, 0};
    std::string field;
    while (read_field(field)) {
        const int runs = std::atoi(field.c_str());
        std::string workdir;
        read_field(workdir);
        read_field(field);
        std::vector<std::string> shell(static_cast<std::size_t>(std::atoi(field.c_str())));
        for (std::string& word : shell)
            read_field(word);
        std::string log;
        bool passed = true;
        for (int k = 0; k < runs; ++k) {
            read_field(field);
            passed = passed && run(layers, workdir, shell, field, log);
        }
        write_field(passed ? "pass" : "fail");
        write_field(log);
        write_field(passed ? tree_of(layers) : "");
        std::fflush(stdout);
        for (; layers.number > 0; --layers.number)
            for (const char* kind : {"u", "w", "m"}) {
                const std::string path = layers.scratch + "/" + kind + std::to_string(layers.number);
                if (access(path.c_str(), F_OK) == 0)
                    remove_tree(AT_FDCWD, path.c_str());
            }
        layers.layers.clear();
    }
    return 0;
}
