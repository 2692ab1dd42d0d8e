FROM busybox:1.38
WORKDIR "/app"
RUN touch x
CMD ["cat", "/app/x"]
