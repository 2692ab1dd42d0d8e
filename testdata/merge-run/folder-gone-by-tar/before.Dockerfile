FROM debian:12
WORKDIR /app
RUN tar czf /x.tgz --remove-files /app
RUN touch x
CMD ["true"]
