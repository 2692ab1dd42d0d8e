FROM alpine
FOO bar baz
RUN a
