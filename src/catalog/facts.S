// The data files of fixers/data, as they are, in read-only memory. The folder is on the include path.
#if defined(__APPLE__)
#define NAME(x) _##x
    .section __TEXT,__const
#else
#define NAME(x) x
    .section .rodata
#endif

#define FACT(name, file)                    \
    .globl NAME(imgfix_fact_##name)        ;\
    .globl NAME(imgfix_fact_##name##_end)  ;\
    NAME(imgfix_fact_##name):              ;\
    .incbin file                           ;\
    NAME(imgfix_fact_##name##_end):        ;\
    .byte 0

FACT(catalog, "catalog.min")
FACT(status, "image_status.tsv")
FACT(old_tags, "old_tags.min")
FACT(windows_tags, "windows_tags.min")
FACT(eol, "eol.tsv")
FACT(codenames, "codenames.tsv")
FACT(packages, "packages.tsv")
FACT(alpine_applets, "alpine_applets.txt")
FACT(busybox_applets, "busybox_applets.txt")
FACT(base_config, "base_config.tsv")
FACT(managers, "managers.tsv")
FACT(external, "external.tsv")
FACT(sizes, "sizes.tsv")
FACT(equivalents, "equivalents.tsv")
FACT(programs, "programs.tsv")
FACT(applets, "applets.tsv")
FACT(base_folders, "base_folders.tsv")
FACT(package_programs, "package_programs.tsv")
FACT(caches, "caches.tsv")
FACT(debian_programs, "debian_programs.tsv")
FACT(variant_packages, "variant_packages.tsv")
FACT(applet_options, "applet_options.tsv")
FACT(accounts, "accounts.tsv")
FACT(language_packages, "language_packages.tsv")
FACT(removed_folders, "removed_folders.tsv")
FACT(services, "services.tsv")
FACT(exact_variants, "exact_variants.tsv")
FACT(dotnet_tags, "dotnet_tags.tsv")
FACT(package_parts, "package_parts.tsv")
FACT(plain_programs, "plain_programs.tsv")
FACT(alpine_programs, "alpine_programs.tsv")
FACT(lost_files, "lost_files.tsv")
FACT(long_brought, "long_brought.tsv")
FACT(static_downloads, "static_downloads.tsv")
FACT(absent_folders, "absent_folders.tsv")
FACT(alpine_since, "alpine_since.tsv")

#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack, "", %progbits
#endif
