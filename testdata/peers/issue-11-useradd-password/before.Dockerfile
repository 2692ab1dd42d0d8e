FROM debian:13
RUN useradd app
USER app
CMD ["cat", "/x"]
