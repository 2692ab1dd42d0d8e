FROM debian:13
CMD ["true"]
