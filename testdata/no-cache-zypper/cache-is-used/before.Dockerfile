FROM opensuse/leap:15.6
COPY --from=x /var/cache/zypp /var/cache/zypp
RUN zypper --non-interactive install git
