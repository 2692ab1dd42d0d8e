FROM python:3.13
RUN trap "git gc" EXIT; unshare -r curl -f http://example.org && su - root -c "wget -q http://example.org/x"
RUN find . -name '*.zip' -ok unzip {} \; && flock /tmp/lock xz -d /x.xz
HEALTHCHECK CMD ["timeout", "5", "env", "A=1", "ps", "x"]
ENTRYPOINT ["bash", "-euo", "pipefail", "-c", "hg id"]
