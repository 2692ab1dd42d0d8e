FROM opensuse/leap:15.6 AS build
RUN zypper --non-interactive install git && zypper clean -a
FROM scratch
COPY --from=build /x /x
