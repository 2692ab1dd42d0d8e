FROM debian:13-slim
COPY settings /opt/settings
ENTRYPOINT ["nice", "-n", "5", "cat"]
CMD ["/opt/settings"]
