FROM fedora:42 AS build
RUN dnf install -y git
FROM scratch
COPY --from=build /x /x
