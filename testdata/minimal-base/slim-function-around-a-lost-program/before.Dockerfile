FROM python:3.13
RUN gcc() { command gcc -O2 "$@"; }; gcc -v && dpkg --version
RUN make() { /usr/bin/make -j2; }; make
RUN sh -c 'build() { true; }; build' && build
RUN tests() { python -m pytest; }; tests
CMD ["python", "-V"]
