FROM debian:13
WORKDIR "/app"
RUN touch x
CMD ["cat", "/app/x"]
