FROM debian:12
ENV LANG=de_DE.UTF-8
RUN apt-get update && apt-get install -y locales $MORE && locale-gen
CMD ["ls"]
