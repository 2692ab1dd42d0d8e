FROM ubuntu:22.04
COPY --from=example.org/tools:1 /tools/x /x
CMD ["/x"]
