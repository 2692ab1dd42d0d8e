FROM ubuntu:24.04
RUN groupadd -g 1500 more && useradd -m -u 1501 app && usermod -aG more app
USER app
CMD ["sleep", "1"]
