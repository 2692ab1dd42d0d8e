FROM debian:12
WORKDIR /app
RUN find / -type d -name app | xargs rm -rf
RUN touch x
CMD ["true"]
