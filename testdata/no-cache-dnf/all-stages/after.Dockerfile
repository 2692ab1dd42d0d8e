FROM fedora:42 AS build
RUN dnf install -y git && dnf clean all
FROM scratch
COPY --from=build /x /x
