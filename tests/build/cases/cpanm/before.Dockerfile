FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends cpanminus make && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /made/Lab-1/lib && cd /made/Lab-1 && printf 'package Lab; our $VERSION = 1; 1;\n' > lib/Lab.pm && head -c 200000 /usr/bin/perl > data \
 && printf 'use ExtUtils::MakeMaker; WriteMakefile(NAME => "Lab", VERSION_FROM => "lib/Lab.pm");\n' > Makefile.PL && printf 'lib/Lab.pm\nMakefile.PL\nMANIFEST\ndata\n' > MANIFEST && cd .. && tar -czf /Lab-1.tar.gz Lab-1 && rm -rf /made
RUN cpanm --notest /Lab-1.tar.gz
CMD ["perl"]
