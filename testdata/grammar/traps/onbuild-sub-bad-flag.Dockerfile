FROM alpine
ONBUILD RUN --bogus=1 x
ONBUILD COPY --from=a --x b
ONBUILD SHELL a
